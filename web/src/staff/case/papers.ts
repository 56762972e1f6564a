import { s, word } from '../texts'
import type { Paper } from '../types'

/** What a paper is called: its kind, whose it is where there are several, and that its family took it away. */
export function paperName(one: Paper): string {
  const said = word(`paper.${one.kind}`) + (one.student === undefined ? '' : ` ${one.student + 1}`)
  return one.removed ? s('viewer.removed', { paper: said }) : said
}
