import { bothLanguages } from '@/i18n'

import type { Season } from '../types'

export type Words = Season['title']
/** Not written yet. */
export const noWords = (): Words => ({ 'zh-CN': '', en: '' })

/** What a list of the season offers, in the words that families read. */
export const offered = (season: Season, list: string) =>
  (season.choices[list] ?? []).map(({ value, label }) => ({ value, label: bothLanguages(label) }))

/** An item for each name that is ticked: as it was written, or begun where it is ticked anew. */
export const ticked = <Item, Name extends keyof Item>(
  items: Item[],
  name: Name,
  chosen: string[],
  begin: () => Omit<Item, Name>,
): Item[] =>
  chosen.map((value) => items.find((one) => one[name] === value) ?? ({ ...begin(), [name]: value } as unknown as Item))
