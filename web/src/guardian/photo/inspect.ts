import type { PhotoReport, PhotoRequest } from './worker'

let worker: Worker | undefined
let last = 0
const waiting = new Map<number, (answer: PhotoReport) => void>()

/** Flaws of a photo, and what to send of it. Files that the browser cannot draw (HEIC, PDF) go as they are. */
export function inspectPhoto(ask: PhotoRequest): Promise<PhotoReport> {
  if (!worker) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<PhotoReport & { id: number }>) => {
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    }
  }
  last += 1
  worker.postMessage({ id: last, ...ask })
  return new Promise((resolve) => waiting.set(last, resolve))
}
