import { reactive } from 'vue'

import { api, Problem } from '@/api/client'
import { randomKey } from '@/app/id'
import { t } from '@/i18n'

import { inspectPhoto } from '../photo/inspect'
import type { Flaw } from '../photo/measure'
import { asSent } from './about'
import { dropFile, keepFile, type Kept, keptFiles } from './kept'
import { post, sha256, typeOf } from './send'
import { type Unfit, unfit } from './unfit'

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
  /** This device could not look at it before it went. */
  unseen: boolean
}

const gone = (error: unknown): undefined => {
  if (!(error instanceof Problem && error.status === 404)) throw error
}

const POLL = [300, 600, 1_000, 1_500, 2_000]
const TRIES = 2
/** Photos that most browsers cannot draw. */
const UNDRAWN = /hei[cf]/

/** Files on their way: looked at, shrunk, sent, inspected; each can be tried again, also after a break. */
export class Uploads {
  readonly list = reactive<Uploading[]>([])
  /** Documents of which nobody has seen whether they can be read. */
  readonly unseen = reactive(new Set<string>())
  private readonly files = new Map<string, Kept>()
  /** Document -> the photo that it came of, for as long as this screen stands. */
  readonly photos = reactive(new Map<string, File>())

  constructor(
    private readonly registration: string,
    private readonly arrived: () => Promise<void>,
    /** The check that the papers speak of, or FOR_REVIEW; without one they belong to the form. */
    private readonly check?: string,
  ) {
    window.addEventListener('online', this.again)
  }

  close(): void {
    window.removeEventListener('online', this.again)
    for (const one of this.list) URL.revokeObjectURL(one.preview)
  }

  async resume(): Promise<void> {
    for (const kept of await keptFiles(this.registration, this.check)) {
      if (!this.files.has(kept.key)) void this.begin(kept)
    }
  }

  async add(kind: string, student: number | null, file: File): Promise<void> {
    const { registration, check } = this
    // One key a file: chosen twice, or in two tabs, it is still one upload.
    const key = [registration, check ?? '', kind, student ?? '', await sha256(file)].join('|')
    if (this.files.has(key)) return
    const about = { key, registration, kind, student, check, name: file.name }
    const kept: Kept = { ...about, file, turns: 0, anyway: false, request: '' }
    const begun = this.begin(kept)
    await keepFile(kept)
    await begun
  }

  async useAnyway(one: Uploading): Promise<void> {
    const kept = this.files.get(one.key)
    if (!kept) return
    kept.anyway = true
    await keepFile(kept)
    await this.go(one, kept)
  }

  async turn(one: Uploading): Promise<void> {
    const kept = this.files.get(one.key)
    if (!kept) return
    kept.turns = one.turns = (one.turns + 1) % 4
    kept.request = ''
    await keepFile(kept)
    await this.go(one, kept)
  }

  /** What was chosen, as it is now. */
  fileOf(one: Uploading): Blob | undefined {
    return this.files.get(one.key)?.file
  }

  /** Turned or cropped by its family: looked at again, and sent. */
  async replace(one: Uploading, file: Blob): Promise<void> {
    const kept = this.files.get(one.key)
    if (!kept) return
    Object.assign(kept, { file, turns: 0, name: kept.name.replace(/\.\w+$/, '.jpg') })
    one.turns = 0
    URL.revokeObjectURL(one.preview)
    one.preview = URL.createObjectURL(file)
    await keepFile(kept)
    await this.go(one, kept)
  }

  async retry(one: Uploading): Promise<void> {
    const kept = this.files.get(one.key)
    if (kept) await this.go(one, kept)
  }

