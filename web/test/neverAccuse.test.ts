import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { Pending } from '@/guardian/draft/pending'

import { device, type Fate, server, SPELLINGS } from './twoPeople/api'
import { Person, type Typed } from './twoPeople/person'

vi.mock('@/api/client', async () => ({
  ...(await import('@/api/problem')),
  api: {
    registration: () => Promise.resolve().then(server.registration),
    save: (_: string, form: Record<string, unknown>, etag: string) =>
      Promise.resolve().then(() => server.save(form, etag)),
  },
}))
vi.mock('@/guardian/draft/pending', () => ({
  remember(_: string, answers: Record<string, Pending>) {
    for (const [path, value] of Object.entries(answers)) device().set(path, value)
    return Promise.resolve()
  },
  forget(_: string, paths: string[]) {
    for (const path of paths) device().delete(path)
    return Promise.resolve()
  },
  remembered: () => Promise.resolve(Object.fromEntries(device())),
}))

interface Act {
  who: 0 | 1
  kind: 'type' | 'save' | 'reload' | 'refresh'
  typed: Typed
  fate: Fate
  meanwhile?: Typed
}

const DO: Record<Act['kind'], (person: Person, act: Act) => unknown> = {
  type: (person, { typed }) => person.type(typed),
  save: (person, { fate, meanwhile }) => person.save(fate, meanwhile),
  reload: (person) => person.reload(),
  refresh: (person) => person.refresh(),
}

const typed: fc.Arbitrary<Typed> = fc.constantFrom(
  ...Object.entries(SPELLINGS).flatMap(([field, meanings]) =>
    meanings.flat().map((spelling): Typed => [field, spelling]),
  ),
)
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(0, 1),
  kind: fc.constantFrom<Act['kind']>('type', 'type', 'type', 'type', 'save', 'save', 'save', 'reload', 'refresh'),
  typed,
  fate: fc.constantFrom<Fate>('answered', 'answered', 'lost on the way', 'answer lost'),
  meanwhile: fc.option(typed, { nil: undefined }),
})

async function play(acts: Act[]): Promise<[Person, Person]> {
  server.begin()
  const people: [Person, Person] = [new Person(0), new Person(1)]
  for (const one of acts) {
    server.device = one.who
    await DO[one.kind](people[one.who], one)
  }
  people.forEach((person) => person.close())
  return people
}

beforeEach(() => {
  vi.stubGlobal('BroadcastChannel', undefined)
  vi.stubGlobal('navigator', { onLine: true })
  const nothing = () => 0
  vi.stubGlobal('window', {
    addEventListener: nothing,
    removeEventListener: nothing,
    setTimeout: nothing,
    clearTimeout: nothing,
  })
})
afterEach(() => vi.unstubAllGlobals())

it('a clash is told if and only if two people really wrote different things', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
      for (const { told, expected } of await play(acts)) expect([...told].sort()).toEqual([...expected].sort())
    }),
    { seed: 2022, numRuns: 1_000 },
  )
}, 60_000)
