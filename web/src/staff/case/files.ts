import { type CheckOf, checkOf } from '@/api/checks'
import { DOCUMENT_KINDS, type Part } from '@/api/vocabulary'

import { api } from '../app/api'
import type { Case, Check, Paper } from '../types'

/** Links live for minutes; each is asked for once while it surely holds. */
const LIVES = 120_000
const links = new Map<string, { at: number; link: Promise<string> }>()

export function link(id: string, document: string): Promise<string> {
  const key = `${id}/${document}`
  const known = links.get(key)
  if (known && Date.now() - known.at < LIVES) return known.link
  const asked = api.document(id, document).then(({ value }) => value.link)
  asked.catch(() => links.delete(key))
  links.set(key, { at: Date.now(), link: asked })
  return asked
}

const DECIDABLE = new Set(['manual_review', 'abnormal', 'no_record', 'accepted', 'refused'])
/** What people may decide or correct; what still waits for its registry only once staff have it. */
export const decidable = (check: Check): boolean => check.to_decide || DECIDABLE.has(check.state)

/** The same of a case: a spot check may find wrong what an authority confirmed. */
export const decidableIn =
  (one: Case) =>
  (check: Check): boolean =>
    decidable(check) || (check.state === 'passed' && one.queues.includes('spot'))

/** The decision of a check that waits for its second person, if any. */
export const firstDecision = (one: Case, check: string) =>
  one.decisions.filter((decision) => decision.check === check && decision.waits_for_second).at(-1)

/** The checks that wait for this member: what needs a second person waits for somebody else than the last one. */
export const toDecide = (one: Case): Check[] => one.checks.filter((check) => check.to_decide)

/** Whether staff look at it for this check: by its kind, and of one student by whose it is. */
function proves(paper: Paper, check: CheckOf | undefined): boolean {
  if (!check) return false
  const row = DOCUMENT_KINDS[paper.kind]
  const parts: readonly Part[] = row.proves
  if (check.part === 'students' && typeof paper.student === 'number') return paper.student === check.position
  return parts.includes(check.part)
}

/** The papers that can be looked at: of an open review, or that prove this check, first; those taken away last. */
export function papersFor(one: Case, check: string | undefined): Paper[] {
  const of = checkOf(check ?? '')
  const reviewed = one.review?.ended === null
  const first = (paper: Paper): boolean => {
    if (reviewed || paper.for_review) return reviewed && !!paper.for_review
    return paper.check ? paper.check === check : proves(paper, of)
  }
  const last = (paper: Paper): number => (paper.removed ? 2 : first(paper) ? 0 : 1)
  return one.documents.filter((paper) => paper.state === 'accepted').toSorted((a, b) => last(a) - last(b))
}
