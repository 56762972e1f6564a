import { expect, it } from 'vitest'

import { checkOf, CHECKS_IN_ORDER } from '@/api/checks'
import type { Season } from '@/api/types'
import { CHECK_KINDS, HOMES, REQUIRED } from '@/api/vocabulary'
import { stepsOf } from '@/guardian/journey'

const admissible = [{ status: 'district', identity_documents: [], asks: ['type', 'street'] }]
const season = { admissible } as unknown as Season
const needsAt = (to: string, answers: Record<string, string>) =>
  stepsOf(answers, season).find((step) => step.to === to)?.needs

it('takes the id of each kind of check apart as the API writes it', () => {
  for (const kind of CHECKS_IN_ORDER) {
    const { name, part } = CHECK_KINDS[kind]
    expect(checkOf(part === 'property' ? name : `${name}-3`)).toMatchObject({ kind, part })
  }
  expect(checkOf('guardian-1')?.position).toBe(1)
  expect(checkOf('unheard-of-0')).toBeUndefined()
})

it('asks of each kind of home what the API requires of it', () => {
  for (const [kind, { required }] of Object.entries(HOMES)) {
    const numbers = required.map((field) => `property.${field}`.replace(/identity_document$/, '$&.number'))
    expect(needsAt('home', { 'property.kind': kind })).toEqual(['property.kind', ...numbers])
  }
})

it.each(['林知夏', 'ANNA LEE', '古丽米热·艾比布力', ''])(
  'asks of the child %s what the API requires, and no pinyin',
  (name) => {
    expect(needsAt('students/0/person', { 'students.0.name': name })).toEqual(
      REQUIRED.student.filter((field) => !/document|address/.test(field)).map((field) => `students.0.${field}`),
    )
  },
)

it('asks of each guardian what the API requires', () => {
  const number = (field: string) => field.replace(/identity_document$/, '$&.number')
  const of = (at: number, fields: readonly string[]) => fields.map((field) => `guardians.${at}.${number(field)}`)
  const first = of(0, [...REQUIRED.guardian, ...REQUIRED.firstGuardian])
  expect(needsAt('guardians', {})).toEqual(first)
  expect(needsAt('guardians', { 'guardians.1.name': '林一' })).toEqual([...first, ...of(1, REQUIRED.guardian)])
})

it('asks of a household what the season asks of its status', () => {
  const at = 'students.0.household'
  const household = (status: string) => needsAt('students/0/household', { [`${at}.status`]: status })
  expect(household('district')).toEqual(['students.0.residence_address', `${at}.status`, `${at}.type`, `${at}.street`])
  expect(household('other_city')).toEqual(['students.0.residence_address', `${at}.status`])
})
