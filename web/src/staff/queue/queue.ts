import { computed, reactive, ref, shallowRef } from 'vue'

import { CHECKS_IN_ORDER } from '@/api/checks'
import { serverNow } from '@/app/clock'

import { api } from '../app/api'
import { may } from '../app/member'
import { seasonId } from '../app/season'
import type { Waiting } from '../types'

export const KINDS = [...CHECKS_IN_ORDER, 'answered', 'second', 'unmended', 'contested', 'review', 'spot'] as const
export const AGES = [1, 4, 24, 72] as const

/** What the queue is narrowed to; it stays while the tab lives, so that `next` means next of this list. */
export const filters = reactive({ kind: '', street: '', school: '', age: '', free: true })
export const cases = shallowRef<Waiting[]>([])
export const loading = ref(false)
const cursor = ref<string | null>(null)
export const more = computed(() => cursor.value !== null)
/** The selected row. */
export const at = ref(0)

async function page(from: string | null): Promise<void> {
  const { value } = await api.queue(seasonId.value, {
    kind: filters.kind,
    street: filters.street,
    school: filters.school,
    age: filters.age,
    free: filters.free ? 'true' : '',
    cursor: from ?? '',
  })
  cases.value = from ? [...cases.value, ...value.cases] : value.cases
  cursor.value = value.cursor
}

export async function loadQueue(): Promise<void> {
  if (!may('cases')) return
  loading.value = true
  try {
    await page(null)
    at.value = Math.min(at.value, Math.max(0, cases.value.length - 1))
  } finally {
    loading.value = false
  }
}

export const loadMore = (): Promise<void> => (cursor.value ? page(cursor.value) : Promise.resolve())

const free = (one: Waiting): boolean => !one.claim || one.claim.mine || Date.parse(one.claim.until) < serverNow()

/** The case that comes after this one in the list and is nobody else's. */
export async function after(id: string): Promise<string | null> {
  const place = cases.value.findIndex((one) => one.id === id)
  const found = cases.value.slice(place + 1).find(free)
  if (found) return found.id
  if (!cursor.value) return cases.value.find((one) => one.id !== id && free(one))?.id ?? null
  await loadMore()
  return after(id)
}

/** It waits no longer; the selection stays where it was, which is the next one. */
export function leave(id: string): void {
  cases.value = cases.value.filter((one) => one.id !== id)
}

export const select = (id: string): void =>
  void (at.value = Math.max(
    0,
    cases.value.findIndex((one) => one.id === id),
  ))
