import { checkOf } from '@/api/checks'
import { type CheckKind, DESK_CHECK_LABELS, QUEUE_LABELS } from '@/api/vocabulary'
import { bothLanguages } from '@/i18n'

import { word } from '../texts'

/** How a check's state looks; whatever waits by itself has no colour. */
export const STATE_TONES: Record<string, string> = {
  passed: 'success',
  accepted: 'success',
  refused: 'error',
  abnormal: 'error',
  no_record: 'error',
  manual_review: 'warning',
}

/** What staff call a check: its kind and which person; an unknown one by its id. */
export function checkName(id: string): string {
  const check = checkOf(id)
  return check ? bothLanguages(DESK_CHECK_LABELS[check.kind]).replace('{n}', String(check.position + 1)) : id
}

/** A queue's name: of its kind of check, or of the second person. */
export const queueName = (queue: string): string =>
  queue in QUEUE_LABELS ? bothLanguages(QUEUE_LABELS[queue as CheckKind]) : word(`queue.${queue}`)
