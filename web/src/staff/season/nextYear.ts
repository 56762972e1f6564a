import type { Season } from '../types'

const INSTANTS = [
  'opens_at',
  'closes_at',
  'amendment_deadline',
  'publication_at',
  'review_until',
  'results_until',
  'archive_until',
] as const
const DAYS = ['child_settled_by', 'parent_settled_by', 'titled_by'] as const

/** The same day a year later; a 29 February becomes the 28th. */
function later(at: string): string {
  const year = Number(at.slice(0, 4)) + 1
  const rest = at.slice(4)
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return `${year}${rest.startsWith('-02-29') && !leap ? rest.replace('-02-29', '-02-28') : rest}`
}

/** The years that a district's words name: last year's and this one's, each moved on by one. */
function worded<T>(value: T, year: number): T {
  const text = JSON.stringify(value)
  const moved = text.replace(new RegExp(`(?<!\\d)(${year - 1}|${year}|${year + 1})(?!\\d)`, 'g'), (found) =>
    String(Number(found) + 1),
  )
  return JSON.parse(moved) as T
}

/** A new year's season from the last one: every day a year later, nothing published, nothing drawn. */
export function nextYear(season: Season): Season {
  const year = season.year + 1
  const copy: Season = {
    ...season,
    id: season.id.replace(/-\d{4}$/, `-${year}`),
    year,
    title: worded(season.title, season.year),
    texts: worded(season.texts, season.year),
    questions: worded(season.questions, season.year),
    cutoff_birth_date: later(season.cutoff_birth_date),
    publication_held: true,
    placing: season.placing.map((one) => ({
      ...one,
      doors: one.doors.map((door) => {
        const moved = { ...door }
        for (const name of DAYS) {
          const day = door[name]
          if (day) moved[name] = later(day)
        }
        return moved
      }),
    })),
  }
  for (const name of INSTANTS) {
    const at = season[name]
    if (at) copy[name] = later(at)
  }
  delete (copy as Partial<Season>).draw
  return copy
}
