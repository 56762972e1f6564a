import { moment } from '@/i18n/dates'

import { schoolName } from '../app/season'
import { word } from '../texts'

/** How long a hash or an id may be before only its beginning is shown. */
const SHORT = 12
const LONGEST = 20

/** Details that are an instant; the day by which a family answers is a day alone. */
const INSTANTS = new Set(['at', 'begins', 'until'])

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

/** Details that are one of the staff, by the key of the list of colleagues. */
const PEOPLE = new Set(['person', 'from', 'to'])

function valueOf(name: string, value: string, names: Record<string, string>): string {
  if (PEOPLE.has(name) && names[value]) return names[value]
  const area = AREAS[name]
  if (area) return word(`${area}.${value}`)
  if (name === 'school') return schoolName(value)
  if (INSTANTS.has(name) && value.includes('T')) return moment(value)
  return value.length > LONGEST ? `${value.slice(0, SHORT)}…` : value
}

/** What an event of the audit trail says beside who, when and what; details that are empty say nothing. */
export const describeDetails = (details: Record<string, string>, names: Record<string, string> = {}): string =>
  Object.entries(details)
    .filter(([, value]) => value)
    .map(([name, value]) => `${word(`detail.${name}`)} ${valueOf(name, value, names)}`)
    .join(' · ')
