import type { CodeSent, Registration } from '@/api/types'

import { type Answer, type Answers, put } from './paths'
import { sayTheSame, storedAlike } from './same'

/** A field that was answered differently in two places at once. */
export interface Clash {
  path: string
  mine: Answer | undefined
  theirs: Answer | undefined
}

export interface Merged {
  answers: Answers
  clashes: Clash[]
  /** Fields that came from the other side. */
  taken: string[]
}

/** What was sent from here and may have arrived, though no answer came back. */
export type Sent = Readonly<Record<string, (Answer | null)[] | undefined>>

/**
 * Three ways: what both started from, what is here, what the server has. A change on one side only is kept;
 * where both changed the same field, what was typed here stays and the other is told, never lost. Answers are compared
 * as they are stored, and what this device itself has sent is nobody else's: a clash is two people's.
 */
export function merge(base: Answers, mine: Answers, theirs: Answers, sent: Sent = {}): Merged {
  const merged: Merged = { answers: {}, clashes: [], taken: [] }
  const alike = storedAlike({ ...theirs, ...mine })
  for (const path of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, here, there] = [base[path], mine[path], theirs[path]]
    const news = ![was, ...(sent[path] ?? [])].some((known) => alike(path, there, known))
    const take = news && alike(path, here, was)
    if (take) merged.taken.push(path)
    else if (news && !sayTheSame(path, there, here, theirs)) merged.clashes.push({ path, mine: here, theirs: there })
    put(merged.answers, path, (take ? there : here) ?? null)
  }
  return merged
}

/** Paths that differ, as they are stored. */
export function changed(base: Answers, mine: Answers): string[] {
  const alike = storedAlike(mine)
  return [...new Set([...Object.keys(base), ...Object.keys(mine)])].filter(
    (path) => !alike(path, base[path], mine[path]),
  )
}

/**
 * The code by which the form is submitted, as it stands once the server has answered; `known` stood when it was asked.
 * One that was sent while it answered is newer than its answer, and codes for anything else are none of the form's.
 */
export function newest(
  { code }: Pick<Registration, 'code'>,
  here: CodeSent | null,
  known: CodeSent | null,
): CodeSent | null {
  if (here !== known) return here
  return code && /^(submit|amend)$/.test(code.purpose) ? code : null
}
