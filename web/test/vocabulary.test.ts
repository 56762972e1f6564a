import { expect, it } from 'vitest'

import { checkOf, CHECKS_IN_ORDER } from '@/api/checks'
import type { Season } from '@/api/types'
import { CHECK_KINDS, HOMES } from '@/api/vocabulary'
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

it('asks of a household what the season asks of its status', () => {
  const at = 'students.0.household'
  const household = (status: string) => needsAt('students/0/household', { [`${at}.status`]: status })
  expect(household('district')).toEqual(['students.0.residence_address', `${at}.status`, `${at}.type`, `${at}.street`])
  expect(household('other_city')).toEqual(['students.0.residence_address', `${at}.status`])
})
