import corpus from '@corpus/certificates.json'
import table from '@tables/certificates.json'
import { describe, expect, it } from 'vitest'

import { read } from '@/guardian/certificate/number'

describe('a certificate number while it is typed (R16)', () => {
  it.each(corpus)('$typed is read as the API reads it', (row) => {
    const { number, notes, kind, warning } = read(row.typed, row.contract)
    expect({ number, notes }).toEqual({ number: row.value, notes: row.notes })
    if (!row.contract) expect({ kind, warning: warning ?? null }).toEqual({ kind: row.form, warning: row.warning })
  })

  it.each([
    ['闽（2020）厦门市不动产权第0084498号-1', '-1'],
    ['闽(2020)厦门市不动产权第 0084498-12 号', '-12'],
    ['闽（２０２０）厦门市不动产权第0084498号－1', '-1'],
  ])('drops the share of %s and says which', (typed, share) => {
    expect(read(typed, false)).toMatchObject({ number: '闽（2020）厦门市不动产权第0084498号', share })
  })

  it('names the parts as they will be compared', () => {
    expect(read('云2020双江拉祜族佤族布朗族傣族自治县不动产权第2号', false).parts).toEqual({
      province: '云',
      year: '2020',
      place: '双江拉祜族佤族布朗族傣族自治县',
      digits: '0000002',
    })
    expect(read('6367870', false).parts).toEqual({})
  })

  it('never looks back: engines before iOS 16.4 know no such pattern', () => {
    expect(JSON.stringify(table)).not.toMatch(/\(\?<[=!]/)
  })
})
