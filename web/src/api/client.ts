import createClient from 'openapi-fetch'

import { setClock } from '@/app/clock'
import { keep, session } from '@/auth/session'
import { language, t } from '@/i18n'

import { Offline, Problem, problemOf, TOO_LATE } from './problem'
import type { paths } from './schema'
import type {
  CodeSent,
  Copy,
  HandedIn,
  Paper,
  Prefilled,
  Purpose,
  Registration,
  RegistrationList,
  ReviewGround,
  Saved,
  Season,
  SeasonSummary,
  Upload,
} from './types'

/** Milliseconds after which nobody answers any more: the gateway gives up after 29 s, a bad network never says so. */
const LONGEST = 30_000

const tooLate = () => new Problem(504, TOO_LATE, t('failed.late'))

/** Fails as Offline only where no connection was made; the body may come as late as the whole answer. */
async function reach(request: Request): Promise<Response> {
  const waiting = new AbortController()
  window.setTimeout(() => waiting.abort(), LONGEST)
  const asked = Date.now()
  try {
    const answer = await fetch(request, { signal: waiting.signal })
    setClock(answer, asked)
    return answer
  } catch {
    throw waiting.signal.aborted ? tooLate() : new Offline()
  }
}

const client = createClient<paths>({ baseUrl: '/api', fetch: reach })

client.use({
  onRequest({ request }) {
    if (session.value) request.headers.set('Authorization', `Bearer ${session.value.token}`)
    request.headers.set('Accept-Language', language.value)
    return request
  },
})

/** Why a request gave no answer that can be read. Throws what is a fault of this page. */
function silence(error: unknown): Error {
  if (error instanceof Offline || error instanceof Problem) return error
  if (error instanceof DOMException && error.name === 'AbortError') return tooLate()
  if (error instanceof TypeError) return new Offline() // the connection broke while the answer came
  if (error instanceof SyntaxError) return new Problem(502, 'garbled', t('failed.garbled'))
  throw error
}

interface Answered {
  data?: unknown
  error?: unknown
  response: Response
}

export interface WithTag<T> {
  value: T
  etag: string
}

/** Called when the session has ended; the answers that wait stay on the device. */
export const onSignedOut: { then: () => void } = { then: () => undefined }

async function answered<T>(request: Promise<Answered>): Promise<WithTag<T>> {
  let answer: Answered
  try {
    answer = await request
  } catch (error) {
    throw silence(error)
  }
  const { response } = answer
  if (response.ok) return { value: answer.data as T, etag: response.headers.get('ETag') ?? '' }
  const body = answer.error && typeof answer.error === 'object' ? answer.error : {}
  const problem = problemOf(response, body as Record<string, unknown>)
  if (problem.status === 401 && session.value) {
    keep(null)
    onSignedOut.then()
  }
  throw problem
}

const at = (id: string) => ({ path: { registration_id: id } })

