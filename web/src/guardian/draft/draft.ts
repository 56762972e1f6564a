import { computed, reactive, ref, shallowRef } from 'vue'

import { api, Offline, Problem } from '@/api/client'
import type { Ask, CodeSent, Missing, Paper, Registration } from '@/api/types'
import { otherTabs, type Tabs } from '@/app/tabs'

import { changed, type Clash, merge, newest } from './merge'
import { type Answer, type Answers, count, drop, filled, flatten, put, without } from './paths'
import { payload } from './payload'
import { forget, type Pending, remember, remembered } from './pending'
import { storedAlike } from './same'
import { SentAnswers } from './sent'

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'trouble' | 'refused' | 'signed-out'

const PAUSE = 2_000
const RETRIES = [2_000, 5_000, 15_000, 30_000]

/** One registration's form while it is being filled: answers here, answers on the server, and the way between. */
export class Draft {
  readonly answers = reactive<Answers>({})
  /** Path -> the very value that the API does not take, and why. */
  readonly refused = reactive(new Map<string, Answer>())
  readonly faults = reactive(new Map<string, string>())
  readonly provenance = reactive<Record<string, string>>({})
  readonly notes = reactive<Record<string, string[]>>({})
  readonly clashes = ref<Clash[]>([])
  /** Fields that another tab or phone changed. */
  readonly taken = ref<string[]>([])
  readonly state = ref<SaveState>('saved')
  readonly missing = shallowRef<Missing[]>([])
  readonly asks = shallowRef<Ask[]>([])
  readonly documents = ref<Paper[]>([])
  readonly actions = shallowRef<string[]>([])
  readonly code = shallowRef<CodeSent | null>(null)
  /** The guardian has just asked for a code: the next screen sends one, and a reload does not. */
  codeWanted = false
  readonly status = ref<Registration['status']>('draft')
  readonly season: string
  /** What was typed here before is among the answers, or the database is not waited for: Safari's may never answer. */
  readonly restored = ref(false)
  /** What came of asking the registry, for the next screen to say. */
  nothingKnown: '' | 'nothing' | 'unavailable' | 'too_many' | 'refused' | 'registered' = ''
  readonly students = computed(() => Math.max(1, count(this.answers, 'students')))

  private base: Answers = {}
  private etag = ''
  private timer = 0
  private tries = 0
  private running: Promise<void> | undefined
  private readonly sent = new SentAnswers()
  private readonly others: Tabs
  readonly id: string

  constructor(registration: Registration, etag: string) {
    this.id = registration.id
    this.season = registration.season
    this.others = otherTabs('ruxue-drafts', (saved) => {
      if (saved === this.id) void this.refresh().catch(() => undefined)
    })
    window.addEventListener('online', this.soon)
    window.addEventListener('offline', this.noNetwork)
    this.take(registration, etag)
  }

  close(): void {
    window.clearTimeout(this.timer)
    window.removeEventListener('online', this.soon)
    window.removeEventListener('offline', this.noNetwork)
    this.others.close()
  }

  get(path: string): Answer | undefined {
    return this.answers[path]
  }

  text(path: string): string {
    const value = this.answers[path]
    return typeof value === 'string' ? value : ''
  }

  set(path: string, value: Answer | null): void {
    if (this.answers[path] === value) return
    if (filled(value)) this.answers[path] = value
    else drop(this.answers, path)
    for (const known of [this.provenance, this.notes]) drop(known, path)
    this.refused.delete(path)
    this.faults.delete(path)
    this.later([path])
  }

  /** Many at once, such as what the registry answered; `source` says where they came from. */
  fill(values: Answers, source?: string): void {
    for (const [path, value] of Object.entries(values)) {
      this.answers[path] = value
      if (source && value !== false) this.provenance[path] = source
      this.faults.delete(path)
    }
    this.later(Object.keys(values))
  }

  remove(list: string, index: number): void {
    const next = without(this.answers, list, index)
    const paths = changed(this.answers, next)
    for (const path of paths) {
      put(this.answers, path, next[path] ?? null)
      drop(this.provenance, path)
      this.faults.delete(path)
    }
    this.later(paths)
  }

  /** Sends now whatever waits; resolves when the server has it, or when it cannot be had. */
  async flush(): Promise<boolean> {
    window.clearTimeout(this.timer)
    await this.running
    if (this.sent.waits || changed(this.base, this.sendable()).length > 0) await this.send()
    else if (this.state.value === 'waiting') await this.settle({ ...this.answers })
    return this.state.value === 'saved'
  }

  /** What another tab, phone or the inspector changed. */
  async refresh(): Promise<void> {
    await this.running
    const known = this.code.value
    const { value, etag } = await api.registration(this.id)
    this.take(value, etag, known)
  }

  private sendable(): Answers {
    return flatten(payload(this.answers, this.refused, this.asks.value))
  }

