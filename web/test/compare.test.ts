import { expect, test } from 'vitest'

import { changes } from '@/staff/season/compare'

test('names each changed path with what stood there before and after', () => {
  expect(changes({ year: 2022, texts: { next: { en: 'a' } } }, { year: 2023, texts: { next: { en: 'a' } } })).toEqual([
    { path: 'year', before: '2022', after: '2023' },
  ])
})

test('a school put in front is one school more, and the others have not changed', () => {
  const [north, south] = [
    { id: 'north', seats: 100 },
    { id: 'south', seats: 200 },
  ]
  expect(changes({ schools: [south] }, { schools: [north, south] })).toEqual([
    { path: 'schools.north.id', before: null, after: '"north"' },
    { path: 'schools.north.seats', before: null, after: '100' },
  ])
})

test('what is gone has nothing after it, and items of one name are told apart', () => {
  expect(
    changes(
      {
        rules: [
          { kind: 'x', n: 1 },
          { kind: 'x', n: 2 },
        ],
      },
      { rules: [{ kind: 'x', n: 1 }] },
    ),
  ).toEqual([
    { path: 'rules.x#2.kind', before: '"x"', after: null },
    { path: 'rules.x#2.n', before: '2', after: null },
  ])
})

test('documents that say the same in another order do not differ', () => {
  expect(changes({ a: 1, b: { c: null } }, { b: { c: null }, a: 1 })).toEqual([])
})
