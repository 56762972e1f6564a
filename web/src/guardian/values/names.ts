import { commasAsBlanks, each, halfWidth, plainPunctuation, visible } from './folding'
import tables from './tables.json'

/** Names of any script and plane (R8), compared and judged as the API does. */
const { names } = tables
const DOT = '·'
const DOTS = new Set(names.dots)
const BETWEEN_HAN = new Set(names.dots_between_han)
const PLACEHOLDERS = new Set(names.placeholders)
const STAND_INS = new Set(names.stand_ins)
const PRIVATE = Array.from(names.private)

const codeOf = (char: string): number => char.codePointAt(0) ?? 0
const isHan = (char: string | undefined): boolean =>
  char !== undefined && names.han.some(([first = 0, last = 0]) => first <= codeOf(char) && codeOf(char) <= last)
const between = (chars: string[], at: number): boolean => isHan(chars[at - 1]) && isHan(chars[at + 1])

const canonical = (text: string): string =>
  visible(halfWidth(each(text, (char) => PRIVATE[codeOf(char) - names.first_private] ?? char))).normalize('NFC')

/** A name as it is stored: one kind of dot, of apostrophe and of dash, no blanks between Han characters. */
export function folded(typed: string): string {
  const plain = plainPunctuation(each(canonical(typed), (char) => (DOTS.has(char) ? DOT : char)))
  const spaced = Array.from(plain.trim().replace(/\s+/g, ' '))
  const dotted = spaced.map((char, at) => (BETWEEN_HAN.has(char) && between(spaced, at) ? DOT : char))
  const joined = Array.from(dotted.join('').replace(/ *·[ ·]*/g, DOT))
  return joined
    .filter((char, at) => char !== ' ' || !between(joined, at))
    .join('')
    .replace(/^·+|·+$/g, '')
}

const withoutVariants = (text: string): string => text.replace(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')

/** A name without what does not count when two are compared. */
export const comparable = (name: string): string =>
  folded(
    withoutVariants(commasAsBlanks(folded(name)))
      .normalize('NFKC')
      .toLowerCase(),
  )

const LATIN = new Map(Object.entries(tables.latin))

/** A name in Latin letters as passports print it (ICAO 9303): capitals A to Z, Ü as YU after L and N. */
export function latin(typed: string): string {
  const capitals = plainPunctuation(halfWidth(typed).normalize('NFC')).toUpperCase()
  const parted = commasAsBlanks(each(capitals, (char) => (DOTS.has(char) || char === DOT ? ' ' : char)))
  const yu = parted.replace(/([LN])[ÜǕǗǙǛ]/g, '$1YU')
  const plain = each(yu, (char) => LATIN.get(char) ?? char)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
  return visible(plain).trim().replace(/\s+/g, ' ')
}

/** Every Han character that GBK holds: what older systems can store. */
let gbk: Set<string> | undefined
function heldByGbk(): Set<string> {
  if (gbk) return gbk
  const bytes: number[] = []
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const addedLater = lead === 0xfe && trail >= 0x50 && trail <= 0xa0
      if (trail !== 0x7f && !addedLater) bytes.push(lead, trail)
    }
  }
  gbk = new Set(new TextDecoder('gbk').decode(new Uint8Array(bytes)))
  return gbk
}

const isDescription = (char: string): boolean =>
  (codeOf(char) >= 0x2ff0 && codeOf(char) <= 0x2fff) || '\u31ef\u303e'.includes(char)

/** A sign for a character that is missing: □, ❓, an emoji. */
const standsForAnother = (char: string): boolean =>
  !isHan(char) &&
  !isDescription(char) &&
  Array.from(char + char.normalize('NFKC')).some((one) => PLACEHOLDERS.has(one) || /[\p{So}\p{Sm}]/u.test(one))

function isRare(char: string): boolean {
  return isDescription(char) || STAND_INS.has(char) || (isHan(char) && !heldByGbk().has(char))
}

/** Whether a character is one that older systems and keyboards lack: the tick is then offered on its own. */
export const hasRareCharacters = (name: string): boolean => Array.from(folded(name)).some(isRare)

export type NameFault = 'name_empty' | 'name_too_long' | 'name_private_use' | 'name_placeholder' | 'name_not_letters'

/** What the API would refuse of a name. */
export function nameFault(typed: string): NameFault | undefined {
  const chars = Array.from(folded(typed))
  if (chars.length === 0) return 'name_empty'
  if (chars.length > names.longest) return 'name_too_long'
  if (chars.some((char) => /\p{Co}/u.test(char))) return 'name_private_use'
  if (chars.some(standsForAnother)) return 'name_placeholder'
  return chars.some((char) => /\p{L}/u.test(char) || isHan(char)) ? undefined : 'name_not_letters'
}