  /** Nobody wants it any more, whatever of it has arrived. */
  async discard(one: Uploading): Promise<void> {
    const asked = this.files.get(one.key)?.asked
    if (asked) await api.removeDocument(this.registration, asked).catch(gone)
    await this.drop(one)
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
      unseen: false,
    })
    return this.go(this.list[this.list.length - 1] as Uploading, kept)
  }

  private async go(one: Uploading, kept: Kept): Promise<void> {
    Object.assign(one, { stage: 'looking', fault: '', progress: 0 })
    try {
      if (await this.settled(one, kept)) return
      const type = typeOf(kept.file, kept.name)
      if (await this.isUnfit(one, kept.file, type, ['empty', 'kind'])) return
      const { flaws, picture, unseen } = await this.look(kept, type)
      Object.assign(one, { flaws, unseen })
      if (flaws.length > 0 && !kept.anyway) return void (one.stage = 'flawed')
      const file = picture ?? kept.file
      if (await this.isUnfit(one, file, typeOf(file, kept.name), ['large', 'large.photo'])) return
      await this.send(one, kept, file, TRIES)
    } catch (error) {
      one.stage = 'failed'
      one.fault = error instanceof Problem && error.code !== 'storage' ? error.message : ''
    }
  }

  private async look(kept: Kept, type: string): Promise<{ flaws: Flaw[]; picture: Blob | null; unseen: boolean }> {
    if (!type.startsWith('image/')) return { flaws: [], picture: null, unseen: false }
    const report = await inspectPhoto({ file: kept.file, turns: kept.turns })
    return { ...report, unseen: report.unseen || (!report.picture && UNDRAWN.test(type)) }
  }

  /** What an earlier try left on the server: arrived after all, or taken away before the file is sent again. */
  private async settled(one: Uploading, kept: Kept): Promise<boolean> {
    if (!kept.asked) return false
    const left = await api.document(this.registration, kept.asked).catch(gone)
    if (left?.value.state === 'accepted') {
      if (one.unseen) this.unseen.add(kept.asked)
      await this.arrived()
      await this.drop(one)
      return true
    }
    if (left) await api.removeDocument(this.registration, kept.asked).catch(gone)
    await this.note(kept, undefined)
    return false
  }

  private async note(kept: Kept, asked: string | undefined): Promise<void> {
    kept.asked = asked
    await keepFile(kept)
  }

  private async isUnfit(one: Uploading, file: Blob, type: string, reasons: Unfit[]): Promise<boolean> {
    const reason = unfit(file, type)
    if (!reason || !reasons.includes(reason)) return false
    one.stage = 'refused'
    one.fault = t(`upload.${reason}`)
    await dropFile(one.key)
    return true
  }

  private async send(one: Uploading, kept: Kept, file: Blob, left: number): Promise<void> {
    const type = typeOf(file, kept.name)
    one.stage = 'sending'
    one.progress = 0
    const what = { kind: one.kind, media_type: type, size: file.size, sha256: await sha256(file) }
    const about = { ...what, ...asSent(this.check) }
    kept.request ||= randomKey()
    const { value } = await api.addDocument(
      this.registration,
      one.student === null ? about : { ...about, student: one.student },
      kept.request,
    )
    kept.request = ''
    await this.note(kept, value.document.id)
    try {
      await post(value.upload.url, value.upload.fields, file, (part) => (one.progress = part))
    } catch (error) {
      if (left <= 1 || !navigator.onLine) throw error
      if (await this.settled(one, kept)) return
      return this.send(one, kept, file, left - 1)
    }
    await this.inspected(one, value.document.id)
  }

  private remember(one: Uploading, document: string): void {
    const kept = this.files.get(one.key)
    if (kept && one.preview) this.photos.set(document, new File([kept.file], kept.name, { type: kept.file.type }))
  }

  private async inspected(one: Uploading, document: string): Promise<void> {
    one.stage = 'inspecting'
    for (let round = 0; round < 60; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, POLL[Math.min(round, POLL.length - 1)]))
      const { value } = await api.document(this.registration, document)
      if (value.state === 'accepted') {
        this.remember(one, document)
        if (one.unseen) this.unseen.add(document)
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
    throw new Problem(504, 'inspection_slow', t('upload.slow'))
  }
}
