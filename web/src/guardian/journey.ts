import type { Key } from '@/i18n'

import { type Answers, count, filled } from './draft/paths'

export type Stage = 'students' | 'guardians' | 'home' | 'documents' | 'review'
export const STAGES: Stage[] = ['students', 'guardians', 'home', 'documents', 'review']

/** One screen of the journey: where it is, and what must be answered there. */
export interface Step {
  to: string
  stage: Stage
  needs: string[]
}

const HOME_NEEDS: Record<string, string[]> = {
  parents_purchase: ['proof', 'number', 'owner_name', 'owner_identity_document.number', 'acquired_on', 'address'],
  grandparents_purchase: ['proof', 'number', 'owner_name', 'owner_identity_document.number', 'acquired_on', 'address'],
  public_rental: ['tenant_name', 'tenant_identity_document.number', 'address'],
  low_rent: ['contract_number', 'address'],
  other: ['address', 'explanation'],
}

function student(index: number, answers: Answers): Step[] {
  const at = `students.${index}`
  const here = answers[`${at}.household.status`] === 'district'
  const where = here
    ? ['household.status', 'household.type', 'household.street', 'household.community', 'household.address']
    : ['household.status']
  const latin = /^[\p{Script=Han}]+$/u.test(String(answers[`${at}.name`] ?? '')) ? ['name_pinyin'] : []
  const needs = (...fields: string[]) => fields.map((field) => `${at}.${field}`)
  return [
    { to: `students/${index}/number`, stage: 'students', needs: needs('identity_document.number') },
    { to: `students/${index}/person`, stage: 'students', needs: needs('name', ...latin, 'sex', 'birth_date') },
    { to: `students/${index}/household`, stage: 'students', needs: needs(...where, 'residence_address') },
  ]
}

/** Every screen in order, for what has been answered so far. */
export function stepsOf(answers: Answers): Step[] {
  const students = Math.max(1, count(answers, 'students'))
  const kind = String(answers['property.kind'] ?? '')
  const guardian = (index: number) =>
    ['relationship', 'name', 'identity_document.number'].map((field) => `guardians.${index}.${field}`)
  const second = count(answers, 'guardians') > 1
  const home = HOME_NEEDS[kind]
  return [
    ...Array.from({ length: students }, (_, index) => student(index, answers)).flat(),
    { to: 'students', stage: 'students', needs: [] },
    { to: 'guardians/0', stage: 'guardians', needs: [...guardian(0), 'guardians.0.phone'] },
    { to: 'guardians/1', stage: 'guardians', needs: second ? guardian(1) : [] },
    { to: 'home', stage: 'home', needs: ['property.kind'] },
    ...(home ? [{ to: 'home/details', stage: 'home' as const, needs: home.map((field) => `property.${field}`) }] : []),
    { to: 'documents', stage: 'documents', needs: [] },
    { to: 'review', stage: 'review', needs: [] },
  ]
}

export const unanswered = (step: Step, answers: Answers): string[] =>
  step.needs.filter((path) => !filled(answers[path]))

export function next(to: string, answers: Answers): string {
  const all = stepsOf(answers)
  const index = all.findIndex((step) => step.to === to)
  return all[index + 1]?.to ?? 'review'
}

export function before(to: string, answers: Answers): string | undefined {
  const all = stepsOf(answers)
  return all[all.findIndex((step) => step.to === to) - 1]?.to
}

/** Where one goes on after a break: the first screen that lacks something. */
export function resumeAt(answers: Answers): string {
  return (
    stepsOf(answers).find((step) => step.stage === 'documents' || unanswered(step, answers).length > 0)?.to ?? 'review'
  )
}

const PERSON = /^(name|name_pinyin|sex|birth_date|has_rare_characters)/

function screenOfStudent(index: string | undefined, field: string): string {
  if (PERSON.test(field)) return `students/${index ?? 0}/person`
  return field.startsWith('household') || field === 'residence_address'
    ? `students/${index ?? 0}/household`
    : `students/${index ?? 0}/number`
}

/** The screen on which a field is asked for, for a finding or a gap. */
export function screenOf(path: string): string {
  const [list, index, ...rest] = path.split('.')
  if (list === 'students') return screenOfStudent(index, rest.join('.'))
  if (list === 'guardians') return `guardians/${index ?? 0}`
  if (list === 'property') return path === 'property' || path === 'property.kind' ? 'home' : 'home/details'
  return list === 'documents' ? 'documents' : 'review'
}

/** What a field is called: `students.0.household.street` -> `field.household.street`. */
export function nameOf(path: string): Key {
  const name = path
    .replace(/^(students|guardians)\.\d+\.?/, '')
    .replace(/^property\.?/, 'property.')
    .replace(/\.$/, '')
  return `name.${name || path.split('.')[0]}` as Key
}
