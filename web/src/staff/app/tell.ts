import { ref } from 'vue'

import { Offline, Problem } from '@/api/problem'

import { s } from '../texts'

export interface Word {
  kind: 'good' | 'bad'
  text: string
}

/** The one line at the top that says what just happened; screen readers hear it. */
export const said = ref<Word | null>(null)
export const say = (text: string): void => void (said.value = { kind: 'good', text })
export const grumble = (text: string): void => void (said.value = { kind: 'bad', text })
export const hush = (): void => void (said.value = null)

export function wordsOf(error: unknown): string {
  if (error instanceof Offline) return s('offline')
  if (!(error instanceof Problem)) throw error
  const faults = error.errors.map((one) => `${one.field}: ${one.detail}`)
  return [error.message, ...faults].filter(Boolean).join(' ') || s('failed')
}

export const complain = (error: unknown): void => grumble(wordsOf(error))
