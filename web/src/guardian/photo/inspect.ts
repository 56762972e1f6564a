import { LARGEST } from '../upload/unfit'
import { type PhotoReport, type PhotoRequest, UNSEEN } from './report'
import PhotoWorker from './worker?worker'

/** Milliseconds after which a worker is given up: the slowest phone that we know takes three seconds. */
const PATIENCE = 10_000

const able = (): boolean =>
  typeof Worker === 'function' && typeof OffscreenCanvas === 'function' && typeof createImageBitmap === 'function'

let worker: Worker | undefined
let last = 0
const waiting = new Map<number, (answer: PhotoReport) => void>()

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
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  }
  worker.onerror = worker.onmessageerror = giveUp
  return worker
}

/**
 * Flaws of a photo, and what to send of it. Files that the browser cannot draw (HEIC, PDF) go as they are. The page
 * does itself what no worker can; where one died or hangs, only for a photo that could not be sent otherwise.
 */
export async function inspectPhoto(ask: PhotoRequest): Promise<PhotoReport> {
  const report = able() ? await inWorker(ask) : UNSEEN
  if (report.picture || (able() && ask.file.size <= LARGEST)) return report
  try {
    return await (await import('./here')).inspectHere(ask)
  } catch {
    return UNSEEN
  }
}

async function inWorker(ask: PhotoRequest): Promise<PhotoReport> {
  const id = (last += 1)
  let timer = 0
  try {
    return await new Promise<PhotoReport>((resolve) => {
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
