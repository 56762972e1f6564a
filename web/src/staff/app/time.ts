import { computed, onBeforeUnmount, ref } from 'vue'

import { ahead } from '@/app/clock'
import { language } from '@/i18n'

import { s } from '../texts'

const ZONE = 'Asia/Shanghai'

/** A moment in a table: short, to the minute, on the district's clock. */
export function stamp(at: string | null | undefined): string {
  if (!at) return '—'
  return new Intl.DateTimeFormat(language.value, {
    timeZone: ZONE,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
}

/** How long something waits, in the one unit that matters. */
export function waited(since: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
  if (minutes < 60) return s('wait.minutes', { n: minutes })
  if (minutes < 48 * 60) return s('wait.hours', { n: Math.floor(minutes / 60) })
  return s('wait.days', { n: Math.floor(minutes / 1440) })
}

/** The server's now, renewed every ten seconds while the screen is shown. */
export function useNow() {
  const here = ref(Date.now())
  const timer = window.setInterval(() => (here.value = Date.now()), 10_000)
  onBeforeUnmount(() => window.clearInterval(timer))
  return computed(() => here.value + ahead.value)
}
