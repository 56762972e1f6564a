import { ref } from 'vue'

import { Offline, Problem } from '@/api/problem'

import { s } from '../texts'

export interface StatusMessage {
  kind: 'success' | 'error'
  text: string
}

/** The one line at the top that says what just happened; screen readers hear it. */
export const notification = ref<StatusMessage | null>(null)
export const notifySuccess = (text: string): void => void (notification.value = { kind: 'success', text })
export const notifyError = (text: string): void => void (notification.value = { kind: 'error', text })
export const clearNotification = (): void => void (notification.value = null)

export function errorMessage(error: unknown): string {
  if (error instanceof Offline) return s('offline')
  if (!(error instanceof Problem)) throw error
  const faults = error.errors.map((one) => `${one.field}: ${one.detail}`)
  return [error.message, ...faults].filter(Boolean).join(' ') || s('failed')
}

export const notifyFailure = (error: unknown): void => notifyError(errorMessage(error))
