import { language } from '@/i18n'
import { keep, session } from '@/auth/session'
import { Offline, problemOf } from '@/api/problem'

export interface Tagged<T> { value: T; etag: string }

/** One request of the staff's API. Throws Problem (a clear no) or Offline (nobody answered). */
export async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Tagged<T>> {
  const sent: Record<string, string> = { 'Accept-Language': language.value, ...headers }
  if (session.value) sent.Authorization = `Bearer ${session.value.token}`
  if (body !== undefined) sent['Content-Type'] = 'application/json'
  let answer: Response
  try {
    answer = await fetch(`/api${path}`, { method, headers: sent, body: body === undefined ? null : JSON.stringify(body) })
  } catch {
    throw new Offline()
  }
  if (answer.status === 401) keep(null)
  if (answer.status === 502 || answer.status === 504) throw new Offline()
  if (!answer.ok) throw await problemOf(answer)
  const value = answer.status === 204 ? null : await answer.json()
  return { value: value as T, etag: answer.headers.get('ETag') ?? '' }
}

/** Query parameters, without those that say nothing. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const said = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return said.length ? `?${new URLSearchParams(said.map(([name, value]) => [name, String(value)]))}` : ''
}
