import { shallowRef } from 'vue'

import { store, stored } from '@/app/storage'

import zh, { type Texts } from './zh-CN'

export type Language = 'zh-CN' | 'en'
export type Key = keyof Texts

const CHOICE = 'ruxue.language'

/** The language being shown. Only this choice, which says nothing about anybody, is kept in localStorage. */
export const language = shallowRef<Language>('zh-CN')
const texts = shallowRef<Texts>(zh)

/** Texts of another language did not come: the page stays as it is, and says so. */
export const unspoken = shallowRef(false)

export async function speak(next: Language): Promise<void> {
  try {
    texts.value = next === 'en' ? (await import('./en')).default : zh
  } catch {
    unspoken.value = true
    return
  }
  unspoken.value = false
  language.value = next
  document.documentElement.lang = next
  document.title = t('page.title')
}

export async function chooseLanguage(next: Language): Promise<void> {
  store('localStorage', CHOICE, next)
  await speak(next)
}

/** What the person chose before, else what the browser asks for, else Chinese. */
export function preferredLanguage(): Language {
  const chosen = stored('localStorage', CHOICE)
  if (chosen === 'en' || chosen === 'zh-CN') return chosen
  return navigator.language.startsWith('zh') || !navigator.language.startsWith('en') ? 'zh-CN' : 'en'
}

export type Slots = Record<string, string | number>

/** The text of `key` with its `{slots}` filled. */
export function t(key: Key, slots: Slots = {}): string {
  return texts.value[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole))
}

/** The text of a key made at run time, or undefined where there is none. */
export function maybe(key: string, slots: Slots = {}): string | undefined {
  return key in texts.value ? t(key as Key, slots) : undefined
}

export const bothLanguages = (both: Record<string, string> | string | null | undefined): string => {
  if (!both) return ''
  if (typeof both === 'string') return both
  return both[language.value] ?? both['zh-CN'] ?? Object.values(both)[0] ?? ''
}
