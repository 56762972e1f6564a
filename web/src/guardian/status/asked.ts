import type { Registration, Season } from '@/api/types'

import { labelOf } from '../context'

type Paper = NonNullable<Registration['request']>['papers'][number]

/** What a paper that is asked for is called; whose it is where it is one child's. */
export function askedPaper(paper: Paper, registration: Registration, season: Season): string {
  const name = labelOf(season, 'document_kind', paper.kind)
  if (paper.student === undefined) return name
  const students = (registration.form.students ?? []) as { name?: string }[]
  return [name, students[paper.student]?.name].filter(Boolean).join(' · ')
}
