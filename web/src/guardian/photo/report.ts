import type { Flaw } from './measure'

export interface PhotoRequest {
  file: Blob
  turns: number
}

export interface PhotoReport {
  flaws: Flaw[]
  /** What to send: null where this browser draws no such file. */
  picture: Blob | null
  width: number
  height: number
  /** Nobody could look at it: it goes as it is, and its family is told so. */
  unseen: boolean
}

const NOTHING = { flaws: [], picture: null, width: 0, height: 0 }
export const UNSEEN: PhotoReport = { ...NOTHING, unseen: true }
/** What is no picture, or none that this browser knows. */
export const UNDRAWN: PhotoReport = { ...NOTHING, unseen: false }
