import type { Season } from '../types'

/** A row of a file that cannot be taken, and why, by a key of the console's texts. */
export interface RowFault {
  row: number
  why: 'columns' | 'community' | 'school' | 'twice' | 'number' | 'side'
  value: string
}

export interface Taken<T> {
  value: T
  faults: RowFault[]
}

interface Words {
  'zh-CN': string
}
const zh = (words: Words | undefined): string => words?.['zh-CN'] ?? ''

/** Community by community, with names for people and ids for the way back. */
export function catchmentRows(season: Season): string[][] {
  const streets = new Map(season.streets.map((one) => [one.code, zh(one.name)]))
  const schools = new Map(season.schools.map((one) => [one.id, zh(one.name)]))
  return season.communities.map((one) => {
    const school = season.catchments[one.code] ?? ''
    return [one.code, zh(one.name), streets.get(one.street) ?? '', school, schools.get(school) ?? '']
  })
}

/** A file's rows, its heading first, as catchments: a school by its id or Chinese name, none where both are empty. */
export function catchmentsFrom(rows: string[][], season: Season): Taken<Season['catchments']> {
  const known = new Set(season.communities.map((one) => one.code))
  const schools = new Map<string, string | null>([['', null]])
  for (const one of season.schools) schools.set(one.id, one.id).set(zh(one.name), one.id)
  const found: Season['catchments'] = {}
  const faults: RowFault[] = []
  for (const [index, cells] of rows.slice(1).entries()) {
    const [code = '', , , id = '', name = ''] = cells
    const school = id === '' ? name : id
    const wrong = whyNot([
      ['community', code, !known.has(code)],
      ['twice', code, code in found],
      ['school', school, !schools.has(school)],
    ])
    if (wrong) faults.push({ row: index + 2, ...wrong })
    else found[code] = schools.get(school) ?? null
  }
  return { value: found, faults }
}

/** The first that does not hold. */
function whyNot(asked: [RowFault['why'], string, boolean][]): Omit<RowFault, 'row'> | undefined {
  const [why, value] = asked.find(([, , fails]) => fails) ?? []
  return why && { why, value: value ?? '' }
}

const SIDES: Record<string, 'odd' | 'even' | 'all'> = {
  单: 'odd',
  双: 'even',
  全: 'all',
  odd: 'odd',
  even: 'even',
  all: 'all',
}
const WORDS = { odd: '单', even: '双', all: '全' } as const

export const addressRows = (season: Season): string[][] =>
  season.addresses.map((one) => [one.road, String(one.first), String(one.last), WORDS[one.numbers], one.community])

const HOUSE = /^\d{1,5}$/

/** A file's rows, its heading first, as the table of addresses (R33). */
export function addressesFrom(rows: string[][], season: Season): Taken<Season['addresses']> {
  const known = new Set(season.communities.map((one) => one.code))
  const found: Season['addresses'] = []
  const faults: RowFault[] = []
  for (const [index, cells] of rows.slice(1).entries()) {
    const [road, first, last, side, community] = [0, 1, 2, 3, 4].map((at) => cells[at] ?? '') as [
      string,
      string,
      string,
      string,
      string,
    ]
    const numbers = SIDES[side]
    const wrong = whyNot([
      ['columns', cells.join(' '), !road],
      ['number', `${first}–${last}`, !HOUSE.test(first) || !HOUSE.test(last)],
      ['side', side, numbers === undefined],
      ['community', community, !known.has(community)],
    ])
    if (wrong) faults.push({ row: index + 2, ...wrong })
    else if (numbers) found.push({ road, first: Number(first), last: Number(last), numbers, community })
  }
  return { value: found, faults }
}
