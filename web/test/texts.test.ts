import { expect, it } from 'vitest'

import en from '@/i18n/en'
import zh from '@/i18n/zh-CN'

const slots = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort()

it('says everything in both languages, with the same slots', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
    expect(slots(en[key]), key).toEqual(slots(zh[key]))
  }
})
