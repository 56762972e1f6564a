import { expect, it } from 'vitest'

import { frameOf, UNTOUCHED } from '@/guardian/adjust/adjust'
import { lines } from '@/guardian/receipt/picture'
import { SAMPLES } from '@/guardian/samples/samples'

it('keeps the whole picture where nothing was touched', () => {
  expect(frameOf(400, 300, UNTOUCHED)).toEqual({ x: 0, y: 0, width: 400, height: 300 })
})

it('cuts edges off the picture as it is turned', () => {
  expect(frameOf(400, 300, { ...UNTOUCHED, turns: 1, top: 0.25, left: 0.1 })).toEqual({
    x: 30,
    y: 100,
    width: 270,
    height: 300,
  })
})

it('never cuts everything off', () => {
  expect(frameOf(100, 100, { ...UNTOUCHED, left: 0.6, right: 0.6 }).width).toBe(20)
})

it('breaks words into lines that fit and loses no character', () => {
  expect(lines('厦门市思明区', (text) => text.length <= 4)).toEqual(['厦门市思', '明区'])
  expect(lines('', () => true)).toEqual([])
})

it('holds no number on a sample that could be a person’s', () => {
  const written = Object.values(SAMPLES).flatMap((one) => one?.rows.map(([, value]) => value) ?? [])
  expect(written.filter((value) => /[1-9]\d{7,}/.test(value))).toEqual([])
})
