import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { ahead, serverNow, setClock } from '@/app/clock'
import { daysUntil, today } from '@/i18n/dates'

const HERE = Date.parse('2022-07-05T15:30:00Z')
const HOUR = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ now: HERE })
})
afterEach(() => {
  vi.useRealTimers()
  ahead.value = 0
})

test('the server’s clock is taken from an answer, and goes on from there', () => {
  setClock('Tue, 05 Jul 2022 16:30:00 GMT')
  expect(serverNow()).toBe(HERE + HOUR)
  vi.advanceTimersByTime(5_000)
  expect(serverNow()).toBe(HERE + HOUR + 5_000)
})

test('a second more or less is the whole seconds of the header', () => {
  setClock('Tue, 05 Jul 2022 15:29:59 GMT')
  expect(serverNow()).toBe(HERE)
})

test('an answer that tells no time changes nothing', () => {
  setClock('Tue, 05 Jul 2022 16:30:00 GMT')
  setClock(null)
  setClock('soon')
  expect(serverNow()).toBe(HERE + HOUR)
})

test('today and the days that are left are the district’s, not the phone’s', () => {
  expect([today(), daysUntil('2022-07-06T08:00:00+08:00')]).toEqual(['2022-07-05', 1])
  setClock('Tue, 05 Jul 2022 16:30:00 GMT')
  expect([today(), daysUntil('2022-07-06T08:00:00+08:00')]).toEqual(['2022-07-06', 0])
})
