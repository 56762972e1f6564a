import { type Answers, filled, unflatten } from './paths'

const OF_KIND: Record<string, string[]> = {
  parents_purchase: ['proof', 'number', 'owner_name', 'owner_identity_document', 'acquired_on', 'address'],
  grandparents_purchase: ['proof', 'number', 'owner_name', 'owner_identity_document', 'acquired_on', 'address'],
  public_rental: ['tenant_name', 'tenant_identity_document', 'address'],
  low_rent: ['contract_number', 'address'],
  collective: [],
  other: ['address', 'explanation'],
}

const ofItsKind = (path: string, kind: unknown): boolean =>
  path === 'property.kind' || (OF_KIND[String(kind)] ?? []).includes(path.split('.')[1] as string)

/**
 * What the API takes of the answers: only fields of the chosen kind of home, identity documents with a number,
 * and no value that the API has already refused. The rest stays here, so that changing one's mind loses nothing.
 */
export function payload(answers: Answers, refused: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const sent: Answers = {}
  for (const [path, value] of Object.entries(answers)) {
    if (!filled(value) || refused.get(path) === value) continue
    if (path.startsWith('property.') && !ofItsKind(path, answers['property.kind'])) continue
    const [document] = /^.*identity_document(?=\.)/.exec(path) ?? []
    if (document) {
      const number = answers[`${document}.number`]
      if (!filled(number) || refused.get(`${document}.number`) === number) continue
      if (path.endsWith('.country') && answers[`${document}.type`] !== 'passport') continue
    }
    if (document) sent[`${document}.type`] ??= 'resident_id'
    sent[path] = typeof value === 'string' ? value.trim() : value
    if (sent[path] === '') delete sent[path]
  }
  return unflatten(sent)
}
