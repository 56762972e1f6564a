import { s, word } from '../texts'
import type { Paper } from '../types'

/** A kind of paper, and whose it is where it is one student's. */
export const kindName = (kind: string, student?: number | null): string =>
  word(`paper.${kind}`) + (typeof student === 'number' ? ` ${student + 1}` : '')

/** What a paper is called, and that its family took it away. */
export function paperName(one: Paper): string {
  const said = kindName(one.kind, one.student)
  if (one.for_review) return s('viewer.for_review', { paper: said })
  return one.removed ? s('viewer.removed', { paper: said }) : said
}
