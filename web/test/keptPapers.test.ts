import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { Uploads } from '@/guardian/upload/uploads'

const device = vi.hoisted(() => new Map<string, unknown>())
const asked = vi.hoisted((): Record<string, unknown>[] => [])

vi.mock('idb-keyval', () => ({
  createStore: () => undefined,
  set: (key: string, value: unknown) => Promise.resolve(device.set(key, value)),
  del: (key: string) => Promise.resolve(device.delete(key)),
  entries: () => Promise.resolve([...device]),
}))
vi.mock('@/guardian/photo/inspect', () => ({ inspectPhoto: () => Promise.reject(new Error('a PDF is not looked at')) }))
vi.mock('@/api/client', async () => {
  const { Offline, Problem } = await import('@/api/problem')
  return {
    Offline,
    Problem,
    api: {
      addDocument: (_: string, about: Record<string, unknown>) => {
        asked.push(about)
        return Promise.reject(new Offline())
      },
    },
  }
})

const arrived = () => Promise.resolve()
const paper = () => new File(['%PDF-1.7'], 'booklet.pdf', { type: 'application/pdf' })

beforeEach(() => {
  const nothing = () => undefined
  vi.stubGlobal('window', { addEventListener: nothing, removeEventListener: nothing })
})
afterEach(() => {
  device.clear()
  asked.length = 0
  vi.unstubAllGlobals()
})

it.each([
  ['property', undefined],
  [undefined, 'property'],
  ['student-0', 'property'],
])('a paper that waits on the device for %s is not sent for %s', async (its, other) => {
  await new Uploads('R', arrived, its).add('other', null, paper())
  expect(asked.map((one) => one.check)).toEqual([its])

  const elsewhere = new Uploads('R', arrived, other)
  await elsewhere.resume()
  expect(elsewhere.list).toEqual([])

  const again = new Uploads('R', arrived, its)
  await again.resume()
  await vi.waitFor(() => expect(asked.map((one) => one.check)).toEqual([its, its]))
})

it('one file may speak to the form and to a finding', async () => {
  await new Uploads('R', arrived).add('other', null, paper())
  await new Uploads('R', arrived, 'property').add('other', null, paper())
  expect(device.size).toBe(2)
})
