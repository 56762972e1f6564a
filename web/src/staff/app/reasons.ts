import type { Search } from '../types'

export type Reason = Search['reason']

/** Why a member looks for a family or at a case, in the order of their keys. */
export const REASONS: Reason[] = [
  'family_called',
  'family_at_desk',
  'paper_received',
  'office_asked',
  'complaint',
  'supervision',
  'correction',
  'placing',
]

/** Said once for a case that one does not hold, and forgotten as it is left. */
const given = new Map<string, Reason>()
export const giveReason = (id: string, reason: Reason): void => void given.set(id, reason)
export const forgetReason = (id: string): void => void given.delete(id)
export const reasonFor = (id: string): Reason | '' => given.get(id) ?? ''
