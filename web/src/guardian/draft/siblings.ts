import { go } from '@/app/router'

import type { Draft } from './draft'

const SHARED = [
  'household.status',
  'household.type',
  'household.street',
  'household.community',
  'household.address',
  'residence_address',
]

/** Twins share a home: what the first child has is copied, what is their own is asked. */
export function addStudent(draft: Draft): void {
  const index = draft.students.value
  const copied: Record<string, string | boolean> = { [`students.${index}.has_rare_characters`]: false }
  for (const field of SHARED) {
    const value = draft.text(`students.0.${field}`)
    if (value) copied[`students.${index}.${field}`] = value
  }
  draft.fill(copied)
  go(`r/${draft.id}/students/${index}/number`)
}
