import { computed, ref, shallowRef } from 'vue'

import { bothLanguages } from '@/i18n'

import type { Season } from '../types'
import { api } from './api'

/** The seasons of the member's district, and those that borrow the member; newest first, and the one at work. */
export const seasons = shallowRef<Season[]>([])
export const seasonId = ref('')
export const season = computed(() => seasons.value.find((one) => one.id === seasonId.value) ?? null)

export async function openSeasons(): Promise<void> {
  const { value } = await api.seasons()
  seasons.value = value.seasons.toSorted((a, b) => b.opens_at.localeCompare(a.opens_at))
  if (!season.value) seasonId.value = seasons.value[0]?.id ?? ''
}

const names = computed(() => {
  const places = [...(season.value?.streets ?? []), ...(season.value?.communities ?? [])]
  return new Map(places.map((one) => [one.code, one.name]))
})

/** A school's name; one that the season does not have any more by its id. */
export const schoolName = (id: string): string =>
  bothLanguages(season.value?.schools.find((one) => one.id === id)?.name) || id

export const place = (code: string): string => bothLanguages(names.value.get(code)) || code

/** How the season words a value of one of its lists. */
export function choice(list: string, value: string): string {
  const found = season.value?.choices[list]?.find((one) => one.value === value)
  return found ? bothLanguages(found.label) : value
}
