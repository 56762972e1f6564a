/** What the pages read of the API's answers; the shapes are those of docs/openapi.json. */
export type Both = Record<string, string>

export interface Choice { value: string; label: Both; help?: Both | null }

export interface Place { code: string; name: Both; street?: string }

export interface Season {
  id: string
  is_sample?: boolean
  sample_note?: Both | null
  district: { code: string; name: Both; city: Both }
  year: number
  title: Both
  zone: string
  opens_at: string
  closes_at: string
  amendment_deadline: string
  publication_at: string
  cutoff_birth_date: string
  admissible: { status: string; identity_documents: string[] }[]
  streets: Place[]
  communities: Place[]
  pledge: { version: string; text: Both }
  contacts: { support_phone: string; hours: Both }
  choices: Record<string, Choice[]>
  texts: Record<string, Both>
}

export interface SeasonSummary {
  id: string
  district: { code: string; name: Both; city: Both }
  title: Both
  opens_at: string
  closes_at: string
  state: string
}

export interface Missing {
  field: string
  rule?: string
  reason?: string
  detail: string
  document?: string
  student?: number
  why?: Both
}
export interface Finding { field: string; code: string; detail: string }

export interface Check {
  id: string
  kind: string
  student?: number
  guardian?: number
  state: string
  detail: string
  findings: Finding[]
}

export interface Paper {
  id: string
  kind: string
  student?: number | null
  state: 'awaiting_upload' | 'accepted' | 'refused'
  media_type: string
  size: number
  reason?: string | null
  detail?: string | null
  link?: string | null
}

export interface School { name: Both; phone: string; address: Both }

export interface Registration {
  id: string
  season: string
  status: 'draft' | 'submitted' | 'amending' | 'decided' | 'withdrawn'
  version: number
  form: Record<string, unknown>
  provenance: Record<string, string>
  documents: Paper[]
  missing: Missing[]
  checks: Check[]
  timeline: { at: string; what: string; detail: string }[]
  actions: string[]
  deadlines: { closes_at: string; amendment_deadline: string; publication_at: string }
  outcome: string | null
  school: School | null
  submitted_at?: string | null
  updated_at?: string
}

export interface Saved {
  version: number
  status: Registration['status']
  missing: Missing[]
  actions: string[]
  normalised: { field: string; value: string; notes: string[] }[]
}

export interface Prefilled {
  student: Record<string, unknown>
  guardians: Record<string, unknown>[]
  address?: string | null
}

export interface Upload {
  document: Paper
  upload: { url: string; fields: Record<string, string>; expires_at: string }
}

export interface CodeSent { phone: string; next_at: string; expires_at: string }
