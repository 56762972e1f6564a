import type { Ask } from '@/api/types'
import { HOMES } from '@/api/vocabulary'

import { questionsOf } from '../declared'
import { type Answer, type Answers, filled, unflatten } from './paths'

function ofItsKind(path: string, kind: unknown): boolean {
  if (!path.startsWith('property.') || path === 'property.kind') return true
  const fields: readonly string[] =
    typeof kind === 'string' && kind in HOMES ? HOMES[kind as keyof typeof HOMES].fields : []
  return fields.includes(path.split('.')[1] ?? '')
}

/** Whether the part of an identity document can be sent: with a number, and a country with a passport alone. */
function ofItsDocument(
  path: string,
  document: string,
  answers: Answers,
  refused: ReadonlyMap<string, unknown>,
): boolean {
  const number = answers[`${document}.number`]
  if (!filled(number) || refused.get(`${document}.number`) === number) return false
  return !path.endsWith('.country') || answers[`${document}.type`] === 'passport'
}

/** What was answered of what is asked, trimmed, and not the value that the API has already refused. */
function asked(answers: Answers, refused: ReadonlyMap<string, unknown>, asks: Ask[]): [string, Answer][] {
  const declared = new Set(questionsOf(asks, answers).map(({ field }) => `declared.${field}`))
  const kind = answers['property.kind']
  const isAsked = (path: string) => (path.startsWith('declared.') ? declared.has(path) : ofItsKind(path, kind))
  return Object.entries(answers)
    .filter(([path, value]) => refused.get(path) !== value && isAsked(path))
    .map(([path, value]): [string, Answer] => [path, typeof value === 'string' ? value.trim() : value])
    .filter(([, value]) => filled(value))
}

/**
 * What the API takes of the answers: only fields of the chosen kind of home and what is asked of it, identity documents
 * with a number, and no value that the API has already refused. The rest stays here, so that changing one's mind loses
 * nothing.
 */
export function payload(
  answers: Answers,
  refused: ReadonlyMap<string, unknown>,
  asks: Ask[] = [],
): Record<string, unknown> {
  const sent: Answers = {}
  for (const [path, value] of asked(answers, refused, asks)) {
    const [document] = /^.*identity_document(?=\.)/.exec(path) ?? []
    if (document && !ofItsDocument(path, document, answers, refused)) continue
    if (document) sent[`${document}.type`] ??= 'resident_id'
    sent[path] = value
  }
  return unflatten(sent)
}
