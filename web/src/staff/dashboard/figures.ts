import { bothLanguages } from '@/i18n'

import { word } from '../texts'
import type { Statistics } from '../types'
import type { Series } from './BarChart.vue'

const TONES: Record<string, string> = {
  queued: 'line',
  authority_unavailable: 'amber-line',
  no_record: 'seal',
  abnormal: 'red',
  passed: 'jade',
  manual_review: 'amber',
  accepted: 'blue',
  refused: 'ink',
  not_required: 'edge',
  pending: 'amber-line',
  sending: 'edge',
  sent: 'jade',
  failed: 'red',
}

/** One bar for each outer key, stacked by the inner ones that occur. */
export function stacked(
  figures: Record<string, Record<string, number>>,
  nameOf: (key: string) => string,
  inner: string,
): { names: string[]; series: Series[] } {
  const keys = Object.keys(figures).sort()
  const occurring = Object.keys(TONES).filter((key) => keys.some((one) => figures[one]?.[key]))
  return {
    names: keys.map(nameOf),
    series: occurring.map((key) => ({
      name: word(`${inner}.${key}`),
      tone: TONES[key] ?? 'edge',
      values: keys.map((one) => figures[one]?.[key] ?? 0),
    })),
  }
}

export function seats(
  of: Statistics['seats'],
  seatsName: string,
  studentsName: string,
): { names: string[]; series: Series[] } {
  return {
    names: of.map((one) => bothLanguages(one.name)),
    series: [
      { name: seatsName, tone: 'edge', values: of.map((one) => one.seats ?? 0) },
      { name: studentsName, tone: 'jade', values: of.map((one) => one.students) },
    ],
  }
}
