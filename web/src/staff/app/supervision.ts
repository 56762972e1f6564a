import type { ApprovalCommand, Season, SmsReleaseCommand } from '../types'
import { client, queryOf, tagged } from './call'

const of = (season: string) => ({ path: { season } })
const match = (season: string, etag: string) => ({ ...of(season), header: { 'If-Match': etag } })
const after = (season: string, cursor: string | null) => ({ ...of(season), query: queryOf({ cursor: cursor ?? '' }) })
const named = (season: string, job: string) => ({ params: { path: { season, job } } })
const at = (export_id: string) => ({ params: { path: { export_id } } })

/** The routes of supervisors and auditors. */
export const supervision = {
  season: (season: string) => tagged(client.GET('/staff/seasons/{season}', { params: of(season) })),
  versions: (season: string) => tagged(client.GET('/staff/seasons/{season}/versions', { params: of(season) })),
  version: (season: string, version: number) =>
    tagged(
      client.GET('/staff/seasons/{season}/versions/{version}', {
        params: { path: { season, version: String(version) } },
      }),
    ),
  replace: (season: string, next: Season, etag: string) =>
    tagged(client.PUT('/staff/seasons/{season}', { params: match(season, etag), body: next })),
  replay: (season: string, next: Season, cursor: string | null) =>
    tagged(client.POST('/staff/seasons/{season}/replay', { params: after(season, cursor), body: next })),
  extend: (season: string, until: string, families: 'all' | 'affected') =>
    tagged(client.POST('/staff/seasons/{season}/extension', { params: of(season), body: { until, families } })),
  confirmAssignment: (season: string, proposal: string) =>
    tagged(client.POST('/staff/seasons/{season}/assignment', { params: of(season), body: { proposal } })),
  draw: (season: string) => tagged(client.GET('/staff/seasons/{season}/draw', { params: of(season) })),
  fixDraw: (season: string, list_hash: string) =>
    tagged(client.POST('/staff/seasons/{season}/draw', { params: of(season), body: { list_hash } })),
  enterSeed: (season: string, list_hash: string, seed: string) =>
    tagged(client.PUT('/staff/seasons/{season}/draw', { params: of(season), body: { list_hash, seed } })),
  rehearse: (season: string) => tagged(client.POST('/staff/seasons/{season}/rehearsal', { params: of(season) })),
  rehearsal: (season: string) => tagged(client.GET('/staff/seasons/{season}/rehearsal', { params: of(season) })),
  assignment: (season: string, cursor: string) =>
    tagged(client.GET('/staff/seasons/{season}/assignment', { params: after(season, cursor) })),
  check: (season: string) => tagged(client.POST('/staff/seasons/{season}/publication/check', { params: of(season) })),
  job: (season: string, job: string) => tagged(client.GET('/staff/seasons/{season}/jobs/{job}', named(season, job))),
  startAgain: (season: string, job: string) =>
    tagged(client.POST('/staff/seasons/{season}/jobs/{job}', named(season, job))),
  cancelJob: (season: string, job: string) =>
    tagged(client.DELETE('/staff/seasons/{season}/jobs/{job}', named(season, job))),
  publication: (season: string) => tagged(client.GET('/staff/seasons/{season}/publication', { params: of(season) })),
  propose: (season: string, publication_at: string, rehearsal: string, pending: number, etag: string) =>
    tagged(
      client.PUT('/staff/seasons/{season}/publication', {
        params: match(season, etag),
        body: { publication_at, rehearsal, pending },
      }),
    ),
  confirm: (season: string, rehearsal: string, pending: number, etag: string) =>
    tagged(
      client.POST('/staff/seasons/{season}/publication/confirmation', {
        params: match(season, etag),
        body: { rehearsal, pending },
      }),
    ),
  confirmResults: (season: string, results: { registration: string; result: string }[]) =>
    tagged(client.POST('/staff/seasons/{season}/results', { params: of(season), body: { results } })),
  hold: (season: string, etag: string) =>
    tagged(client.DELETE('/staff/seasons/{season}/publication', { params: match(season, etag) })),
  work: (season: string) => tagged(client.GET('/staff/seasons/{season}/work', { params: of(season) })),
  handOver: (registration_id: string, to: string | null) =>
    tagged(
      client.POST('/staff/registrations/{registration_id}/handover', {
        params: { path: { registration_id } },
        body: { to },
      }),
    ),
  sms: (season: string) => tagged(client.GET('/staff/seasons/{season}/sms', { params: of(season) })),
  releaseSms: (season: string, body: SmsReleaseCommand) =>
    tagged(client.POST('/staff/seasons/{season}/sms/release', { params: of(season), body })),
  readers: (season: string) => tagged(client.GET('/staff/seasons/{season}/readers', { params: of(season) })),
  approveReader: (season: string, body: ApprovalCommand) =>
    tagged(client.POST('/staff/seasons/{season}/readers', { params: of(season), body })),
  revokeReader: (season: string, person: string) =>
    tagged(client.DELETE('/staff/seasons/{season}/readers', { params: { ...of(season), query: queryOf({ person }) } })),
  exports: (season: string) => tagged(client.GET('/staff/seasons/{season}/exports', { params: of(season) })),
  askExport: (season: string, format: 'xlsx' | 'csv', school: string | null) =>
    tagged(client.POST('/staff/seasons/{season}/exports', { params: of(season), body: { format, school } })),
  approve: (id: string) => tagged(client.POST('/staff/exports/{export_id}/approval', at(id))),
  export: (id: string) => tagged(client.GET('/staff/exports/{export_id}', at(id))),
  colleagues: (season: string) => tagged(client.GET('/staff/seasons/{season}/colleagues', { params: of(season) })),
  audit: (season: string, wanted: Record<string, string>, cursor: string | null) =>
    tagged(
      client.GET('/staff/seasons/{season}/audit', {
        params: { ...of(season), query: queryOf({ ...wanted, cursor: cursor ?? '' }) },
      }),
    ),
  verify: (season: string) => tagged(client.GET('/staff/seasons/{season}/audit/verification', { params: of(season) })),
}
