import { describe, expect, it } from 'vitest'

import { addressesFrom, addressRows, catchmentRows, catchmentsFrom } from '@/staff/season/catchmentFile'
import { fromCsv, toCsv } from '@/staff/season/csv'
import { nextYear } from '@/staff/season/nextYear'
import type { Season } from '@/staff/types'

const words = (zh: string) => ({ 'zh-CN': zh, en: zh })
const season = {
  id: 'siming-2024',
  year: 2024,
  title: words('2024 年秋季一年级'),
  texts: { results_note: words('8 月 2 日公布，2023 年的不算，电话 059220240') },
  questions: [{ ask: words('2024 年招多大的孩子？'), answer: words('看 2024 年的截止出生日期') }],
  opens_at: '2024-02-29T09:00:00+08:00',
  closes_at: '2024-07-10T18:00:00+08:00',
  amendment_deadline: '2024-07-20T18:00:00+08:00',
  publication_at: '2024-08-02T09:00:00+08:00',
  review_until: '2024-08-23T18:00:00+08:00',
  results_until: '2024-09-30T18:00:00+08:00',
  archive_until: '2027-09-30T18:00:00+08:00',
  publication_held: false,
  cutoff_birth_date: '2018-08-31',
  streets: [{ code: '350203001', name: words('厦港街道') }],
  communities: [
    { code: '350203001001', street: '350203001', name: words('下沃社区') },
    { code: '350203001002', street: '350203001', name: words('巡司顶社区') },
  ],
  schools: [{ id: 'first', name: words('第一小学'), phone: '0592-0000001' }],
  catchments: { '350203001001': 'first', '350203001002': null },
  addresses: [{ road: '民族路', first: 1, last: 99, numbers: 'odd', community: '350203001001' }],
  placing: [{ schools: [], only_when_full: true, order: [], doors: [{ id: 'a', child_settled_by: '2023-08-31' }] }],
  draw: { list_hash: 'x' },
} as unknown as Season

describe('a CSV file', () => {
  it('comes back as it went, with commas, quotation marks and line breaks in its cells', () => {
    const rows = [
      ['a', 'b,c', 'say "x"'],
      ['行一', '两\n行', ''],
    ]
    expect(fromCsv(toCsv(rows))).toEqual(rows)
  })

  it('begins with the mark by which Excel knows UTF-8, and runs no formula', () => {
    expect(toCsv([['=1+1', '＋2', ' @x', '民族路']])).toBe(`\uFEFF"'=1+1","'＋2","' @x","民族路"\r\n`)
  })

  it('is read with any line end, with tabs, and without its empty lines', () => {
    expect(fromCsv('a,b\r\nc\td\n\n"e" , f\re')).toEqual([['a', 'b'], ['c', 'd'], ['e', 'f'], ['e']])
  })
})

describe('the table of catchments', () => {
  it('comes back as it went', () => {
    const { value, faults } = catchmentsFrom([['heading'], ...catchmentRows(season)], season)
    expect(faults).toEqual([])
    expect(value).toEqual(season.catchments)
  })

  it('takes a school by its Chinese name', () => {
    expect(catchmentsFrom([['h'], ['350203001002', '', '', '', '第一小学']], season).value).toEqual({
      '350203001002': 'first',
    })
  })

  it('says by row what cannot be read', () => {
    const rows = [['h'], ['350203001001'], ['350203001001'], ['350203009999'], ['350203001002', '', '', 'second']]
    expect(catchmentsFrom(rows, season).faults).toEqual([
      { row: 3, why: 'twice', value: '350203001001' },
      { row: 4, why: 'community', value: '350203009999' },
      { row: 5, why: 'school', value: 'second' },
    ])
  })
})

describe('the table of addresses', () => {
  it('comes back as it went', () => {
    expect(addressesFrom([['h'], ...addressRows(season)], season)).toEqual({ value: season.addresses, faults: [] })
  })

  it('says by row what cannot be read', () => {
    const rows = [
      ['h'],
      ['', '1', '9', '单', '350203001001'],
      ['甲路', 'x', '9', '单', '350203001001'],
      ['甲路', '1', '9', '左', '350203001001'],
      ['甲路', '1', '9', '全', '1'],
    ]
    expect(addressesFrom(rows, season).faults.map((one) => one.why)).toEqual(['columns', 'number', 'side', 'community'])
  })
})

describe('a new year', () => {
  const next = nextYear(season)

  it('has every day a year later, a leap day too', () => {
    expect([next.id, next.year, next.opens_at, next.cutoff_birth_date]).toEqual([
      'siming-2025',
      2025,
      '2025-02-28T09:00:00+08:00',
      '2019-08-31',
    ])
    expect(next.placing[0]?.doors[0]?.child_settled_by).toBe('2024-08-31')
    const years = (one: typeof season) =>
      Object.values(one)
        .filter((at): at is string => typeof at === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(at))
        .map((at) => Number(at.slice(0, 4)))
    expect(years(next)).toEqual(years(season).map((one) => one + 1))
    expect(years(season)).toHaveLength(7)
  })

  it('has no day for reviews where the last year had none', () => {
    expect(nextYear({ ...season, review_until: null }).review_until).toBeNull()
  })

  it('moves the years in its words, and no other digits', () => {
    expect(next.title['zh-CN']).toBe('2025 年秋季一年级')
    expect(next.questions[0]?.ask['zh-CN']).toBe('2025 年招多大的孩子？')
    expect(next.texts.results_note?.['zh-CN']).toBe('8 月 2 日公布，2024 年的不算，电话 059220240')
  })

  it('is neither published nor drawn, and leaves the last year as it is', () => {
    expect(next.publication_held).toBe(true)
    expect('draw' in next).toBe(false)
    expect(season.placing[0]?.doors[0]?.child_settled_by).toBe('2023-08-31')
  })
})
