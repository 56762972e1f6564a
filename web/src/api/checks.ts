import { CHECK_KINDS, type CheckKind, type Part } from './vocabulary'

/** Which check of its registration, as the API's id says it. */
export interface CheckOf {
  kind: CheckKind
  part: Part
  /** Which of the list, from 0; 0 for the home. */
  position: number
}

export const CHECKS_IN_ORDER = Object.keys(CHECK_KINDS) as CheckKind[]

/** `student-0`, `property`; undefined for a kind that this page does not know yet. Nothing else takes an id apart. */
export function checkOf(id: string): CheckOf | undefined {
  const [name, position = '0'] = id.split('-')
  const kind = CHECKS_IN_ORDER.find((one) => CHECK_KINDS[one].name === name)
  return kind && { kind, part: CHECK_KINDS[kind].part, position: Number(position) }
}
