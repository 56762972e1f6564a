import type zh from './review.zh-CN'

/** Texts of what families ask to be reviewed. */
const texts: Record<keyof typeof zh, string> = {
  'queue.review': 'Review asked for',
  'review.title': 'The family asks for a review',
  'review.asked': 'asked {at}, to be decided by {until}',
  'review.explained': 'The family says:',
  'review.papers': 'The documents that came with it are on the right, marked “review”.',
  'review.no_papers': 'No document came with it.',
  'review.not_yours': 'A colleague who decided nothing of this case decides it.',
  'review.unconfirmed':
    'The result has changed and is not confirmed yet. Once a supervisor confirmed it, the review can be decided.',
  'review.how': 'Decision',
  'review.say':
    'One person upholds; a change takes the same word from another colleague who decided nothing of the case. A supervisor then confirms the result, and the family is told.',
  'review.waits': 'noted, waits for a second colleague',
  'review.send': 'Send the decision',
  'review.mine': 'You proposed',
  'review.theirs': 'A colleague proposed',
  'review.done': 'Review decided',
  'ground.new_paper': 'a new document',
  'ground.judged_wrongly': 'judged wrongly',
  'ground.entitled': 'meets the conditions',
  'ground.another_school': 'the school that was given',
  'result.upheld': 'Upheld',
  'result.changed': 'Changed',
  'reason.not_shown': 'Still not shown',
  'reason.contradicted': 'The documents contradict the form',
  'reason.school_by_rules': 'The school follows from the rules',
  'reason.judged_wrongly': 'It was judged wrongly',
  'viewer.for_review': '{paper} (review)',
  'notice.review_upheld': 'review: upheld',
  'notice.review_changed': 'review: updated',
  'moment.review_asked': 'Family asked for a review',
  'moment.review_upheld': 'Review: result upheld',
  'moment.review_decided': 'Review: result changed, to be confirmed',
  'act.review_proposed': 'proposed a change by review',
  'act.review_decided': 'decided a review',
}
export default texts
