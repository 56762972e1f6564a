import { describe, expect, it } from 'vitest'

import { acquiredFault, bornFault } from '@/guardian/values/days'
import { today } from '@/i18n/dates'

const NOW = '2022-07-05'

describe('a day that nobody can have meant is told while it is typed (R4, R17)', () => {
  it.each([
    ['1800-01-01', false, 'day.early'],
    ['1899-12-31', true, 'day.early'],
    ['2022-07-06', false, 'day.to_come'],
    ['2022-07-05', false, undefined],
    ['1900-01-01', false, undefined],
    ['2022-07-06', true, undefined],
    ['2032-12-31', true, undefined],
    ['2033-01-01', true, 'day.delivery'],
    ['', false, undefined],
  ])('%s of a contract %s', (day, contract, fault) => {
    expect(acquiredFault(day, contract, NOW)).toBe(fault)
  })

  it('a child born in 1800', () => {
    expect([bornFault('1800-01-01'), bornFault('2016-05-01'), bornFault('')]).toEqual([
      'day.early',
      undefined,
      undefined,
    ])
  })

  it('today is the district’s, also before eight in the morning', () => {
    expect(today(new Date('2022-07-05T07:30:00+08:00'))).toBe('2022-07-05')
    expect(today(new Date('2022-07-05T23:30:00+08:00'))).toBe('2022-07-05')
  })
})
