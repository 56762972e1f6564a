import { expect, it } from 'vitest'

import { calendar } from '@/guardian/status/calendar'
import { daysUntil } from '@/i18n/dates'

const NOW = new Date('2026-07-05T02:00:00Z')
const DATES = [{ id: 'R-closes_at', at: '2026-07-10T18:00:00+08:00', words: '报名截止; 请提交, 谢谢' }]

it('writes each date as an event with a reminder a day ahead', () => {
  const file = calendar(DATES, '思明区', 'https://ruxue.example/#/r/R', NOW)
  expect(file).toContain('DTSTART:20260710T100000Z\r\n')
  expect(file).toContain('SUMMARY:报名截止\\; 请提交\\, 谢谢\r\n')
  expect(file).toContain('TRIGGER:-P1D\r\n')
  expect(file.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true)
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

it('folds lines at 75 octets and cuts no character in two', () => {
  const words = '结果公布'.repeat(20)
  const file = calendar([{ id: 'R', at: '2026-07-10T18:00:00+08:00', words }], '区', 'https://x', NOW)
  const encoder = new TextEncoder()
  for (const line of file.split('\r\n')) expect(encoder.encode(line).length).toBeLessThanOrEqual(75)
  expect(file.replace(/\r\n /g, '')).toContain(`SUMMARY:${words}`)
})

it.each([
  ['2026-07-05T23:59:00+08:00', 0],
  ['2026-07-06T00:01:00+08:00', 1],
  ['2026-07-10T18:00:00+08:00', 5],
])('counts the days until %s on the district clock', (at, days) => {
  expect(daysUntil(at, new Date('2026-07-05T23:30:00+08:00'))).toBe(days)
})
