import * as oauth from 'oauth4webapi'

import { Offline } from '@/api/problem'
import { settings } from '@/app/settings'
import { store, stored } from '@/app/storage'

import { keep } from './session'

const PENDING = 'ruxue.signing-in'

/** The way back from the issuer cannot be remembered: this browser lets pages keep nothing. */
export class NothingKept extends Error {
  override readonly name = 'NothingKept'
}

/** The issuer is not to be had now: its server says so, or nothing, or cannot be reached though there is a network. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway'
}

/** Milliseconds after which the issuer is given up. */
const LONGEST = 30_000

interface Pending {
  verifier: string
  state: string
  nonce: string
  /** Where the person was going. */
  to: string
  /** Where the issuer sends them back to: the page that started, guardians' or staff's. */
  back: string
}

/** Seconds by which a device's clock may be wrong: whether a token is over, the server judges with every request. */
const ANY_CLOCK = 366 * 86_400

/** Only a laptop's own issuer may speak plain HTTP. */
function insecureIfLoopback(issuer: string) {
  const { protocol, hostname } = new URL(issuer)
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so by its makers only that it stands out
  return { [oauth.allowInsecureRequests]: protocol === 'http:' && loopback }
}

/** Tells an issuer that is away from a no of its own. One that is down often lets no other page read its answer. */
async function reach(ask: (waiting: { signal: AbortSignal }) => Promise<Response>): Promise<Response> {
  const waiting = new AbortController()
  const timer = window.setTimeout(() => waiting.abort(), LONGEST)
  try {
    const answer = await ask({ signal: waiting.signal })
    if (answer.status < 500 && answer.status !== 429) return answer
  } catch {
    if (!navigator.onLine) throw new Offline()
  } finally {
    window.clearTimeout(timer)
  }
  throw new IssuerAway()
}

async function discover(): Promise<{ server: oauth.AuthorizationServer; client: oauth.Client; insecure: object }> {
  const { issuer, client_id } = await settings()
  const insecure = insecureIfLoopback(issuer)
  const answer = await reach((waiting) =>
    oauth.discoveryRequest(new URL(issuer), { algorithm: 'oidc', ...insecure, ...waiting }),
  )
  return {
    server: await oauth.processDiscoveryResponse(new URL(issuer), answer),
    client: { client_id, [oauth.clockTolerance]: ANY_CLOCK },
    insecure,
  }
}

/** Leaves the page for the issuer's: code flow with PKCE, state and nonce. */
export async function signIn(to: string): Promise<void> {
  const { server, client } = await discover()
  if (!server.authorization_endpoint) throw new Error('the issuer names no authorization endpoint')
  const pending: Pending = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    to,
    back: location.origin + location.pathname,
  }
  if (!store('sessionStorage', PENDING, JSON.stringify(pending))) throw new NothingKept()
  const url = new URL(server.authorization_endpoint)
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: pending.back,
    response_type: 'code',
    scope: 'openid profile',
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    state: pending.state,
    nonce: pending.nonce,
  }).toString()
  location.assign(url)
}

export const comesBack = (): boolean => new URLSearchParams(location.search).has('state')

/** Where whoever comes back was going, also where signing in fails. */
export function goingTo(): string {
  const text = stored('sessionStorage', PENDING)
  return text ? (JSON.parse(text) as Pending).to : ''
}

/** Ends what `signIn` began; gives the route to go to. Throws where state, nonce or token are not those asked for. */
export async function finishSignIn(): Promise<string> {
  const text = stored('sessionStorage', PENDING)
  store('sessionStorage', PENDING, null)
  if (!text) throw new Error('no sign-in was begun in this tab')
  const pending = JSON.parse(text) as Pending
  const { server, client, insecure } = await discover()
  const answer = oauth.validateAuthResponse(server, client, new URL(location.href), pending.state)
  const tokens = await reach((waiting) =>
    oauth.authorizationCodeGrantRequest(server, client, oauth.None(), answer, pending.back, pending.verifier, {
      ...insecure,
      ...waiting,
    }),
  )
  const result = await oauth.processAuthorizationCodeResponse(server, client, tokens, {
    expectedNonce: pending.nonce,
    requireIdToken: true,
  })
  const claims = oauth.getValidatedIdTokenClaims(result)
  if (!claims || !result.id_token) throw new Error('the issuer gave no ID token')
  keep({
    token: result.id_token,
    expires: Date.now() + (claims.exp - claims.iat) * 1000,
    subject: claims.sub,
    name: typeof claims.name === 'string' ? claims.name : claims.sub,
  })
  return pending.to
}

/**
 * Ends the issuer's session too (OpenID Connect RP-Initiated Logout): on a shared computer the next person is asked who
 * they are. No token goes into the address; an issuer that is down or offers no such address keeps its session.
 */
export async function endIssuerSession(): Promise<void> {
  const { server, client } = await discover()
  if (!server.end_session_endpoint) return
  const url = new URL(server.end_session_endpoint)
  url.searchParams.set('client_id', client.client_id)
  url.searchParams.set('post_logout_redirect_uri', location.origin + location.pathname)
  location.assign(url)
}
