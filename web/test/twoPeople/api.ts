import { Offline, Problem } from '@/api/problem'
import { type Answer, type Answers, flatten, unflatten } from '@/guardian/draft/paths'
import type { Pending } from '@/guardian/draft/pending'
import { stored } from '@/guardian/draft/same'

/** Each field's meanings, and how families write each of them. */
export const SPELLINGS: Record<string, string[][]> = {
  'guardians.0.phone': [
    ['13800546551', '138 0054 6551', '+86 138-0054-6551'],
    ['13900546552', '１３９００５４６５５２'],
  ],
  'guardians.0.name': [
    ['O’BRIEN', "O'BRIEN", ' O＇BRIEN '],
    ['林 一', '林一'],
  ],
  'property.number': [
    ['闽(2020)厦门市不动产权第0084498号', '闽（2020）厦门市不动产权第84498号-1', '證號：閩2020廈門市不動產權第0084498'],
    ['厦国土房证第00123456号', '厦国土房证第 00123456 号-2'],
  ],
  family_notes: [['甲', ' 甲 '], ['乙']],
}
export const FIELDS = Object.keys(SPELLINGS)
const START: Answers = { 'property.kind': 'parents_purchase', 'property.proof': 'certificate' }

/** Which meaning of the field an answer has; -1 where there is none. */
export const meaningOf = (field: string, answer: Answer | undefined): number =>
  (SPELLINGS[field] ?? []).findIndex((spellings) =>
    spellings.some((one) => stored(field, one, START) === stored(field, answer, START)),
  )

export type Fate = 'answered' | 'lost on the way' | 'answer lost'
export interface Write {
  by: number
  meaning: number
}

const nothing = (): void => undefined

/** What the API holds, and who really wrote what: the test alone knows that. */
export const server = {
  form: {} as Answers,
  version: 1,
  history: {} as Record<string, Write[]>,
  /** What becomes of the next request to save. */
  fate: 'answered' as Fate,
  /** Whose device is at work. */
  device: 0,
  onDevice: [] as Map<string, Pending>[],
  whileAway: nothing,

  begin(): void {
    Object.assign(server, { form: { ...START }, version: 1, fate: 'answered', whileAway: nothing })
    server.history = Object.fromEntries(FIELDS.map((field) => [field, []]))
    server.onDevice = [new Map<string, Pending>(), new Map<string, Pending>()]
  },

  registration: () => ({
    value: {
      id: 'r',
      season: 's',
      form: unflatten(server.form),
      provenance: {},
      missing: [],
      documents: [],
      actions: ['edit'],
      status: 'draft',
    },
    etag: String(server.version),
  }),

  save(form: Record<string, unknown>, etag: string) {
    const { fate } = server
    server.fate = 'answered'
    const current = etag === String(server.version)
    if (fate === 'lost on the way' || (fate === 'answer lost' && !current)) throw new Offline()
    if (!current) throw new Problem(412, 'stale_version', '')
    server.take(flatten(form))
    server.whileAway()
    if (fate === 'answer lost') throw new Offline()
    return { value: { normalised: [], missing: [], actions: ['edit'] }, etag: String(server.version) }
  },

  take(sent: Answers): void {
    const next = Object.fromEntries(
      Object.entries(sent).map(([path, value]) => [path, stored(path, value, sent) ?? '']),
    )
    for (const field of FIELDS) {
      const meaning = meaningOf(field, next[field])
      if (meaning !== meaningOf(field, server.form[field])) server.history[field]?.push({ by: server.device, meaning })
    }
    server.form = next
    server.version += 1
  },
}

/** What the device at work keeps. */
export const device = (): Map<string, Pending> => server.onDevice[server.device] ?? new Map<string, Pending>()
