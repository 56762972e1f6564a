import type { Answer, Answers } from './paths'

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

/**
 * Three ways: what both started from, what is here, what the server has. A change on one side only is kept;
 * where both changed the same field, what was typed here stays and the other is told, never lost.
 */
export function merge(base: Answers, mine: Answers, theirs: Answers): Merged {
  const answers: Answers = {}
  const clashes: Clash[] = []
  const taken: string[] = []
  for (const path of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, here, there] = [base[path], mine[path], theirs[path]]
    const keepTheirs = here === was
    const value = keepTheirs ? there : here
    if (keepTheirs && there !== was) taken.push(path)
    if (!keepTheirs && there !== was && there !== here) clashes.push({ path, mine: here, theirs: there })
    if (value !== undefined) answers[path] = value
  }
  return { answers, clashes, taken }
}

export function changed(base: Answers, mine: Answers): string[] {
  return [...new Set([...Object.keys(base), ...Object.keys(mine)])].filter((path) => base[path] !== mine[path])
}