  private readonly soon = (): void => {
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.flush(), 50)
  }

  private readonly noNetwork = (): void => {
    if (this.state.value !== 'saved') this.state.value = 'offline'
  }

  private later(paths: string[]): void {
    void remember(this.id, this.waiting(paths))
    this.state.value = navigator.onLine ? 'waiting' : 'offline'
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.flush(), PAUSE)
  }

  private waiting(paths: string[]): Record<string, Pending> {
    const one = (path: string): Pending => ({
      value: this.answers[path] ?? null,
      base: this.base[path] ?? null,
      sent: this.sent.of(path),
      source: this.provenance[path],
    })
    return Object.fromEntries(paths.map((path) => [path, one(path)]))
  }

  private send(): Promise<void> {
    this.running = this.attempt(3).finally(() => (this.running = undefined))
    return this.running
  }

  private async attempt(left: number): Promise<void> {
    const sent = payload(this.answers, this.refused, this.asks.value)
    const before = { ...this.answers }
    this.state.value = 'saving'
    const notTaken = this.sent.note(changed(this.base, flatten(sent)), flatten(sent))
    try {
      const { value, etag } = await api.save(this.id, sent, this.etag)
      this.sent.arrived()
      this.etag = etag
      this.base = flatten(sent)
      for (const { field, value: normal, notes } of value.normalised) this.normalise(field, normal, notes, before)
      this.missing.value = value.missing
      this.asks.value = value.asks
      this.actions.value = value.actions
      this.tries = 0
      await this.settle(before)
      this.others.tell(this.id)
    } catch (error) {
      if (error instanceof Problem && error.status < 500) notTaken()
      await this.mend(error, left)
    }
  }

  private normalise(field: string, normal: string, notes: string[], before: Answers): void {
    this.base[field] = normal
    if (this.answers[field] === before[field]) {
      this.answers[field] = normal
      before[field] = normal
      this.notes[field] = notes
    }
  }

  private async settle(sent: Answers): Promise<void> {
    const kept = changed(this.base, this.answers).filter((path) => this.answers[path] !== sent[path])
    await this.forgetSaved()
    if (kept.length > 0) await remember(this.id, this.waiting(kept)).then(this.soon)
    this.state.value = kept.length > 0 ? 'waiting' : this.refused.size > 0 ? 'refused' : 'saved'
  }

  private async forgetSaved(): Promise<void> {
    const alike = storedAlike(this.answers)
    const waiting = Object.entries(await remembered(this.id))
    const saved = waiting.filter(([path, { value }]) => alike(path, this.base[path], value)).map(([path]) => path)
    await forget(this.id, saved)
  }

  private async mend(error: unknown, left: number): Promise<void> {
    try {
      if (left > 0 && error instanceof Problem && (await this.resolves(error))) {
        await this.attempt(left - 1)
        return
      }
    } catch (worse) {
      this.retryLater(worse)
      return
    }
    if (error instanceof Problem && error.status === 401) this.state.value = 'signed-out'
    else if (error instanceof Problem && error.status < 500 && error.status !== 429) this.state.value = 'refused'
    else this.retryLater(error)
  }

  /** Whether another try can do better: with what the server has now, or without the answers that it refuses. */
  private async resolves(problem: Problem): Promise<boolean> {
    if (problem.status === 412 || problem.status === 409) {
      const { value, etag } = await api.registration(this.id)
      this.take(value, etag)
      if (value.actions.includes('edit')) return true
    }
    return problem.errors.filter(({ field }) => this.refuse(field, problem)).length > 0
  }

  /** Whether the fault is of an answer that was not known to be at fault. */
  private refuse(field: string, problem: Problem): boolean {
    const at = [field, field.replace(/^property\.[a-z_]+\./, 'property.')].find((path) => path in this.answers)
    const detail = problem.errors.find((one) => one.field === field)?.detail ?? problem.message
    const answer = at === undefined ? undefined : this.answers[at]
    if (at === undefined || answer === undefined || this.refused.get(at) === answer) return false
    this.refused.set(at, answer)
    this.faults.set(at, detail)
    return true
  }

  private retryLater(error: unknown): void {
    this.state.value = error instanceof Offline ? 'offline' : 'trouble'
    const wait = error instanceof Problem && error.retryAfter ? error.retryAfter * 1000 : undefined
    if (!(error instanceof Offline) && !(error instanceof Problem)) throw error
    const pause = wait ?? RETRIES[Math.min(this.tries, RETRIES.length - 1)]
    this.tries += 1
    this.timer = window.setTimeout(() => void this.flush(), pause)
  }

  /** What the server has, merged with what is here. */
  private take(registration: Registration, etag: string, known = this.code.value): void {
    const theirs = flatten(registration.form)
    const merged = merge(this.base, { ...this.answers }, theirs, this.sent.all)
    if (this.etag) {
      this.clashes.value = [
        ...this.clashes.value.filter((old) => !merged.clashes.some((one) => one.path === old.path)),
        ...merged.clashes,
      ]
      this.taken.value = merged.taken.filter((path) => merged.answers[path] !== false)
    }
    for (const path of changed(this.answers, merged.answers)) put(this.answers, path, merged.answers[path] ?? null)
    this.base = theirs
    this.etag = etag
    Object.assign(this.provenance, registration.provenance)
    this.missing.value = registration.missing
    this.asks.value = registration.asks
    this.documents.value = registration.documents
    this.actions.value = registration.actions
    this.code.value = newest(registration, this.code.value, known)
    this.status.value = registration.status
  }

  /** What was typed here before a break and may never have reached the server; what is typed meanwhile is newer. */
  async resume(): Promise<void> {
    const before = { ...this.answers }
    window.setTimeout(() => (this.restored.value = true), PAUSE)
    const waiting = Object.entries(await remembered(this.id)).filter(([path]) => this.answers[path] === before[path])
    const [was, here] = [{ ...this.base }, { ...this.answers }]
    for (const [path, { value, base, sent }] of waiting) {
      put(was, path, base)
      put(here, path, value)
      this.sent.restore(path, sent ?? [])
    }
    const merged = merge(was, here, this.base, this.sent.all)
    this.clashes.value.push(...merged.clashes)
    for (const [path, { value, source }] of waiting) {
      put(this.answers, path, merged.answers[path] ?? null)
      if (source && value === this.answers[path]) this.provenance[path] = source
      else drop(this.provenance, path)
    }
    this.restored.value = true
    if (waiting.length > 0) await this.flush().then(() => this.forgetSaved())
  }
}
