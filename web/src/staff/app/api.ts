import type {
  FactsCommand,
  ReleaseCommand,
  RequestCommand,
  ReviewDecision,
  SchoolCommand,
  Search,
  Verdict,
} from '../types'
import { client, queryOf, tagged } from './call'
import { reasonFor } from './reasons'

const of = (season: string) => ({ path: { season } })
const at = (registration_id: string) => ({ path: { registration_id } })
const why = (id: string, reason: string = reasonFor(id)) => ({ ...at(id), query: queryOf({ reason }) })

/** The reviewers' routes. */
export const api = {
  seasons: () => tagged(client.GET('/staff/seasons')),
  statistics: (season: string) => tagged(client.GET('/staff/seasons/{season}/statistics', { params: of(season) })),
  queue: (season: string, wanted: Record<string, string>) =>
    tagged(client.GET('/staff/seasons/{season}/queue', { params: { ...of(season), query: queryOf(wanted) } })),
  registrations: (season: string, wanted: Record<string, string>) =>
    tagged(client.GET('/staff/seasons/{season}/registrations', { params: { ...of(season), query: queryOf(wanted) } })),
  search: (season: string, body: Search) =>
    tagged(client.POST('/staff/seasons/{season}/searches', { params: of(season), body })),
  read: (id: string, reason?: string) =>
    tagged(client.GET('/staff/registrations/{registration_id}', { params: why(id, reason) })),
  history: (id: string) => tagged(client.GET('/staff/registrations/{registration_id}/history', { params: why(id) })),
  document: (id: string, document_id: string) =>
    tagged(
      client.GET('/staff/registrations/{registration_id}/documents/{document_id}', {
        params: { path: { registration_id: id, document_id }, query: why(id).query },
      }),
    ),
  place: (id: string) => tagged(client.GET('/staff/registrations/{registration_id}/place', { params: why(id) })),
  confirmFacts: (id: string, command: FactsCommand, etag: string) =>
    tagged(
      client.PUT('/staff/registrations/{registration_id}/facts', {
        params: { ...at(id), header: { 'If-Match': etag } },
        body: command,
      }),
    ),
  giveSchool: (id: string, command: SchoolCommand, etag: string) =>
    tagged(
      client.PUT('/staff/registrations/{registration_id}/school', {
        params: { ...at(id), header: { 'If-Match': etag } },
        body: command,
      }),
    ),
  children: (id: string) => tagged(client.GET('/staff/registrations/{registration_id}/children', { params: why(id) })),
  freeChild: (id: string, command: ReleaseCommand, etag: string) =>
    tagged(
      client.POST('/staff/registrations/{registration_id}/release', {
        params: { ...at(id), header: { 'If-Match': etag } },
        body: command,
      }),
    ),
  claim: (id: string) => tagged(client.POST('/staff/registrations/{registration_id}/claim', { params: at(id) })),
  release: (id: string) => tagged(client.DELETE('/staff/registrations/{registration_id}/claim', { params: at(id) })),
  passSpotCheck: (id: string, etag: string) =>
    tagged(
      client.POST('/staff/registrations/{registration_id}/spot-check', {
        params: { ...at(id), header: { 'If-Match': etag } },
      }),
    ),
  ask: (id: string, command: RequestCommand, etag: string) =>
    tagged(
      client.POST('/staff/registrations/{registration_id}/requests', {
        params: { ...at(id), header: { 'If-Match': etag } },
        body: command,
      }),
    ),
  callOff: (id: string, etag: string) =>
    tagged(
      client.DELETE('/staff/registrations/{registration_id}/requests', {
        params: { ...at(id), header: { 'If-Match': etag } },
      }),
    ),
  decideReview: (id: string, command: ReviewDecision, etag: string) =>
    tagged(
      client.POST('/staff/registrations/{registration_id}/review', {
        params: { ...at(id), header: { 'If-Match': etag } },
        body: command,
      }),
    ),
  withdrawFor: (id: string, reason: string, etag: string) =>
    tagged(
      client.POST('/staff/registrations/{registration_id}/withdrawal', {
        params: { ...at(id), header: { 'If-Match': etag } },
        body: { reason },
      }),
    ),
  callOffWithdrawal: (id: string, etag: string) =>
    tagged(
      client.DELETE('/staff/registrations/{registration_id}/withdrawal', {
        params: { ...at(id), header: { 'If-Match': etag } },
      }),
    ),
  note: (id: string, note: string, key: string) =>
    tagged(
      client.POST('/staff/registrations/{registration_id}/notes', {
        params: { ...at(id), header: { 'Idempotency-Key': key } },
        body: { note },
      }),
    ),
  decide: (id: string, verdict: Verdict, etag: string, key: string) =>
    tagged(
      client.POST('/staff/registrations/{registration_id}/decisions', {
        params: { ...at(id), header: { 'If-Match': etag, 'Idempotency-Key': key } },
        body: verdict,
      }),
    ),
}
