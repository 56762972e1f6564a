import { expect, it } from 'vitest'

import type { Ask, Season } from '@/api/types'
import { mustDeclare, questionsOf } from '@/guardian/declared'
import { payload } from '@/guardian/draft/payload'
import { stepsOf } from '@/guardian/journey'

const ask = (field: string, must: boolean, acquired_after: string | null = null): Ask => ({
  home: 'parents_purchase',
  field,
  must,
  acquired_after,
})
const ASKS = [ask('first_occupant', true, '2021-08-31'), ask('sibling_school', false)]
const bought = (acquired: string) => ({ 'property.kind': 'parents_purchase', 'property.acquired_on': acquired })
const fields = (acquired: string) => questionsOf(ASKS, bought(acquired)).map(({ field }) => field)

it('asks of a first occupant only with a home acquired after the day', () => {
  expect(fields('2021-08-31')).toEqual(['sibling_school'])
  expect(fields('2021-09-01')).toEqual(['first_occupant', 'sibling_school'])
  expect(questionsOf(ASKS, { 'property.kind': 'other' })).toEqual([])
})

it('needs on the screen of the home only what must be answered', () => {
  const season = { admissible: [] } as unknown as Season
  const home = stepsOf(bought('2022-01-01'), season, ASKS).find(({ to }) => to === 'home')
  expect(home?.needs).toContain('declared.first_occupant')
  expect(mustDeclare(ASKS, bought('2022-01-01'))).toEqual(['declared.first_occupant'])
})

it('sends nothing of an answer that is not asked for any more', () => {
  const answers = { ...bought('2020-01-01'), 'declared.first_occupant': 'yes', 'declared.sibling_school': '样例小学' }
  expect(payload(answers, new Map(), ASKS).declared).toEqual({ sibling_school: '样例小学' })
})
