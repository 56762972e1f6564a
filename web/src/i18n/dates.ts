import { serverNow } from '@/app/clock'

import { language } from './index'

const ZONE = 'Asia/Shanghai'

/** A moment as people here read it: on the district's own clock, whatever the phone's is. */
export function moment(at: string): string {
  return new Intl.DateTimeFormat(language.value, {
    timeZone: ZONE,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
}

export function clock(at: string): string {
  return new Intl.DateTimeFormat(language.value, {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
}

/** A date (`2019-05-01`) or a moment, as a date. */
export function day(at: string): string {
  const date = at.length === 10 ? new Date(`${at}T12:00:00+08:00`) : new Date(at)
  return new Intl.DateTimeFormat(language.value, {
    timeZone: ZONE,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(date)
}

/** The day in the district, `2019-05-01`, whatever the phone's is. */
export const today = (at = new Date(serverNow())): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(at)

/** The day in the district, as a count of days. */
const dayNumber = (at: Date): number => Math.floor(Date.parse(`${today(at)}T00:00:00Z`) / 86_400_000)

/** How many days are left until the day of `at`: 0 is today. */
export const daysUntil = (at: string, now = new Date(serverNow())): number => dayNumber(new Date(at)) - dayNumber(now)
