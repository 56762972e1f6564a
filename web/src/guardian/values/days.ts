import { today } from '@/i18n/dates'

/** Days that nobody can have meant, told as the API tells them (R4, R17). */
export type DayFault = 'day.early' | 'day.to_come' | 'day.delivery'

const FARTHEST_DELIVERY = 10

export function acquiredFault(day: string, contract: boolean, now = today()): DayFault | undefined {
  if (day === '') return undefined
  if (day < '1900-01-01') return 'day.early'
  if (!contract) return day > now ? 'day.to_come' : undefined
  return Number(day.slice(0, 4)) > Number(now.slice(0, 4)) + FARTHEST_DELIVERY ? 'day.delivery' : undefined
}

export const bornFault = (day: string): DayFault | undefined =>
  day !== '' && day < '1900-01-01' ? 'day.early' : undefined
