import { createStore, delMany, entries, setMany, type UseStore } from 'idb-keyval'

import { kept } from '@/app/storage'

import type { Answer } from './paths'

/** One answer that the server does not have yet. `null` stands for an answer taken away. */
export interface Pending {
  value: Answer | null
  /** What the server had when it was typed. */
  base: Answer | null
  /** What had gone out before it and was not answered: should the server have it, it is nobody else's. */
  sent?: (Answer | null)[]
  /** Who gave it, where that was not the guardian. */
  source?: string
}

let opened: UseStore | undefined
const store = (): UseStore => (opened ??= createStore('ruxue-drafts', 'answers'))
const key = (registration: string, path: string): string => `${registration}|${path}`

/** Answers wait on this device, one entry a field, so that two tabs cannot take each other's away. */
export async function remember(registration: string, answers: Record<string, Pending>): Promise<void> {
  const named = Object.entries(answers).map(([path, value]): [string, Pending] => [key(registration, path), value])
  await kept(() => setMany(named, store()), undefined)
}

export async function forget(registration: string, paths: string[]): Promise<void> {
  const named = paths.map((path) => key(registration, path))
  await kept(() => delMany(named, store()), undefined)
}

export async function remembered(registration: string): Promise<Record<string, Pending>> {
  const found: Record<string, Pending> = {}
  for (const [name, value] of await kept(() => entries<string, Pending>(store()), [])) {
    if (name.startsWith(`${registration}|`)) found[name.slice(registration.length + 1)] = value
  }
  return found
}

/** A shared phone keeps nothing of a family after signing out. */
export async function forgetEverything(): Promise<void> {
  const databases = ['ruxue-drafts', 'ruxue-uploads']
  opened = undefined
  await Promise.all(
    databases.map(
      (name) =>
        new Promise<void>((resolve) => {
          const request = indexedDB.deleteDatabase(name)
          request.onsuccess = request.onerror = request.onblocked = () => resolve()
        }),
    ),
  ).catch(() => undefined)
}