export const api = {
  seasons: () => answered<{ seasons: SeasonSummary[] }>(client.GET('/seasons', {})),
  season: (season: string) => answered<Season>(client.GET('/seasons/{season}', { params: { path: { season } } })),
  me: () => answered<{ name: string; verified?: boolean }>(client.GET('/me', {})),
  answerNotice: (season: string, notice_version: string, answers: Record<string, boolean>) =>
    answered<{ enough: boolean }>(
      client.PUT('/seasons/{season}/consent', { params: { path: { season } }, body: { notice_version, answers } }),
    ),
  prefill: (season: string, identity_document: Record<string, string>) =>
    answered<Prefilled>(client.POST('/prefill', { body: { season, identity_document } as never })),
  registrations: () => answered<RegistrationList>(client.GET('/registrations', {})),
  begin: (season: string, key: string) =>
    answered<Registration>(
      client.POST('/registrations', { params: { header: { 'Idempotency-Key': key } }, body: { season } }),
    ),
  registration: (id: string) =>
    answered<Registration>(client.GET('/registrations/{registration_id}', { params: at(id) })),
  save: (id: string, form: Record<string, unknown>, etag: string) =>
    answered<Saved>(
      client.PUT('/registrations/{registration_id}', {
        params: { ...at(id), header: { 'If-Match': etag } },
        body: form as never,
      }),
    ),
  copy: (id: string) => answered<Copy>(client.GET('/registrations/{registration_id}/copy', { params: at(id) })),
  openCopy: (id: string, code: string, key: string) =>
    answered<Copy>(
      client.POST('/registrations/{registration_id}/copy', {
        params: { ...at(id), header: { 'Idempotency-Key': key } },
        body: { code },
      }),
    ),
  erase: (id: string) => answered<unknown>(client.POST('/registrations/{registration_id}/erasure', { params: at(id) })),
  discard: (id: string) => answered<unknown>(client.DELETE('/registrations/{registration_id}', { params: at(id) })),
  withdraw: (id: string, code: string, key: string) =>
    answered<Registration>(
      client.POST('/registrations/{registration_id}/withdrawal', {
        params: { ...at(id), header: { 'Idempotency-Key': key } },
        body: { code },
      }),
    ),
  amend: (id: string) =>
    answered<Registration>(client.POST('/registrations/{registration_id}/amendment', { params: at(id) })),
  cancelAmendment: (id: string) =>
    answered<Registration>(client.DELETE('/registrations/{registration_id}/amendment', { params: at(id) })),
  objectTo: (id: string, check: string, explanation: string) =>
    answered<Registration>(
      client.POST('/registrations/{registration_id}/checks/{check}/objection', {
        params: { path: { registration_id: id, check } },
        body: { explanation },
      }),
    ),
  answerRequest: (id: string, number: number, said: HandedIn, code: string, key: string) =>
    answered<Registration>(
      client.POST('/registrations/{registration_id}/requests/{number}/answer', {
        params: { path: { registration_id: id, number: `${number}` }, header: { 'Idempotency-Key': key } },
        body: { ...said, code },
      }),
    ),
  askReview: (id: string, ground: ReviewGround, explanation: string) =>
    answered<Registration>(
      client.POST('/registrations/{registration_id}/review', {
        params: at(id),
        body: { ground, explanation },
      }),
    ),
  addDocument: (id: string, about: Record<string, unknown>, key: string) =>
    answered<Upload>(
      client.POST('/registrations/{registration_id}/documents', {
        params: { ...at(id), header: { 'Idempotency-Key': key } },
        body: about as never,
      }),
    ),
  document: (id: string, document: string) =>
    answered<Paper>(
      client.GET('/registrations/{registration_id}/documents/{document_id}', {
        params: { path: { registration_id: id, document_id: document } },
      }),
    ),
  removeDocument: (id: string, document: string) =>
    answered<unknown>(
      client.DELETE('/registrations/{registration_id}/documents/{document_id}', {
        params: { path: { registration_id: id, document_id: document } },
      }),
    ),
  /** `answer`: what the code is to hand in, where staff asked for it. */
  askForCode: (id: string, purpose?: Purpose, answer?: HandedIn) =>
    answered<CodeSent>(
      client.POST('/registrations/{registration_id}/code', {
        params: at(id),
        body: purpose && { purpose, answer: answer ?? null },
      }),
    ),
  submit: (id: string, code: string, pledge_version: string, key: string) =>
    answered<Registration>(
      client.POST('/registrations/{registration_id}/submission', {
        params: { ...at(id), header: { 'Idempotency-Key': key } },
        body: { code, pledge_version },
      }),
    ),
  /** The receipt needs the token, so it is fetched and then handed over as a file. */
  async receipt(id: string): Promise<Blob> {
    const { value } = await answered<Blob>(
      client.GET('/registrations/{registration_id}/receipt', {
        params: at(id),
        parseAs: 'blob',
        headers: { Accept: 'application/pdf' }, // else the gateway sends text
      }),
    )
    return value
  },
}

export { Offline, Problem }
