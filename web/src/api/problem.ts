import { maybe, t } from '@/i18n'

export interface FieldError {
  field: string
  code: string
  detail: string
}

/** A clear no of the API (RFC 9457): `code` is stable, `message` is already in the reader's language. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: FieldError[] = [],
    /** Seconds, where the API said when to come back. */
    readonly retryAfter?: number,
    readonly body: Record<string, unknown> = {},
  ) {
    super(detail)
  }
}

/** Nothing came back: no network, or none that carries. */
export class Offline extends Error {
  override readonly name = 'Offline'
}

/** What is said of `Offline`: that there is no network only where the device knows it, else that nothing is reached. */
export const unreached = (what: 'try' | 'code' | 'save' | 'unkept'): string =>
  t(navigator.onLine ? `unreached.${what}` : `offline.${what}`)

/** The network is there, and the answer took longer than anybody waits. */
export const TOO_LATE = 'no_answer_in_time'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What a status says by itself, where no words came with it: a gateway's, a proxy's or a storage's. */
export const wordsOf = (status: number): string =>
  maybe(`failed.${status}`) ?? t(status >= 500 ? 'failed.server' : 'failed.refused', { status })

const FAULT = 500
const TRACE = 'urn:ruxue:trace:'

/** By which a fault is found in the logs: as the API says it, else as the gateway in front of it does. */
function numbered(words: string, answer: Response, body: Record<string, unknown>): string {
  const said = text(body.instance)
  const id = said.startsWith(TRACE) ? said.slice(TRACE.length) : answer.headers.get('x-amzn-RequestId')
  return answer.status === FAULT && id ? t('failed.number', { words, id }) : words
}

export function problemOf(answer: Response, body: Record<string, unknown>): Problem {
  const after = Number(answer.headers.get('Retry-After'))
  return new Problem(
    answer.status,
    text(body.code) || 'unknown',
    numbered(text(body.detail) || wordsOf(answer.status), answer, body),
    (body.errors as FieldError[] | undefined) ?? [],
    Number.isFinite(after) && after > 0 ? after : undefined,
    body,
  )
}
