import type { Statistics } from '../dashboard/figures'
import type { Case, Claim, History, ListPage, QueuePage, Verdict } from '../types'
import { call, query } from './call'
import type { WholeSeason } from './supervision'

type Parameters = Record<string, string | number | null | undefined>

export const api = {
  seasons: () => call<{ seasons: WholeSeason[] }>('GET', '/staff/seasons'),
  statistics: (season: string) => call<Statistics>('GET', `/staff/seasons/${season}/statistics`),
  queue: (season: string, wanted: Parameters) => call<QueuePage>('GET', `/staff/seasons/${season}/queue${query(wanted)}`),
  registrations: (season: string, wanted: Parameters) =>
    call<ListPage>('GET', `/staff/seasons/${season}/registrations${query(wanted)}`),
  read: (id: string) => call<Case>('GET', `/staff/registrations/${id}`),
  history: (id: string) => call<History>('GET', `/staff/registrations/${id}/history`),
  document: (id: string, document: string) =>
    call<{ link: string; media_type: string }>('GET', `/staff/registrations/${id}/documents/${document}`),
  claim: (id: string) => call<Claim>('POST', `/staff/registrations/${id}/claim`),
  release: (id: string) => call<null>('DELETE', `/staff/registrations/${id}/claim`),
  decide: (id: string, verdict: Verdict, etag: string, key: string) =>
    call<Omit<Case, 'form'>>('POST', `/staff/registrations/${id}/decisions`, verdict, { 'If-Match': etag, 'Idempotency-Key': key }),
}
