import { createStore, del, entries, set, type UseStore } from 'idb-keyval'

import { kept } from '@/app/storage'

/** A file that is not on the server yet. It stays on this device, so that a break does not lose the photo. */
export interface Kept {
  key: string
  registration: string
  kind: string
  student: number | null
  /** The check that it speaks of, or FOR_REVIEW; without one it belongs to the form. */
  check?: string
  name: string
  file: Blob
  turns: number
  /** The guardian has seen what is wrong with the photo and wants it all the same. */
  anyway: boolean
  /** The document that an earlier try asked for: the server may have its file although no answer came back. */
  asked?: string
  /** Names the request for an upload until it is answered, so that one that is sent again asks for no second. */
  request: string
}

let opened: UseStore | undefined
const store = (): UseStore => (opened ??= createStore('ruxue-uploads', 'files'))

export const keepFile = (file: Kept): Promise<void> => kept(() => set(file.key, file, store()), undefined)
export const dropFile = (key: string): Promise<void> => kept(() => del(key, store()), undefined)

export async function keptFiles(registration: string, check?: string): Promise<Kept[]> {
  return (await kept(() => entries<string, Kept>(store()), []))
    .map(([, file]) => file)
    .filter((one) => one.registration === registration && one.check === check)
}
