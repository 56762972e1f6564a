import { parseSync } from 'vite'
import { expect, test } from 'vitest'

import { beyondTheFloor } from '../floor'

type Root = Parameters<typeof beyondTheFloor>[1]
const found = (code: string, file = 'assets/RegistrationPage.js') =>
  beyondTheFloor(file, parseSync(file, code).program as unknown as Root)

test.each([
  ['a pattern that looks back', String.raw`x.match(/(?<=第)\d+/)`, ['/(?<=第)\\d+/']],
  ['AbortSignal.timeout', 'fetch(x, { signal: AbortSignal.timeout(9) })', ['timeout']],
  ['Array.at', 'x.at(-1)', ['at']],
  ['replaceAll', "x.replaceAll('a', 'b')", ['replaceAll']],
  ['structuredClone', 'structuredClone(x)', ['structuredClone']],
  ['an OffscreenCanvas that nobody asked for', 'new OffscreenCanvas(1, 1)', ['OffscreenCanvas']],
  ['Intl.Segmenter', 'new Intl.Segmenter()', ['Segmenter']],
])('the build is refused for %s', (_, code, names) => {
  expect(found(code)).toEqual(names)
})

test('what is asked for first, or where it was allowed, is let through', () => {
  expect(found("if (typeof BroadcastChannel !== 'undefined') new BroadcastChannel('x')")).toEqual([])
  expect(found('new OffscreenCanvas(1, 1)', 'assets/worker-abc.js')).toEqual([])
  expect(found(String.raw`x.replace(/a(?=b)/g, 'c')`)).toEqual([])
})
