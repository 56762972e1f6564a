import { computed, onBeforeUnmount, type Ref, ref, type ShallowRef, shallowRef } from 'vue'

import { type api, Offline, Problem } from '@/api/client'
import type { CodeSent } from '@/api/types'
import { serverNow } from '@/app/clock'
import { randomKey } from '@/app/id'
import { type Key, t } from '@/i18n'
import { clock } from '@/i18n/dates'

import { waitInWords } from './wait'

/** What says how long one has to wait: told with the time that is still left, and no longer than that. */
const UNTIL: Partial<Record<string, Key>> = { code_too_soon: 'code.later', code_tries_used_up: 'code.tries' }

export interface Asked {
  digits: Ref<string>
  problem: ShallowRef<Problem | undefined>
  offline: Ref<boolean>
  live: Readonly<Ref<boolean>>
  /** What is wrong with the digits, in words. */
  fault: Readonly<Ref<string | undefined>>
  /** What stands against asking or sending, in words; empty where nothing does. */
  told: Readonly<Ref<string>>
  /** What stands of the code, in words; empty before the first. */
  says: Readonly<Ref<string>>
  /** Until another may be asked for, in words; empty where it may. */
  wait: Readonly<Ref<string>>
  ask: () => Promise<void>
  send: <T>(act: (code: string, key: string) => Promise<T>) => Promise<T | undefined>
}

/** One code and its waiting: asked for by a tap, shown again after a reload, another when the phone may have it. */
export function useCode(request: () => ReturnType<typeof api.askForCode>, sent: ShallowRef<CodeSent | null>): Asked {
  const digits = ref('')
  const problem = shallowRef<Problem>()
  const offline = ref(false)
  const replaced = ref(false)
  const now = ref(serverNow())
  /** Where there were too many: milliseconds since 1970 until which none is sent. */
  const refusedUntil = ref(0)
  /** One try has one key, however often the network makes it be sent again. */
  let tried = { code: '', key: '' }
  const timer = window.setInterval(() => (now.value = serverNow()), 500)
  onBeforeUnmount(() => window.clearInterval(timer))

  const live = computed(() => !!sent.value && Date.parse(sent.value.expires_at) > now.value)
  const left = computed(() => {
    const until = Math.max(refusedUntil.value, sent.value ? Date.parse(sent.value.next_at) : 0)
    return Math.max(0, Math.ceil((until - now.value) / 1000))
  })
  const wait = computed(() => (left.value > 0 ? waitInWords(left.value) : ''))
  const says = computed(() => {
    if (!sent.value) return ''
    const { phone, sent_at, expires_at } = sent.value
    if (!live.value) return t('code.over', { phone })
    return t(replaced.value ? 'code.sent.newer' : 'code.sent', { phone, at: clock(sent_at), until: clock(expires_at) })
  })
  const fault = computed(() =>
    problem.value && /^code_(wrong|expired|missing|for)/.test(problem.value.code) ? problem.value.message : undefined,
  )
  const told = computed(() => {
    if (!problem.value || fault.value) return ''
    const until = UNTIL[problem.value.code]
    if (!until) return problem.value.message
    return wait.value && t(until, { wait: wait.value })
  })

  function waitsFor(refusal: Problem | undefined): void {
    if (refusal?.retryAfter) refusedUntil.value = serverNow() + refusal.retryAfter * 1000
  }

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
    waitsFor(problem.value)
    if (!answer) return
    replaced.value = before
    digits.value = ''
    sent.value = answer.value
  }

  async function send<T>(act: (code: string, key: string) => Promise<T>): Promise<T | undefined> {
    if (!/^\d{6}$/.test(digits.value)) {
      problem.value = new Problem(0, 'code_wrong', t('code.six'))
      return undefined
    }
    if (tried.code !== digits.value) tried = { code: digits.value, key: randomKey() }
    const answer = await attempt(() => act(digits.value, tried.key))
    if (problem.value && problem.value.code in UNTIL) waitsFor(problem.value)
    if (problem.value && problem.value.status < 500) tried.code = ''
    return answer
  }

  return { digits, problem, offline, live, fault, told, says, wait, ask, send }
}
