import { t } from '@/i18n'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** When another code may be asked for, in words: as the API words it, in seconds up to a minute, and never in none. */
export function waitInWords(seconds: number): string {
  if (seconds > 2 * HOUR) return t('code.wait.hours', { hours: Math.ceil(seconds / HOUR) })
  if (seconds > MINUTE) return t('code.wait.minutes', { minutes: Math.ceil(seconds / MINUTE) })
  return t('code.wait', { seconds: Math.max(1, Math.ceil(seconds)) })
}
