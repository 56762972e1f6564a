import { ref } from 'vue'

import { onSignedOut } from '@/api/client'
import { replace, route } from '@/app/router'
import { handOver } from '@/auth/renewal'
import { keep, session } from '@/auth/session'

import { forgetEverything } from './draft/pending'

export type SignInState = 'ready' | 'leaving' | 'returning' | 'failed' | 'kept-nothing'
export const signingIn = ref<SignInState>('ready')
/** The session ended by itself while one was at work. */
export const ended = ref(false)

onSignedOut.then = () => (ended.value = true)

/** Sign-in is its own piece of script: who only reads the dates never loads it. */
export async function signIn(to: string = route.value): Promise<void> {
  signingIn.value = 'leaving'
  try {
    await (await import('@/auth/signin')).signIn(to)
  } catch (error) {
    signingIn.value = error instanceof Error && error.name === 'NothingKept' ? 'kept-nothing' : 'failed'
  }
}

export async function comeBack(): Promise<void> {
  if (!new URLSearchParams(location.search).has('state')) return
  signingIn.value = 'returning'
  try {
    const to = await (await import('@/auth/signin')).finishSignIn()
    history.replaceState(null, '', location.pathname)
    ended.value = false
    signingIn.value = 'ready'
    replace(to)
  } catch {
    history.replaceState(null, '', location.pathname)
    signingIn.value = 'failed'
  }
}

/** This window was opened to renew a session, and has handed it over. */
export const renewed = ref(false)

/** In a window for renewing: to the issuer, and back to whoever asked; without one it is the page itself. */
export async function renewing(): Promise<void> {
  const [what, ...rest] = route.value.split('/')
  if (what === 'renewing') await signIn(['renewed', ...rest].join('/'))
  if (what !== 'renewed') return
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
