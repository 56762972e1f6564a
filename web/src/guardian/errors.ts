import { Offline, Problem, unreached } from '@/api/problem'

/** What a failed request is told as: the API's own words, or that nobody answered. Throws what is neither. */
export function errorMessage(error: unknown): string {
  if (error instanceof Offline) return unreached('try')
  if (!(error instanceof Problem)) throw error
  return error.message
}
