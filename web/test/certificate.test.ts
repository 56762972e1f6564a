import { describe, expect, it } from 'vitest'

import { read } from '@/guardian/certificate/number'

describe('a certificate number while it is typed (R16)', () => {
  it.each([
    ['闽(2020)厦门市不动产权第0084498号', 'real_estate'],
    ['厦国土房证第00123456号', 'land_and_house'],
    ['厦地房证第123456号', 'house'],
    ['购房合同2021001', 'contract'],
    ['12345', 'unknown'],
  ])('%s is recognised as %s', (typed, kind) => {
    expect(read(typed, false).kind).toBe(kind)
  })

  it.each([
    '闽（2020）厦门市不动产权第0084498号-1',
    '闽(2020)厦门市不动产权第 0084498-1 号',
    '闽（２０２０）厦门市不动产权第0084498号－1',
  ])('drops the share of %s and says which', (typed) => {
    expect(read(typed, false)).toEqual({
      kind: 'real_estate',
      number: '闽（2020）厦门市不动产权第0084498号',
      share: '-1',
    })
  })

  it('leaves a contract its ending', () => {
    expect(read('ht2021-1', true)).toEqual({ kind: 'contract', number: 'HT2021-1', share: '' })
  })
})
