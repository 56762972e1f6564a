import createClient from 'openapi-fetch'

import { Offline, problemOf } from '@/api/problem'
import type { paths } from '@/api/schema'
import { setClock } from '@/app/clock'
import { keep, session } from '@/auth/session'
import { language } from '@/i18n'

export interface Tagged<T> {
  value: T
  etag: string
}

/** One request of the staff's API. Throws Problem (a clear no) or Offline (nobody answered). */
async function ask(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', language.value)
  if (session.value) request.headers.set('Authorization', `Bearer ${session.value.token}`)
  const asked = Date.now()
  let answer: Response
  try {
    answer = await fetch(request)
  } catch {
    throw new Offline()
  }
  setClock(answer, asked)
  if (answer.status === 401) keep(null)
  if (!answer.ok) throw problemOf(answer, (await answer.json().catch(() => ({}))) as Record<string, unknown>)
  return answer
}

/** Knows every route, body and answer of docs/openapi.json: whatever changes there breaks the build here. */
export const client = createClient<paths>({ baseUrl: '/api', fetch: ask })

/** What came back, with its ETag for the next If-Match. */
export async function tagged<T>(request: Promise<{ data?: T; response: Response }>): Promise<Tagged<T>> {
  const { data, response } = await request
  return { value: data as T, etag: response.headers.get('ETag') ?? '' }
}

/** Query parameters, without those that say nothing. */
export function queryOf(parameters: Record<string, string>): Record<string, never> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value)) as Record<string, never>
}
