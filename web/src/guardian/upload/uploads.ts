import { reactive } from 'vue'

import { api, Problem } from '@/api/client'

import { inspectPhoto } from '../photo/inspect'
import type { Flaw } from '../photo/measure'
import { dropFile, keepFile, type Kept, keptFiles } from './kept'
import { post, sha256, typeOf } from './send'

export type Stage = 'looking' | 'flawed' | 'sending' | 'inspecting' | 'failed' | 'refused'

export interface Uploading {
  key: string
  kind: string
  student: number | null
  name: string
  stage: Stage
  flaws: Flaw[]
  /** 0 to 1. */
  progress: number
  fault: string
  preview: string
  turns: number
}

const POLL = [300, 600, 1_000, 1_500, 2_000]
const TRIES = 2

/** Files on their way: looked at, shrunk, sent, inspected; each can be tried again, also after a break. */
export class Uploads {
  readonly list = reactive<Uploading[]>([])
  private readonly files = new Map<string, Kept>()

  constructor(
    private readonly registration: string,
    private readonly arrived: () => Promise<void>,
  ) {
    window.addEventListener('online', this.again)
  }

  close(): void {
    window.removeEventListener('online', this.again)
    for (const one of this.list) URL.revokeObjectURL(one.preview)
  }

  async resume(): Promise<void> {
    for (const kept of await keptFiles(this.registration)) {
      if (!this.files.has(kept.key)) void this.begin(kept)
    }
  }

  async add(kind: string, student: number | null, file: File): Promise<void> {
    const kept: Kept = {
      key: crypto.randomUUID(),
      registration: this.registration,
      kind,
      student,
      name: file.name,
      file,
      turns: 0,
      anyway: false,
    }
    const begun = this.begin(kept)
    await keepFile(kept).catch(() => undefined)
    await begun
  }

  async useAnyway(one: Uploading): Promise<void> {
    const kept = this.files.get(one.key)
    if (!kept) return
    kept.anyway = true
    await keepFile(kept).catch(() => undefined)
    await this.go(one, kept)
  }

  async turn(one: Uploading): Promise<void> {
    const kept = this.files.get(one.key)
    if (!kept) return
    kept.turns = one.turns = (one.turns + 1) % 4
    await keepFile(kept).catch(() => undefined)
    await this.go(one, kept)
  }

  async retry(one: Uploading): Promise<void> {
    const kept = this.files.get(one.key)
    if (kept) await this.go(one, kept)
  }

  async drop(one: Uploading): Promise<void> {
    this.list.splice(this.list.indexOf(one), 1)
    this.files.delete(one.key)
    URL.revokeObjectURL(one.preview)
    await dropFile(one.key)
  }

  private readonly again = (): void => {
    for (const one of this.list) if (one.stage === 'failed') void this.retry(one)
  }

  private begin(kept: Kept): Promise<void> {
    this.files.set(kept.key, kept)
    const preview = kept.file.type.startsWith('image/') ? URL.createObjectURL(kept.file) : ''
    this.list.push({
      key: kept.key,
      kind: kept.kind,
      student: kept.student,
      name: kept.name,
      stage: 'looking',
      flaws: [],
      progress: 0,
      fault: '',
      preview,
      turns: kept.turns,
    })
    return this.go(this.list[this.list.length - 1] as Uploading, kept)
  }

  private async go(one: Uploading, kept: Kept): Promise<void> {
    Object.assign(one, { stage: 'looking', fault: '', progress: 0 })
    try {
      const type = typeOf(kept.file, kept.name)
      const report = type.startsWith('image/') ? await inspectPhoto({ file: kept.file, turns: kept.turns }) : null
      one.flaws = report?.flaws ?? []
      if (one.flaws.length > 0 && !kept.anyway) return void (one.stage = 'flawed')
      const file = report?.picture ?? kept.file
      await this.send(one, file, typeOf(file, kept.name), TRIES)
    } catch (error) {
      one.stage = 'failed'
      one.fault = error instanceof Problem ? error.message : ''
    }
  }

  private async send(one: Uploading, file: Blob, type: string, left: number): Promise<void> {
    one.stage = 'sending'
    one.progress = 0
    const about = { kind: one.kind, media_type: type, size: file.size, sha256: await sha256(file) }
    const { value } = await api.addDocument(
      this.registration,
      one.student === null ? about : { ...about, student: one.student },
    )
    try {
      await post(value.upload.url, value.upload.fields, file, (part) => (one.progress = part))
    } catch (error) {
      await api.removeDocument(this.registration, value.document.id).catch(() => undefined)
      if (left > 1 && navigator.onLine) return this.send(one, file, type, left - 1)
      throw error
    }
    await this.inspected(one, value.document.id)
  }

  private async inspected(one: Uploading, document: string): Promise<void> {
    one.stage = 'inspecting'
    for (let round = 0; round < 60; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, POLL[Math.min(round, POLL.length - 1)]))
      const { value } = await api.document(this.registration, document)
      if (value.state === 'accepted') {
        await this.arrived()
        return this.drop(one)
      }
      if (value.state === 'refused') {
        one.stage = 'refused'
        one.fault = value.detail ?? ''
        await dropFile(one.key)
        await api.removeDocument(this.registration, document)
        return
      }
    }
    throw new Error('the inspection takes too long')
  }
}
