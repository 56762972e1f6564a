import numbers from '@corpus/identity_numbers.json'
import names from '@corpus/names.json'
import compared from '@corpus/names_compared.json'
import phones from '@corpus/phones.json'
import pinyin from '@corpus/pinyin.json'
import { describe, expect, it } from 'vitest'

import { birthDateOf, foldedNumber, numberFault } from '@/guardian/values/identity'
import { comparable, hasRareCharacters, latin, nameFault } from '@/guardian/values/names'
import { foldedPhone, isMobile } from '@/guardian/values/phones'

describe('what families type is read as the API reads it (R2, R8, R10)', () => {
  it.each(numbers)('$kind $typed', ({ kind, typed, value, error, birth_date }) => {
    expect(numberFault(kind, typed) ?? null).toBe(error)
    expect(birthDateOf(kind, typed) ?? null).toBe(birth_date)
    if (value !== null) expect(foldedNumber(kind, typed)).toBe(value)
  })

  it.each(names)('the name $name', ({ name, rare, error }) => {
    expect(hasRareCharacters(name)).toBe(rare)
    expect(nameFault(name) ?? null).toBe(error)
  })

  it.each(compared)('$a and $b', ({ a, b, same }) => {
    expect(comparable(a) === comparable(b)).toBe(same)
  })

  it.each(pinyin)('the letters $typed', ({ typed, value }) => {
    expect(latin(typed)).toBe(value)
  })

  it.each(phones)('the phone $typed', ({ typed, value }) => {
    expect(isMobile(typed) ? foldedPhone(typed) : null).toBe(value)
  })
})
