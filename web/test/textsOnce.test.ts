import { expect, test } from 'vitest'

const files = {
  ...import.meta.glob<string>('../src/i18n/*.ts', { query: '?raw', import: 'default', eager: true }),
  ...import.meta.glob<string>('../src/staff/texts/*.ts', { query: '?raw', import: 'default', eager: true }),
}
const TABLES = ['i18n/', 'staff/texts/'].flatMap((folder) => ['zh-CN.ts', 'en.ts'].map((end) => [folder, end] as const))
const KEY = /^ {2}(?:'([^']+)'|(\w+)):/gm

/** Tables are spread into one another: a key that two of them have says in one place what was meant for the other. */
test.each(TABLES)('no key of the texts in %s…%s stands in two of its files', (folder, end) => {
  const mine = Object.entries(files).filter(([name]) => name.includes(folder) && name.endsWith(end))
  expect(mine.length).toBeGreaterThan(2)
  const keys = mine.flatMap(([, text]) => [...text.matchAll(KEY)].map(([, quoted, plain]) => quoted ?? plain))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})
