import { beforeEach, expect, it, vi } from 'vitest'
import { watch } from 'vue'

import { Draft } from '@/guardian/draft/draft'

const device = vi.hoisted(() => new Map<string, unknown>())
/** Until when the device's database answers nothing. */
const asked = vi.hoisted(() => ({ now: Promise.resolve() }))

vi.mock('idb-keyval', () => ({
  createStore: () => undefined,
  setMany: (written: [string, unknown][]) => {
    for (const [key, value] of written) device.set(key, structuredClone(value))
    return Promise.resolve()
  },
  delMany: (keys: string[]) => {
    for (const key of keys) device.delete(key)
    return Promise.resolve()
  },
  entries: () => {
    const found = [...device]
    return asked.now.then(() => found)
  },
}))
vi.mock('@/api/client', async () => {
  const { Offline, Problem } = await import('@/api/problem')
  return { Offline, Problem, api: { save: () => Promise.reject(new Offline()) } }
})

const EMPTY = {
  id: 'R',
  season: 's',
  form: {},
  provenance: {},
  missing: [],
  documents: [],
  actions: [],
  status: 'draft',
}
const draft = () => new Draft(EMPTY as never, '"1"')

beforeEach(() => {
  device.clear()
  asked.now = Promise.resolve()
  const nothing = () => undefined
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('window', {
    addEventListener: nothing,
    removeEventListener: nothing,
    setTimeout: nothing,
    clearTimeout: nothing,
  })
})

it("the registry's answers are still its own after a reload before the server had them", async () => {
  const before = draft()
  before.fill({ 'students.0.name': '林小满', 'students.0.sex': 'male' }, 'registry')
  before.set('students.0.sex', 'female')
  await vi.waitFor(() => expect(device.size).toBe(2))

  const after = draft()
  const shown: unknown[] = []
  watch(after.restored, () => shown.push({ ...after.answers }), { flush: 'sync' })
  await after.resume()
  expect(shown).toEqual([{ 'students.0.name': '林小满', 'students.0.sex': 'female' }])
  expect(after.answers).toMatchObject({ 'students.0.name': '林小满', 'students.0.sex': 'female' })
  expect(after.provenance).toEqual({ 'students.0.name': 'registry' })
})

it('a database that answers late keeps nobody from the questions and overwrites nothing that was typed meanwhile', async () => {
  const before = draft()
  before.set('students.0.name', '林小满')
  before.set('students.0.residence_address', '厦门市')
  await vi.waitFor(() => expect(device.size).toBe(2))

  let answer: () => void = () => undefined
  asked.now = new Promise((resolve) => (answer = resolve))
  const waits: (() => void)[] = []
  window.setTimeout = ((act: () => void) => waits.push(act)) as typeof window.setTimeout
  const after = draft()
  const resumed = after.resume()
  expect(after.restored.value).toBe(false)
  waits[0]?.()
  expect(after.restored.value).toBe(true)
  after.set('students.0.name', '林小曼')
  answer()
  await resumed
  expect(after.answers).toEqual({ 'students.0.name': '林小曼', 'students.0.residence_address': '厦门市' })
})
