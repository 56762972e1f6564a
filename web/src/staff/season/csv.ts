/** Reads and writes CSV as Excel does: RFC 4180, UTF-8 with a byte order mark. */

const MARK = '\uFEFF'
const RISKY = /^[\s\u3000]*[=+\-@|%＝＋－＠]/
/** A cell in quotation marks or without, and what ends it. */
const CELL = /\s*"((?:[^"]|"")*)"[^\S\r\n\t]*(,|\t|\r?\n|\r|$)|([^,\t\r\n]*)(,|\t|\r?\n|\r|$)/y

/** One row a line; a cell that a spreadsheet would run as a formula stands behind an apostrophe. */
export function toCsv(rows: string[][]): string {
  const cell = (text: string) => `"${(RISKY.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return `${MARK}${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** The rows that hold anything, each cell without the blanks around it. */
export function fromCsv(text: string): string[][] {
  const source = text.replace(MARK, '')
  const rows: string[][] = []
  let row: string[] = []
  CELL.lastIndex = 0
  while (CELL.lastIndex < source.length) {
    const [, quoted, quotedEnd, plain, plainEnd] = CELL.exec(source) ?? []
    row.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim())
    const end = quotedEnd ?? plainEnd ?? ''
    if (end === ',' || end === '\t') continue
    rows.push(row)
    row = []
  }
  rows.push(row)
  return rows.filter((one) => one.some(Boolean))
}
