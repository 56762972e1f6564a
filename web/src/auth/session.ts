import { computed, ref } from 'vue'

/** The signed-in session: in this tab only, gone when the tab is closed. Never in localStorage. */
export interface Session {
  token: string
  /** Milliseconds since 1970. */
  expires: number
  subject: string
  name: string
}

const KEPT = 'ruxue.session'

function kept(): Session | null {
  const text = sessionStorage.getItem(KEPT)
  return text ? (JSON.parse(text) as Session) : null
}

export const session = ref<Session | null>(kept())
export const signedIn = computed(() => session.value !== null)

export function keep(next: Session | null): void {
  session.value = next
  if (next) sessionStorage.setItem(KEPT, JSON.stringify(next))
  else sessionStorage.removeItem(KEPT)
}
