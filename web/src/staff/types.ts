import type { Both } from '@/api/types'

/** What the console reads of the staff's API. */
export interface Claim { mine: boolean; until: string }

export interface Waiting {
  id: string
  queues: string[]
  since: string
  streets: string[]
  communities: string[]
  claim: Claim | null
}

export interface QueuePage { cases: Waiting[]; cursor: string | null }

export interface Finding { field: string; code: string; detail: string }

export interface Check {
  id: string
  kind: string
  state: string
  detail: string
  since: string
  findings: Finding[]
  waits_for_second: boolean
  registry: Record<string, unknown> | null
}

export interface Paper {
  id: string
  kind: string
  student?: number
  state: string
  media_type: string
  size: number
  pages?: number
}

export interface Decision {
  check: string
  result: 'accepted' | 'refused'
  reason?: string
  at: string
  waits_for_second: boolean
  mine: boolean
  note: string
}

export interface Suspicion { code: string; registration: string; detail: string }
export interface Change { field: string; before: string | null; after: string | null }
export interface PaperChange { id: string; kind: string; change: 'added' | 'removed' }

export interface Case {
  id: string
  season: string
  status: string
  version: number
  form: Record<string, unknown>
  provenance: Record<string, string>
  documents: Paper[]
  checks: Check[]
  decisions: Decision[]
  timeline: { at: string; what: string }[]
  queues: string[]
  waiting_since: string | null
  submitted_at: string
  claim: Claim | null
  outcome: string | null
  school: { id: string; name: Both; phone: string } | null
  changes: Change[]
  document_changes: PaperChange[]
  suspicions: Suspicion[]
}

export interface History {
  timeline: { at: string; what: string }[]
  decisions: Decision[]
  notices: { id: string; kind: string; state: string; since: string; sent_at?: string; phone?: string; reason?: string }[]
}

export interface Line {
  id: string
  status: string
  submitted_at: string
  updated_at: string
  checks: Record<string, string>
  streets: string[]
  communities: string[]
  outcome: string | null
}

export interface ListPage { registrations: Line[]; cursor: string | null }

export interface Verdict { check: string; result: 'accepted' | 'refused'; reason: string; note: string }
