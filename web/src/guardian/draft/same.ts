import { read } from '../certificate/number'
import { foldedNumber } from '../values/identity'
import { comparable, folded, latin } from '../values/names'
import { foldedPhone } from '../values/phones'
import type { Answer, Answers } from './paths'

type Fold = (typed: string, path: string, answers: Answers) => string

const typeAt = (path: string, answers: Answers): string =>
  String(answers[path.replace(/number$/, 'type')] ?? 'resident_id')

/** How the API folds what is typed into a field, by the end of the field's path. */
const FOLDS: [RegExp, Fold][] = [
  [/identity_document\.number$/, (typed, path, answers) => foldedNumber(typeAt(path, answers), typed)],
  [/\.phone$/, foldedPhone],
  [/\.name_pinyin$/, latin],
  [/\.(name|owner_name|tenant_name)$/, folded],
  [/^property\.number$/, (typed, _, answers) => read(typed, answers['property.proof'] === 'contract').number],
  [/^property\.contract_number$/, (typed) => read(typed, true).number],
]

const PLAIN: Fold = (typed) => typed.trim().replace(/\r\n?/g, '\n').normalize('NFC')

/** An answer as the API stores it; undefined where nothing is answered. */
export function stored(path: string, answer: Answer | null | undefined, answers: Answers): Answer | undefined {
  if (typeof answer !== 'string') return answer ?? undefined
  const fold = FOLDS.find(([end]) => end.test(path))?.[1] ?? PLAIN
  return fold(answer, path, answers) || undefined
}

export type Same = (path: string, a: Answer | null | undefined, b: Answer | null | undefined) => boolean

/** Whether two answers are stored alike; `answers` tell the kind of document and of proof. */
export const storedAlike =
  (answers: Answers): Same =>
  (path, a, b) =>
    a === b || stored(path, a, answers) === stored(path, b, answers)

/** Whether two answers say the same: spellings of one name are no quarrel. */
export function sayTheSame(path: string, a: Answer | undefined, b: Answer | undefined, answers: Answers): boolean {
  const [one, other] = [stored(path, a, answers), stored(path, b, answers)]
  if (one === other) return true
  const names = /\.(name|owner_name|tenant_name)$/.test(path)
  return names && typeof one === 'string' && typeof other === 'string' && comparable(one) === comparable(other)
}
