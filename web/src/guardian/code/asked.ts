import { computed, onBeforeUnmount, ref, type ShallowRef, shallowRef } from 'vue'

import { type api, Offline, Problem } from '@/api/client'
import type { CodeSent } from '@/api/types'
import { t } from '@/i18n'
import { clock } from '@/i18n/dates'

export interface Asked {
  sent: ShallowRef<CodeSent | null>
  problem: ShallowRef<Problem | undefined>
  offline: ShallowRef<boolean>
  live: Readonly<ShallowRef<boolean>>
  /** What stands of it, in words; empty before the first. */
  says: Readonly<ShallowRef<string>>
  /** Until another may be asked for, in words; empty where it may. */
  wait: Readonly<ShallowRef<string>>
  ask: () => Promise<void>
  attempt: <T>(act: () => Promise<T>) => Promise<T | undefined>
}

/** One code and its waiting: asked for by a tap, shown again after a reload, another when the phone may have it. */
export function useCode(request: () => ReturnType<typeof api.askForCode>, first: CodeSent | null): Asked {
  const sent = shallowRef(first)
  const problem = shallowRef<Problem>()
  const offline = ref(false)
  const replaced = ref(false)
  const now = ref(Date.now())
  const refusedUntil = ref(0)
  const timer = window.setInterval(() => (now.value = Date.now()), 500)
  onBeforeUnmount(() => window.clearInterval(timer))

  const live = computed(() => !!sent.value && Date.parse(sent.value.expires_at) > now.value)
  const left = computed(() => {
    const until = Math.max(refusedUntil.value, sent.value ? Date.parse(sent.value.next_at) : 0)
    return Math.max(0, Math.ceil((until - now.value) / 1000))
  })
  const wait = computed(() => {
    if (left.value === 0) return ''
    return left.value > 60
      ? t('code.wait.minutes', { minutes: Math.ceil(left.value / 60) })
      : t('code.wait', { seconds: left.value })
  })
  const says = computed(() => {
    if (!sent.value) return ''
    const { phone, sent_at, expires_at } = sent.value
    if (!live.value) return t('code.over', { phone })
    return t(replaced.value ? 'code.sent.newer' : 'code.sent', { phone, at: clock(sent_at), until: clock(expires_at) })
  })

  async function attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    problem.value = undefined
    offline.value = false
    try {
      return await act()
    } catch (error) {
      if (error instanceof Problem) problem.value = error
      else if (error instanceof Offline) offline.value = true
      else throw error
      return undefined
    }
  }

  async function ask(): Promise<void> {
    if (left.value > 0) return
    const before = live.value
    const answer = await attempt(request)
    if (problem.value?.retryAfter) refusedUntil.value = Date.now() + problem.value.retryAfter * 1000
    if (!answer) return
    replaced.value = before
    sent.value = answer.value
  }

  return { sent, problem, offline, live, says, wait, ask, attempt }
}
