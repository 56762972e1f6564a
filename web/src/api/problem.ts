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

/** Nothing came back: no network, or nobody there. */
export class Offline extends Error {}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export async function problemOf(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  const after = Number(answer.headers.get('Retry-After'))
  return new Problem(
    answer.status,
    text(body.code) || 'unknown',
    text(body.detail),
    (body.errors as FieldError[] | undefined) ?? [],
    Number.isFinite(after) && after > 0 ? after : undefined,
    body,
  )
}
