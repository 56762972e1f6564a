import { moment } from '@/i18n/dates'

import { schoolName } from '../app/season'
import { word } from '../texts'

/** How long a hash or an id may be before only its beginning is shown. */
const SHORT = 12
const LONGEST = 20

/** Details whose values are words of the console. */
const AREAS: Record<string, string> = {
  check: 'check',
  result: 'result',
  reason: 'reason',
  ground: 'looking',
  by: 'search.by',
  sought_act: 'act',
  list: 'nav',
  families: 'extension',
  waits_for_second: 'told',
}

function valueOf(name: string, value: string): string {
  const area = AREAS[name]
  if (area) return word(`${area}.${value}`)
  if (name === 'school') return schoolName(value)
  if (name === 'at') return moment(value)
  return value.length > LONGEST ? `${value.slice(0, SHORT)}…` : value
}

/** What an event of the audit trail says beside who, when and what; details that are empty say nothing. */
export const describeDetails = (details: Record<string, string>): string =>
  Object.entries(details)
    .filter(([, value]) => value)
    .map(([name, value]) => `${word(`detail.${name}`)} ${valueOf(name, value)}`)
    .join(' · ')
