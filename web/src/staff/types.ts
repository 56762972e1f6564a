import type { components } from '@/api/schema'

/** The console's names for what docs/openapi.json describes. */
type Schemas = components['schemas']

export type Waiting = Schemas['WaitingCase']
export type Check = Schemas['StaffCheck']
export type Paper = Schemas['StaffDocument']
export type Suspicion = Schemas['StaffSuspicion']
export type Case = Schemas['StaffRegistration']
export type History = Schemas['HistoryAnswer']
export type Line = Schemas['RegistrationSummary']
export type Verdict = Schemas['DecisionCommand']
export type Statistics = Schemas['StatisticsAnswer']
export type Season = Schemas['Season']
export type Version = Schemas['SeasonVersion']
export type Effect = Schemas['Effect']
export type Rehearsal = Schemas['RehearsalAnswer']
export type Publication = Schemas['PublicationAnswer']
export type Export = Schemas['ExportAnswer']
export type AuditEvent = Schemas['AuditEvent']
export type Verification = Schemas['VerificationAnswer']
