import type { Ask } from '@/api/types'

import type { Answers } from './draft/paths'

/** R47: what the rules of the child's school ask of a family in the home that it chose. */
export const questionsOf = (asks: Ask[], answers: Answers): Ask[] =>
  asks.filter(({ home, acquired_after }) => {
    const acquired = answers['property.acquired_on']
    return home === answers['property.kind'] && (!acquired_after || (!!acquired && acquired > acquired_after))
  })

export const mustDeclare = (asks: Ask[], answers: Answers): string[] =>
  questionsOf(asks, answers)
    .filter(({ must }) => must)
    .map(({ field }) => `declared.${field}`)
