import type { Both, Season } from '@/api/types'
import { call, query } from './call'

/** The routes of supervisors and auditors, and what they answer. */
export interface WholeSeason extends Season { publication_held: boolean; schools: { id: string; name: Both; seats?: number }[] }
export interface Version { version: number; at?: string; since?: string; [more: string]: unknown }
export interface Effect { registration: string; changes: { what: string; field: string; before: string; after: string }[] }
export interface Replay { looked_at: number; effects: Effect[]; cursor: string | null }
export interface Proposal { hash: string; schools: { school: string; name: Both; seats: number; students: number; placed_later: string[] }[] }
export interface Rehearsal {
  hash: string
  families: number
  outcomes: Record<string, number>
  schools: Record<string, number>
  pending: string[]
  waiting_for_second: string[]
  assignment: Proposal
  unconfirmed_places: number
}
export interface Publication {
  publication_at: string
  held: boolean
  published: boolean
  confirmed: { hash: string; at: string; publication_at: string } | null
  deviations: number
  deviating: Record<string, string>[]
}
export interface Export { id: string; season: string; format: string; school?: string; state: string; mine: boolean; asked_at: string; rows?: number; link?: string }
export interface AuditEvent { chain: number; number: number; at: string; by: string; act: string; registration?: string; details: Record<string, string> }
export interface Verification { intact: boolean; chains: { chain: number; events: number; broken: { number: number; why: string } | null }[] }

const of = (season: string, more = '') => `/staff/seasons/${season}${more}`
const match = (etag: string) => ({ 'If-Match': etag })

export const supervision = {
  season: (id: string) => call<WholeSeason>('GET', of(id)),
  replace: (id: string, season: unknown, etag: string) => call<WholeSeason>('PUT', of(id), season, match(etag)),
  replay: (id: string, season: unknown, cursor: string | null) => call<Replay>('POST', of(id, `/replay${query({ cursor })}`), season),
  extend: (id: string, until: string, families: string) =>
    call<{ extended: number | null }>('POST', of(id, '/extension'), { until, families }),
  confirmAssignment: (id: string, proposal: string) =>
    call<{ changed: number; left: number }>('POST', of(id, '/assignment'), { proposal }),
  rehearse: (id: string) => call<Rehearsal>('POST', of(id, '/rehearsal')),
  publication: (id: string) => call<Publication>('GET', of(id, '/publication')),
  publish: (id: string, publication_at: string, rehearsal: string, etag: string) =>
    call<{ publication_at: string }>('PUT', of(id, '/publication'), { publication_at, rehearsal }, match(etag)),
  hold: (id: string, etag: string) => call<null>('DELETE', of(id, '/publication'), undefined, match(etag)),
  askExport: (season: string, format: string, school: string) =>
    call<Export>('POST', of(season, '/exports'), { format, ...(school ? { school } : {}) }),
  approve: (id: string) => call<Export>('POST', `/staff/exports/${id}/approval`),
  export: (id: string) => call<Export>('GET', `/staff/exports/${id}`),
  audit: (season: string, cursor: string | null) =>
    call<{ events: AuditEvent[]; cursor: string | null }>('GET', of(season, `/audit${query({ cursor })}`)),
  verify: (season: string) => call<Verification>('GET', of(season, '/audit/verification')),
}
