import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { ahead, serverNow, setClock } from '@/app/clock'
import { daysUntil, today } from '@/i18n/dates'

const HERE = Date.parse('2022-07-05T15:30:00Z')
const SECOND = 1_000
const HOUR = 3_600 * SECOND

const told = (date: string | null, cache = 'no-store') =>
  new Response(null, { headers: { 'Cache-Control': cache, ...(date ? { Date: date } : {}) } })

beforeEach(() => {
  vi.useFakeTimers({ now: HERE })
})
afterEach(() => {
  vi.useRealTimers()
  ahead.value = 0
})

test('the server’s clock is taken from an answer, and goes on from there', () => {
  setClock(told('Tue, 05 Jul 2022 16:30:00 GMT'), HERE)
  expect(serverNow()).toBe(HERE + HOUR)
  vi.advanceTimersByTime(5 * SECOND)
  expect(serverNow()).toBe(HERE + HOUR + 5 * SECOND)
})

test('a device that is in front is set back, by no more than it must', () => {
  setClock(told('Tue, 05 Jul 2022 14:30:00 GMT'), HERE)
  expect(serverNow()).toBe(HERE - HOUR + 999)
})

test('an answer that was long on its way makes no clock wrong that is right', () => {
  for (const written of ['29:40', '29:50', '30:00']) {
    setClock(told(`Tue, 05 Jul 2022 15:${written} GMT`), HERE - 20 * SECOND)
    expect(serverNow()).toBe(HERE)
  }
})

test('an answer that tells no time, or one that was kept on the way, changes nothing', () => {
  setClock(told('Tue, 05 Jul 2022 16:30:00 GMT'), HERE)
  setClock(told(null), HERE)
  setClock(told('soon'), HERE)
  setClock(told('Tue, 05 Jul 2022 12:00:00 GMT', 'public, max-age=60'), HERE)
  expect(serverNow()).toBe(HERE + HOUR)
})

test('today and the days that are left are the district’s, not the phone’s', () => {
  expect([today(), daysUntil('2022-07-06T08:00:00+08:00')]).toEqual(['2022-07-05', 1])
  setClock(told('Tue, 05 Jul 2022 16:30:00 GMT'), HERE)
  expect([today(), daysUntil('2022-07-06T08:00:00+08:00')]).toEqual(['2022-07-06', 0])
})
