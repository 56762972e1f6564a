import { computed, ref } from 'vue'

import { onSignedOut } from '@/api/client'
import { replace, route } from '@/app/router'
import { handOver } from '@/auth/renewal'
import { keep, session } from '@/auth/session'

import { forgetEverything } from './draft/pending'

/** How signing in can fail, and what is said of it. */
const FAILURES = {
  Offline: 'offline.try',
  IssuerAway: 'signing.away',
  NothingKept: 'signing.kept.nothing',
  other: 'signing.failed',
} as const
type Failure = (typeof FAILURES)[keyof typeof FAILURES]
export type SignInState = 'ready' | 'leaving' | 'returning' | Failure
export const signingIn = ref<SignInState>('ready')
export const signInFailure = computed(() => Object.values(FAILURES).find((one) => one === signingIn.value))
/** The session ended by itself while one was at work. */
export const ended = ref(false)

onSignedOut.then = () => (ended.value = true)

const failureOf = (error: unknown): Failure =>
  error instanceof Error && error.name in FAILURES ? FAILURES[error.name as keyof typeof FAILURES] : FAILURES.other

/** Sign-in is its own piece of script: who only reads the dates never loads it. */
export async function signIn(to: string = route.value): Promise<void> {
  signingIn.value = 'leaving'
  try {
    await (await import('@/auth/signin')).signIn(to)
  } catch (error) {
    signingIn.value = failureOf(error)
  }
}

export async function comeBack(): Promise<void> {
  if (!new URLSearchParams(location.search).has('state')) return
  signingIn.value = 'returning'
  let to = ''
  try {
    const { finishSignIn, goingTo } = await import('@/auth/signin')
    to = goingTo()
    await finishSignIn()
    ended.value = false
    signingIn.value = 'ready'
  } catch (error) {
    signingIn.value = failureOf(error)
  }
  history.replaceState(null, '', location.pathname)
  replace(to)
}

/** This window was opened to renew a session, and has handed it over. */
export const renewed = ref(false)

/** In a window for renewing: to the issuer, and back to whoever asked; without one it is the page itself. */
export async function renewing(): Promise<void> {
  const [what, ...rest] = route.value.split('/')
  if (what === 'renewing') {
    replace(['renewed', ...rest].join('/'))
    return signIn()
  }
  if (what !== 'renewed' || !session.value) return
  if (await handOver()) {
    renewed.value = true
    keep(null)
    window.close()
  } else replace(rest.join('/'))
}

/** Nothing of the family stays on the device, and the issuer's session ends. */
export async function signOut(): Promise<void> {
  keep(null)
  replace('')
  await forgetEverything()
  await (await import('@/auth/signin')).endIssuerSession().catch(() => undefined)
}

export function expireWithToken(): void {
  if (session.value && session.value.expires <= Date.now()) {
    keep(null)
    ended.value = true
  }
}
