import { Offline, Problem } from '@/api/problem'
import { t } from '@/i18n'

/** What a failed request is told as: the API's own words, or that nobody answered. Throws what is neither. */
export function errorMessage(error: unknown): string {
  if (error instanceof Offline) return t('offline.try')
  if (!(error instanceof Problem)) throw error
  return error.message
}
