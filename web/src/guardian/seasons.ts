import { computed, shallowReactive, shallowRef } from 'vue'

import { api } from '@/api/client'
import type { Season, SeasonSummary } from '@/api/types'

const loaded = shallowReactive(new Map<string, Promise<Season>>())
const shown = shallowRef<Season>()
export const contacts = computed(() => shown.value?.contacts)

export async function seasons(): Promise<SeasonSummary[]> {
  return (await api.seasons()).value.seasons
}

/** The season that a visitor is shown: the open one, else the last. */
export const firstShown = (all: SeasonSummary[]): SeasonSummary | undefined =>
  all.find((one) => one.state === 'open') ?? all[all.length - 1]

/** The same, read. Raises what the API raises. */
export async function shownFirst(): Promise<Season | undefined> {
  const first = firstShown(await seasons())
  return first && season(first.id)
}

/** Its notice has changed: what was read is not believed any more. */
export function readAgain(id: string): void {
  loaded.delete(id)
}

export function season(id: string): Promise<Season> {
  let loading = loaded.get(id)
  if (!loading) {
    loading = api.season(id).then(({ value }) => (shown.value = value))
    loading.catch(() => loaded.delete(id))
    loaded.set(id, loading)
  }
  return loading
}
