import type { PhotoReport, PhotoRequest } from './worker'
import PhotoWorker from './worker?worker'

/** A photo that could not be looked at goes as it is, and its family is told so. */
export type Inspected = PhotoReport & { unseen: boolean }

const UNSEEN: Inspected = { flaws: [], picture: null, width: 0, height: 0, unseen: true }
/** Milliseconds after which a worker is given up: the slowest phone that we know takes three seconds. */
const PATIENCE = 10_000

const able = (): boolean =>
  typeof Worker === 'function' && typeof OffscreenCanvas === 'function' && typeof createImageBitmap === 'function'

let worker: Worker | undefined
let last = 0
const waiting = new Map<number, (answer: Inspected) => void>()

/** Whoever waits gets an answer, and the next photo a new worker. */
function giveUp(): void {
  worker?.terminate()
  worker = undefined
  for (const answer of waiting.values()) answer(UNSEEN)
  waiting.clear()
}

function working(): Worker {
  if (worker) return worker
  worker = new PhotoWorker()
  worker.onmessage = ({ data }: MessageEvent<PhotoReport & { id: number }>) => {
    waiting.get(data.id)?.({ ...data, unseen: false })
    waiting.delete(data.id)
  }
  worker.onerror = worker.onmessageerror = giveUp
  return worker
}

/** Flaws of a photo, and what to send of it. Files that the browser cannot draw (HEIC, PDF) go as they are. */
export async function inspectPhoto(ask: PhotoRequest): Promise<Inspected> {
  if (!able()) return UNSEEN
  const id = (last += 1)
  let timer = 0
  try {
    return await new Promise<Inspected>((resolve) => {
      waiting.set(id, resolve)
      timer = window.setTimeout(giveUp, PATIENCE)
      working().postMessage({ id, ...ask })
    })
  } catch {
    giveUp()
    return UNSEEN
  } finally {
    window.clearTimeout(timer)
  }
}
