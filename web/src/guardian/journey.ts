import type { Ask, Season } from '@/api/types'
import { HOMES, REQUIRED } from '@/api/vocabulary'
import type { Key } from '@/i18n'

import { mustDeclare } from './declared'
import { type Answers, count, filled } from './draft/paths'

export type Stage = 'students' | 'guardians' | 'home' | 'documents' | 'review'
export const STAGES: Stage[] = ['students', 'guardians', 'home', 'documents', 'review']

/** One screen of the journey: where it is, and what must be answered there. */
export interface Step {
  to: string
  stage: Stage
  needs: string[]
  /** Nothing is to be done there: one goes past it, and may still go to it. */
  aside?: boolean
}

/** What must be filled in, by the form's own tables; a document is there when its number is. */
const asked = (fields: readonly string[]): string[] =>
  fields.map((field) => (field.endsWith('identity_document') ? `${field}.number` : field))

const homeNeeds = (kind: unknown): string[] =>
  typeof kind === 'string' && kind in HOMES ? asked(HOMES[kind as keyof typeof HOMES].required) : []

/** The household's fields that the season asks of its status. */
function householdNeeds(status: unknown, season: Season): string[] {
  const admissible = season.admissible.find((one) => one.status === status)
  return ['status', ...(admissible?.asks ?? [])].map((field) => `household.${field}`)
}

function student(index: number, answers: Answers, season: Season): Step[] {
  const at = `students.${index}`
  const household = householdNeeds(answers[`${at}.household.status`], season)
  const needs = [...asked(REQUIRED.student), ...household].map((field) => `${at}.${field}`)
  return ['number', 'person', 'household'].map((screen) => {
    const to = `students/${index}/${screen}`
    return { to, stage: 'students', needs: needs.filter((path) => screenOf(path) === to) }
  })
}

/** Every screen in order, for what has been answered so far. */
export function stepsOf(answers: Answers, season: Season, asks: Ask[] = []): Step[] {
  const students = Math.max(1, count(answers, 'students'))
  const guardian = (index: number, more: readonly string[] = []) =>
    asked([...REQUIRED.guardian, ...more]).map((field) => `guardians.${index}.${field}`)
  const second = count(answers, 'guardians') > 1
  const home = homeNeeds(answers['property.kind'])
  return [
    ...Array.from({ length: students }, (_, index) => student(index, answers, season)).flat(),
    { to: 'students', stage: 'students', needs: [], aside: students === 1 },
    {
      to: 'guardians',
      stage: 'guardians',
      needs: [...guardian(0, REQUIRED.firstGuardian), ...(second ? guardian(1) : [])],
    },
    {
      to: 'home',
      stage: 'home',
      needs: ['property.kind', ...home.map((field) => `property.${field}`), ...mustDeclare(asks, answers)],
    },
    { to: 'documents', stage: 'documents', needs: [] },
    { to: 'review', stage: 'review', needs: [] },
  ]
}

export const unanswered = (step: Step, answers: Answers): string[] =>
  step.needs.filter((path) => !filled(answers[path]))

export function next(to: string, answers: Answers, season: Season): string {
  const all = stepsOf(answers, season)
  const index = all.findIndex((step) => step.to === to)
  return all.find((step, at) => at > index && !step.aside)?.to ?? 'review'
}

export function before(to: string, answers: Answers, season: Season): string | undefined {
  const all = stepsOf(answers, season)
  const index = all.findIndex((step) => step.to === to)
  return all.filter((step, at) => at < index && !step.aside).pop()?.to
}

/** Where one goes on after a break: the first screen that lacks something. */
export function resumeAt(answers: Answers, season: Season, asks: Ask[]): string {
  const open = (step: Step) => step.stage === 'documents' || unanswered(step, answers).length > 0
  return stepsOf(answers, season, asks).find(open)?.to ?? 'review'
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
  return { guardians: 'guardians', property: 'home', declared: 'home', documents: 'documents' }[list ?? ''] ?? 'review'
}

/** What a field is called: `students.0.household.street` -> `field.household.street`. */
export function nameOf(path: string): Key {
  const name = path
    .replace(/^(students|guardians)\.\d+\.?/, '')
    .replace(/^property\.?/, 'property.')
    .replace(/\.$/, '')
  return `name.${name || path.split('.')[0]}` as Key
}
