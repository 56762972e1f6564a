import { type ComputedRef, inject, type InjectionKey } from 'vue'

import type { Choice, Season } from '@/api/types'
import { bothLanguages } from '@/i18n'

import type { Draft } from './draft/draft'

/** The draft being filled and its season, for every screen of the journey. */
export interface Filling {
  draft: Draft
  season: Season
}

export const FILLING: InjectionKey<Filling> = Symbol('filling')

/** Whose answers these are, where a screen asks of more than one person. */
export const WHOSE: InjectionKey<ComputedRef<string>> = Symbol('whose')

/** Path -> what the page itself can tell of its answer, before anybody is asked. */
export const TOLD: InjectionKey<ComputedRef<Record<string, string>>> = Symbol('told')

export function useFilling(): Filling {
  const filling = inject(FILLING)
  if (!filling) throw new Error('no draft is open here')
  return filling
}

export interface Option {
  value: string
  label: string
  help?: string
}

/** The season's own choices for a kind of field, in the reader's language. */
export function options(season: Season, kind: string): Option[] {
  return (season.choices[kind] ?? []).map((one: Choice) => ({
    value: one.value,
    label: bothLanguages(one.label),
    help: bothLanguages(one.help) || undefined,
  }))
}

export const labelOf = (season: Season, kind: string, value: unknown): string =>
  options(season, kind).find((one) => one.value === value)?.label ?? (typeof value === 'string' ? value : '')
