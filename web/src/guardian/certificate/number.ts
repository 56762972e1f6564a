import table from '@tables/certificates.json'

import { each, halfWidth, visible } from '../values/folding'

/** Numbers of certificates and contracts (R15, R16), by the very table that the API reads. */
export type Drawn = 'real_estate' | 'land_and_house' | 'house' | 'contract'
export type Kind = Drawn | 'unknown'

export interface Read {
  kind: Kind
  /** As it will be compared and stored; the API has the last word. */
  number: string
  /** A code for each thing that was changed. */
  notes: string[]
  /** What was left out at the end, such as `-1`; empty where nothing was. */
  share: string
  /** Why it is no title's number that is known, though nothing in it is malformed. */
  warning: string | undefined
  /** Name of a part -> what stands there, as it will be compared; of a number that was recognised. */
  parts: Record<string, string>
}

interface Form {
  form: string
  pattern: RegExp
  parts: string[]
  written: string
  digits: number
}

const mapped = (from: string, to: string): [string, string][] => Array.from(from, (char) => [char, to])
const translate = (to: Map<string, string>) => (text: string) => each(text, (char) => to.get(char) ?? char)
const BRACKETS = new Map([...mapped(table.opening, '（'), ...mapped(table.closing, '）')])
const DASHES = new Map(mapped(table.dashes, '-'))
const PAIRS = Array.from(table.traditional)
const SIMPLIFIED = new Map(PAIRS.flatMap((char, at) => (at % 2 ? [] : [[char, PAIRS[at + 1] ?? char] as const])))
const LABEL = new RegExp(table.label)
const ENDING = new RegExp(table.ending)
const SHARES = table.share.map((pattern) => new RegExp(pattern))
const FORMS: Form[] = table.forms.map((row) => ({ ...row, pattern: new RegExp(row.pattern) }))
const CONTRACT = new RegExp(table.contract)
const WARNINGS = table.warnings.map(({ code, pattern }) => ({ code, pattern: new RegExp(pattern) }))

function withoutLabel(text: string): string {
  const rest = text.replace(LABEL, '')
  return rest === text ? text : withoutLabel(rest)
}

function withoutShare(number: string): string {
  const shorter = SHARES.reduce((text, pattern) => text.replace(pattern, '$1$2'), number)
  return shorter === number ? number : withoutShare(shorter)
}

/** What is folded, in this order, each under the code that is told. */
const STEPS: [string, (text: string) => string][] = [
  ['brackets', translate(BRACKETS)],
  ['full_width', (text) => each(text, (char) => ('（）'.includes(char) ? char : halfWidth(char)))],
  ['dashes', translate(DASHES)],
  ['blanks', (text) => visible(text).replace(/\s+/g, '')],
  ['capitals', (text) => text.toUpperCase()],
  ['traditional', translate(SIMPLIFIED)],
  ['label', withoutLabel],
  ['ending', (text) => text.replace(ENDING, '')],
]
const OF_TITLES: [string, (text: string) => string][] = [
  ['share_dropped', withoutShare],
  ['written_out', (text) => written(text)],
]

function recognised(number: string): { form: Form; parts: Record<string, string> } | undefined {
  for (const form of FORMS) {
    const match = form.pattern.exec(number)
    if (!match) continue
    const parts = Object.fromEntries(form.parts.map((name, at) => [name, match[at + 1] ?? '']))
    const digits = form.digits ? (parts.digits ?? '').replace(/^0+/, '') : (parts.digits ?? '')
    return { form, parts: { ...parts, digits: digits.padStart(form.digits, '0') } }
  }
  return undefined
}

function written(number: string): string {
  const found = recognised(number)
  return found ? found.form.written.replace(/\{(\w+)\}/g, (_, name: string) => found.parts[name] ?? '') : number
}

function kindOf(number: string): Kind {
  const found = recognised(number)
  if (found) return found.form.form as Kind
  return CONTRACT.test(number) ? 'contract' : 'unknown'
}

/** What was taken from the end, for the page to name it. */
const shareOf = (number: string): string =>
  /(?:-[1-9][0-9]?|之(?:[一二三四五六七八九]|[1-9][0-9]?))(?=号?$)/.exec(number)?.[0] ?? ''

/** By each step that changes something, under its code. */
function folded(typed: string, steps: typeof STEPS): Pick<Read, 'number' | 'notes' | 'share'> {
  const notes: string[] = []
  let share = ''
  let number = typed.normalize('NFC').trim()
  for (const [note, step] of steps) {
    const next = step(number)
    if (next === number) continue
    notes.push(note)
    if (note === 'share_dropped') share = shareOf(number)
    number = next
  }
  return { number, notes, share }
}

/** Contracts are folded only: their ends mean something. */
export function read(typed: string, contract: boolean): Read {
  if (contract) return { ...folded(typed, STEPS), kind: 'contract', warning: undefined, parts: {} }
  const fold = folded(typed, [...STEPS, ...OF_TITLES])
  const found = recognised(fold.number)
  const warning = found ? undefined : WARNINGS.find(({ pattern }) => pattern.test(fold.number))?.code
  return { ...fold, kind: kindOf(fold.number), warning, parts: found?.parts ?? {} }
}
