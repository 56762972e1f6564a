import { computed, ref, shallowRef } from 'vue'

import type { FieldError } from '@/api/problem'

import type { Season } from '../types'

/** The season as it is being edited: every form changes this one, and the JSON shows the same. */
export const draft = ref<Season | null>(null)
/** What the API said of it last, each by its path. */
export const faults = shallowRef<FieldError[]>([])

/** Words of the faults at this path, or of one inside it. */
export const faultsAt = (path: string): string[] =>
  faults.value.filter((one) => one.field === path || one.field.startsWith(`${path}.`)).map((one) => one.detail)

/** Of a list that is ticked: of it as a whole, of one of its items, or of what an item is called by. */
export const faultsOfList = (path: string): string[] =>
  faults.value
    .filter(({ field }) => field.startsWith(path) && /^(\.\d+(\.(status|kind|id))?)?$/.test(field.slice(path.length)))
    .map((one) => one.detail)

export const SECTIONS = [
  'dates',
  'who',
  'schools',
  'catchments',
  'ranking',
  'documents',
  'texts',
  'choices',
  'questions',
  'notice',
  'json',
] as const
export type Section = (typeof SECTIONS)[number]

/** Which form holds a field: by the first part of its path; whatever no form holds is in the JSON. */
const HELD_BY: Record<string, Section> = {
  opens_at: 'dates',
  closes_at: 'dates',
  amendment_deadline: 'dates',
  review_until: 'dates',
  results_until: 'dates',
  archive_until: 'dates',
  cutoff_birth_date: 'dates',
  retention: 'dates',
  limits: 'dates',
  schools: 'schools',
  catchments: 'catchments',
  addresses: 'catchments',
  catchment_proof: 'catchments',
  title: 'texts',
  contacts: 'texts',
  pledge: 'texts',
  texts: 'texts',
  document_rules: 'documents',
  placing: 'ranking',
  admissible: 'who',
  property_rules: 'who',
  asks_employer: 'who',
  choices: 'choices',
  questions: 'questions',
  notice: 'notice',
}

export const sectionOf = (path: string): Section => HELD_BY[path.split('.')[0] ?? ''] ?? 'json'

/** How many faults each form has to show. */
export const faultCounts = computed(() => {
  const counts = Object.fromEntries(SECTIONS.map((one) => [one, 0])) as Record<Section, number>
  for (const one of faults.value) counts[sectionOf(one.field)] += 1
  return counts
})
