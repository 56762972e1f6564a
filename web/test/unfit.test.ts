import { expect, it } from 'vitest'

import { unfit } from '@/guardian/upload/unfit'

const file = (size: number) => ({ size }) as Blob

it.each([
  ['an empty photo', 0, 'image/jpeg', 'empty'],
  ['a letter', 9_000, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'kind'],
  ['a file of no known type', 9_000, 'application/octet-stream', 'kind'],
  ['a PDF of more than 10 MB', 10 * 1024 * 1024 + 1, 'application/pdf', 'large'],
  ['a PDF of 10 MB', 10 * 1024 * 1024, 'application/pdf', null],
  ['a photo of an iPhone', 2_000_000, 'image/heic', null],
])('says what is wrong with %s before it is sent', (_, size, type, reason) => {
  expect(unfit(file(size), type)).toBe(reason)
})
