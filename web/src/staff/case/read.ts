import type { Case } from '../types'

/** What only reading a case answers: the answer to a decision leaves it out. */
const READ = [
  'form',
  'changes',
  'document_changes',
  'abandoned',
  'abandoned_documents',
  'suspicions',
  'requests',
  'case_notes',
  'review',
  'withdrawal',
] as const

/** The case as it was decided, with all that was read of it before. */
export function withWhatWasRead(decided: Case, before: Case): Case {
  const known = new Map(before.checks.map((each) => [each.id, each]))
  const checks = decided.checks.map((each) => ({
    ...each,
    registry: known.get(each.id)?.registry ?? null,
    objection: known.get(each.id)?.objection,
  }))
  const read = Object.fromEntries(READ.map((name) => [name, before[name]])) as Pick<Case, (typeof READ)[number]>
  return { ...decided, ...read, checks }
}
