import tables from './tables.json'

/** What phones and copied text do to plain characters, undone as the API undoes it. */
const { dashes, apostrophes, commas, fillers } = tables.folding
const DASHES = new Set(dashes)
const APOSTROPHES = new Set(apostrophes)
const COMMAS = new Set(commas)
const FILLERS = new Set(fillers)

/** Each character (of any plane) by `change`. */
export const each = (text: string, change: (char: string) => string): string => Array.from(text, change).join('')

const half = (char: string): string =>
  char >= '！' && char <= '～' ? String.fromCharCode(char.charCodeAt(0) - 0xfee0) : char

export const halfWidth = (text: string): string => each(text, half)

export const plainDashes = (text: string): string => each(text, (char) => (DASHES.has(char) ? '-' : char))

/** One fold for names and for pinyin. The long-vowel mark is a letter of Japanese names. */
export const plainPunctuation = (text: string): string =>
  each(text, (char) => (APOSTROPHES.has(char) ? "'" : DASHES.has(char) && char !== 'ー' ? '-' : char))

/** What stands between family name and given names, by whatever keyboard; of half-width text. */
export const commasAsBlanks = (text: string): string => each(text, (char) => (COMMAS.has(char) ? ' ' : char))

export const visible = (text: string): string =>
  each(text, (char) => (FILLERS.has(char) || /\p{Cf}/u.test(char) ? '' : char))

/** Half-width, without any blank or invisible mark. */
export const compact = (text: string): string => visible(halfWidth(text)).replace(/\s+/g, '')
