import { ref } from 'vue'

/** Milliseconds by which the server's clock is in front of this device's. */
export const ahead = ref(0)
const NOISE = 2_000

/** What ends, ends by the server's clock, however wrong this device's is. */
export const serverNow = (): number => Date.now() + ahead.value

/** Takes the `Date` of an answer that just came, which is told in whole seconds. */
export function setClock(date: string | null): void {
  const offset = Date.parse(date ?? '') - Date.now()
  if (Math.abs(offset - ahead.value) > NOISE) ahead.value = offset
}
