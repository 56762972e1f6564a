import type { components } from './schema'

/** The pages' names for what docs/openapi.json describes. */
type Schemas = components['schemas']

export type Both = Record<string, string>
export type Registration = Schemas['RegistrationAnswer']
export type RegistrationLine = Schemas['RegistrationLine']
export type RegistrationList = Schemas['RegistrationList']
export type Check = Schemas['CheckAnswer']
export type Ask = Schemas['AskAnswer']
export type Missing = Schemas['MissingThing']
export type Paper = Schemas['DocumentAnswer']
export type Saved = Schemas['Saved']
export type Prefilled = Schemas['PrefillAnswer']
export type Upload = Schemas['UploadAnswer']
export type Copy = Schemas['CopyAnswer']
export type CodeSent = Schemas['CodeAnswer']
export type Purpose = Schemas['Purpose']
export type HandedIn = Schemas['HandedIn']
export type ReviewGround = Schemas['ReviewGround']
export type Action = Schemas['Action']

/** A season is data of its district; the description leaves its inside open, so what the pages read of it is here. */
export interface Choice {
  value: string
  label: Both
  help?: Both | null
}

export interface Place {
  code: string
  name: Both
  street?: string
}

export interface SeasonSummary {
  id: string
  district: { code: string; name: Both; city: Both }
  title: Both
  cutoff_birth_date: string
  opens_at: string
  closes_at: string
  amendment_deadline: string
  publication_at: string
  state: 'upcoming' | 'open' | 'amending' | 'reviewing' | 'published' | 'over'
}

export type RuleCondition =
  'household_status' | 'household_type' | 'student_document' | 'property_kind' | 'proof' | 'found' | 'declared'

/** A paper that a case needs: of one of these kinds, once or for each student. */
export interface DocumentRule {
  any_of: string[]
  each_student?: boolean
  when?: Partial<Record<RuleCondition, string[]>> & { guardians?: number[]; rare_characters?: boolean | null }
}

export interface Season extends Omit<SeasonSummary, 'state'> {
  results_until: string
  is_sample?: boolean
  sample_note?: Both | null
  admissible: { status: string; identity_documents: string[]; asks: string[] }[]
  document_rules: DocumentRule[]
  property_rules: { kind: string; household_types: string[] }[]
  streets: Place[]
  communities: Place[]
  asks_employer: boolean
  notice: {
    version: string
    to_settle?: Both | null
    sections: { id: string; title: Both; short: Both; full: Both }[]
    consents?: { id: string; ask: Both; refused: Both }[]
  }
  pledge: { version: string; text: Both }
  contacts: { support_phone: string; hours: Both }
  choices: Record<string, Choice[]>
  texts: Record<string, Both>
  questions: { ask: Both; answer: Both }[]
}
