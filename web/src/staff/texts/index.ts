import { shallowRef } from 'vue'

import { type Language, language } from '@/i18n'

import zh, { type Texts } from './zh-CN'

/** The console's own texts: guardians never load them, staff never load the guardians' English. */
export type Key = keyof Texts
const texts = shallowRef<Texts>(zh)

export async function speak(next: Language): Promise<void> {
  texts.value = next === 'en' ? (await import('./en')).default : zh
  language.value = next
  document.documentElement.lang = next
  document.title = s('title')
}

export async function chooseLanguage(next: Language): Promise<void> {
  localStorage.setItem('ruxue.language', next)
  await speak(next)
}

/** What the audit trail writes down, in the order of its words. */
export const ACTS = Object.keys(zh)
  .filter((key) => key.startsWith('act.'))
  .map((key) => key.slice('act.'.length))

export type Slots = Record<string, string | number>

export function s(key: Key, slots: Slots = {}): string {
  return texts.value[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole))
}

/** The text of a key made at run time; where there is none, the last part of the key itself. */
export function word(key: string, slots: Slots = {}): string {
  return key in texts.value ? s(key as Key, slots) : (key.split('.').at(-1) ?? key)
}
