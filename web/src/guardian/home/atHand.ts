import type { DocumentRule, Season } from '@/api/types'

/** One paper to have at hand: any of these kinds does, once or for each child. */
export interface PaperAtHand {
  kinds: string[]
  each: boolean
}

/** Of what proves a purchase a family has one or the other. */
const PROOFS = new Set(['title_certificate', 'purchase_contract'])
const CASE = ['household_status', 'household_type', 'property_kind'] as const
type Case = Record<(typeof CASE)[number], string>

/** What the season asks for at the beginning, by where the child is registered and on what home it rests. */
export function papersAtHand(season: Season, status: string, home: string): PaperAtHand[] {
  const type = season.property_rules.find((rule) => rule.kind === home)?.household_types[0] ?? 'family'
  const papers: PaperAtHand[] = []
  for (const { any_of, each_student, when } of season.document_rules) {
    if (!isAsked(when, { household_status: status, household_type: type, property_kind: home })) continue
    const other = when?.proof?.length ? papers.find((one) => one.kinds.some((kind) => PROOFS.has(kind))) : undefined
    if (other) other.kinds.push(...any_of.filter((kind) => !other.kinds.includes(kind)))
    else papers.push({ kinds: [...any_of], each: each_student ?? false })
  }
  return papers
}

/** Rules for what shows later (a rare name, a finding, an answer, a second guardian) are left to their moment. */
function isAsked(when: DocumentRule['when'] = {}, about: Case): boolean {
  if (when.found?.length || when.declared?.length || when.rare_characters || when.guardians?.length) return false
  return CASE.every((name) => !when[name]?.length || when[name].includes(about[name]))
}
