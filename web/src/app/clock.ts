import { ref } from 'vue'

/** Milliseconds by which the server's clock is in front of this device's. */
export const ahead = ref(0)

/** What ends, ends by the server's clock, however wrong this device's is. */
export const serverNow = (): number => Date.now() + ahead.value

/**
 * Takes the time of an answer that just came to what was `asked` then, by this device's clock. It is told in whole
 * seconds and was written on the way: what agrees with that is left as it is, however slow the network.
 */
export function setClock(answer: Response, asked: number): void {
  if (!answer.headers.get('Cache-Control')?.includes('no-store')) return
  const told = Date.parse(answer.headers.get('Date') ?? '')
  if (Number.isNaN(told)) return
  ahead.value = Math.min(Math.max(ahead.value, told - Date.now()), told + 999 - asked)
}
