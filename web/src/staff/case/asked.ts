import type { Case, RequestCommand } from '../types'
import { kindName } from './papers'

export const REASONS = ['paper_needed', 'paper_unreadable', 'paper_incomplete', 'answer_unclear'] as const
export const WORDS = ['home_address', 'home_history', 'owner', 'residence', 'name', 'guardianship'] as const

type AskedPaper = NonNullable<RequestCommand['papers']>[number]
const OF_HOME = [
  'title_certificate',
  'purchase_contract',
  'rental_contract',
  'property_proof',
  'kinship_proof',
] as const
const OF_STUDENT = ['student_page', 'birth_certificate'] as const
const OF_HOUSEHOLD = ['household_front_page', 'householder_page', 'identity_document'] as const

/** The papers that can be asked for, those that prove this check first; a student's once for each. */
export function askable(one: Case, check: string): { key: string; name: string; paper: AskedPaper }[] {
  const students = one.form?.students ?? []
  const home: AskedPaper[] = OF_HOME.map((kind) => ({ kind, student: null }))
  const own: AskedPaper[] = students.flatMap((_, student) => OF_STUDENT.map((kind) => ({ kind, student })))
  const household: AskedPaper[] = OF_HOUSEHOLD.map((kind) => ({ kind, student: null }))
  const order = check === 'property' ? [...home, ...household, ...own] : [...own, ...household, ...home]
  return [...order, { kind: 'other' as const, student: null }].map((paper) => ({
    key: `${paper.kind}.${paper.student ?? ''}`,
    name: kindName(paper.kind, students.length > 1 ? paper.student : null),
    paper,
  }))
}
