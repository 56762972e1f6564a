import { computed, ref } from 'vue'

import { store, stored } from '@/app/storage'

/** The signed-in session: in this tab only, gone when the tab is closed. Never in localStorage. */
export interface Session {
  token: string
  /** Milliseconds since 1970, by this device's clock, however wrong it is. */
  expires: number
  subject: string
  name: string
}

const KEPT = 'ruxue.session'

function kept(): Session | null {
  const text = stored('sessionStorage', KEPT)
  return text ? (JSON.parse(text) as Session) : null
}

export const session = ref<Session | null>(kept())
export const signedIn = computed(() => session.value !== null)

export function keep(next: Session | null): void {
  session.value = next
  store('sessionStorage', KEPT, next && JSON.stringify(next))
}
