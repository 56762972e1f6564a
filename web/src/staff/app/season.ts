import { computed, ref, shallowRef } from 'vue'
import type { Season, SeasonSummary } from '@/api/types'
import { bothLanguages } from '@/i18n'
import { api } from './api'
import { member } from './member'

/** The seasons of the member's district, newest first, and the one that is being worked on. */
export const seasons = shallowRef<SeasonSummary[]>([])
export const season = shallowRef<Season | null>(null)
export const seasonId = ref('')

export async function openSeasons(): Promise<void> {
  const { value } = await api.seasons()
  seasons.value = value.seasons.filter((one) => one.district.code === member.value.district).toReversed()
  const first = seasons.value[0]
  if (first) await chooseSeason(first.id)
}

export async function chooseSeason(id: string): Promise<void> {
  seasonId.value = id
  season.value = (await api.season(id)).value
}

const names = computed(() => {
  const places = [...(season.value?.streets ?? []), ...(season.value?.communities ?? [])]
  return new Map(places.map((one) => [one.code, one.name]))
})

export const place = (code: string): string => bothLanguages(names.value.get(code)) || code

/** How the season words a value of one of its lists. */
export function choice(list: string, value: string): string {
  const found = season.value?.choices[list]?.find((one) => one.value === value)
  return found ? bothLanguages(found.label) : value
}
