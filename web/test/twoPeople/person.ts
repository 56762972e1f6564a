import { Draft } from '@/guardian/draft/draft'

import { type Fate, FIELDS, meaningOf, server } from './api'

export type Typed = readonly [field: string, spelling: string]

interface Seen {
  /** Writes of the field's history that came to this device. */
  count: number
  meaning: number
}

/** What a person knows of a field: what was last seen there, and what was typed since. */
interface Known {
  seen: Seen
  typed: number | undefined
  /** What was seen when it was typed: what a reload goes back to. */
  seenThen: Seen
  /** Meanings that went out without an answer. */
  unanswered: number[]
}

const NOTHING: Seen = { count: 0, meaning: -1 }
const seenNow = (field: string): Seen => {
  const history = server.history[field] ?? []
  return { count: history.length, meaning: history[history.length - 1]?.meaning ?? -1 }
}

/** Somebody at a device, beside an account of what really happened. */
export class Person {
  /** Fields in which somebody else really wrote another thing, and fields of which the page said so. */
  readonly expected: string[] = []
  readonly told: string[] = []
  private readonly known = new Map<string, Known>(
    FIELDS.map((field) => [field, { seen: NOTHING, typed: undefined, seenThen: NOTHING, unanswered: [] }]),
  )
  private draft: Draft

  constructor(readonly device: number) {
    this.draft = this.fresh()
  }

  type([field, spelling]: Typed): void {
    const known = this.known.get(field)
    if (!known || this.draft.answers[field] === spelling) return
    this.draft.set(field, spelling)
    known.typed = meaningOf(field, spelling)
    known.seenThen = known.seen
  }

  async save(fate: Fate, meanwhile?: Typed): Promise<void> {
    const before = server.version
    const out = this.edited()
    const current = this.knows(before)
    server.fate = fate
    server.whileAway = () => meanwhile && this.type(meanwhile)
    if (fate === 'answered' && out.length > 0 && !current) this.look()
    await this.draft.flush()
    Object.assign(server, { fate: 'answered', whileAway: () => undefined })
    if (fate === 'answered') this.arrived(out)
    else for (const [, known, meaning] of out) known.unanswered.push(meaning)
    this.hear()
  }

  async refresh(): Promise<void> {
    this.look()
    await this.draft.refresh()
    this.hear()
  }

  async reload(): Promise<void> {
    this.draft.close()
    this.draft = this.fresh()
    for (const known of this.known.values()) if (known.typed !== undefined) known.seen = known.seenThen
    this.look()
    const out = this.edited()
    await this.draft.resume()
    this.arrived(out)
    this.hear()
  }

  close(): void {
    this.draft.close()
  }

  private version = 1

  private fresh(): Draft {
    const { value, etag } = server.registration()
    return new Draft(value as never, etag)
  }

  private knows(version: number): boolean {
    return this.version === version
  }

  /** The server's form comes to this device: who disagrees with whom, by what they meant. */
  private look(): void {
    this.version = server.version
    for (const [field, known] of this.known) {
      const there = server.history[field]?.slice(known.seen.count).pop()
      const { seen, typed, unanswered } = known
      const said = [seen.meaning, typed, ...unanswered]
      const mine = typed === undefined || typed === seen.meaning
      if (!mine && there && there.by !== this.device && !said.includes(there.meaning)) this.expected.push(field)
      known.seen = seenNow(field)
    }
  }

  /** What this person has to say that is not known to be on the server. */
  private edited(): [string, Known, number][] {
    return [...this.known].flatMap(([field, known]) => {
      const { typed, seen, unanswered } = known
      const open = typed !== undefined && (typed !== seen.meaning || unanswered.length > 0)
      return open ? [[field, known, typed] as [string, Known, number]] : []
    })
  }

  private arrived(out: [string, Known, number][]): void {
    if (out.length > 0) this.version = server.version
    for (const [field, known] of out) known.seen = known.seenThen = seenNow(field)
    for (const known of this.known.values()) {
      known.unanswered = []
      if (known.typed === known.seen.meaning) known.typed = undefined
    }
  }

  private hear(): void {
    this.told.push(...this.draft.clashes.value.map(({ path }) => path))
    this.draft.clashes.value = []
  }
}
