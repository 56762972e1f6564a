import { checkOf } from '@/api/checks'
import type { Part } from '@/api/vocabulary'

import { choice, place } from '../app/season'
import { s, word } from '../texts'
import type { Case, Check } from '../types'

export interface FieldRow {
  path: string
  label: string
  value: string
  source: string
  /** What the registry answered; undefined where it was not asked or says nothing of this field. */
  registry?: string
  differs: boolean
  finding?: string
}

export interface Group {
  key: string
  kind: 'students' | 'guardians' | 'property' | 'declared' | 'family'
  index: number
  check?: Check
  rows: FieldRow[]
}

type Tree = Record<string, unknown>

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

function* leaves(value: unknown, path: string): Generator<[string, string]> {
  if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path ? `${path}.${key}` : key)
  } else if (isScalar(value) && value !== false && value !== '') {
    yield [path, String(value)]
  }
}

const LISTS: [RegExp, string][] = [
  [/identity_document\.type$/, 'identity_document_type'],
  [/household\.status$/, 'household_status'],
  [/household\.type$/, 'household_type'],
  [/\.sex$/, 'sex'],
  [/\.relationship$/, 'relationship'],
  [/^property\.kind$/, 'property_kind'],
  [/^property\.proof$/, 'proof'],
]

/** A value as the season words it. */
export function shownValue(path: string, value: string): string {
  if (/household\.(street|community)$/.test(path)) return place(value)
  if (/^declared\.(no_other_home|first_occupant)$/.test(path)) return word(`declared.${value}`)
  const list = LISTS.find(([pattern]) => pattern.test(path))
  return list ? choice(list[1], value) : value
}

const KINDS: Group['kind'][] = ['students', 'guardians', 'property', 'declared']

/** A field's name with whose it is, for where it stands outside its group. */
export function nameOf(path: string): string {
  const [of, number] = path.split('.')
  const kind = KINDS.find((one) => one === of) ?? 'family'
  return `${s(`group.${kind}`, { n: Number(number) + 1 })} · ${word(`f.${path.replace(/\.\d+/g, '')}`)}`
}

type RegistryField = [field: string, value: unknown]

function residentAnswer(resident: Tree, ofStudent: boolean): RegistryField[] {
  return [
    ['name', resident.name],
    ['identity_document.number', (resident.identity_document as Tree).number],
    ['sex', resident.sex],
    ['birth_date', resident.birth_date],
    ...(ofStudent
      ? [
          ['household.community', resident.household_community] satisfies RegistryField,
          ['household.address', resident.household_address] satisfies RegistryField,
        ]
      : []),
  ]
}

function homeAnswer(home: Tree): RegistryField[] {
  const owners = (home.owners ?? []) as { name?: string; identity_document?: { number: string } }[]
  const names = owners.map((one) => one.name ?? '').filter(Boolean)
  const numbers = owners.map((one) => one.identity_document?.number ?? '').filter(Boolean)
  return [
    ['number', home.number],
    ['owner_name', names.join('、') || undefined],
    ['owner_identity_document.number', numbers.join('、') || undefined],
    ['acquired_on', home.acquired_on],
    ['address', home.address],
  ]
}

/** The registry's answer by the form's own paths. */
function answerOf(check: Check | undefined, at: string): Record<string, string> {
  const registry = check?.registry
  const resident = registry?.resident as Tree | null | undefined
  const home = (registry?.home ?? (check?.kind === 'property' ? registry : undefined)) as Tree | null | undefined
  const fields = [
    ...(resident ? residentAnswer(resident, at.startsWith('students')) : []),
    ...(home ? homeAnswer(home) : []),
  ]
  return Object.fromEntries(
    fields.flatMap(([field, value]) => (isScalar(value) ? [[`${at}.${field}`, String(value)] as const] : [])),
  )
}

const agrees = (value: string, registry: string): boolean => registry.split('、').includes(value)

/** The row that a finding belongs to; what is said of a document as a whole stands at its number. */
function rowOf(field: string, at: string, filled: Map<string, string>): string {
  const path = field.startsWith(at.split('.')[0] ?? at) ? field : `${at}.${field}`
  return !filled.has(path) && filled.has(`${path}.number`) ? `${path}.number` : path
}

function groupOf(one: Case, kind: Group['kind'], index: number, at: string, value: unknown, check?: Check): Group {
  const registry = answerOf(check, at)
  const filled = new Map(leaves(value, at))
  const found = new Map((check?.findings ?? []).map((finding) => [rowOf(finding.field, at, filled), finding]))
  for (const path of [...Object.keys(registry), ...found.keys()]) {
    if (!filled.has(path) && !/\.(sex|birth_date)$/.test(path)) filled.set(path, '')
  }
  const rows = [...filled].map(([path, raw]): FieldRow => ({
    path,
    label: path.replace(/\.\d+/g, ''),
    value: raw && shownValue(path, raw),
    source: one.provenance[path] ?? '',
    ...(registry[path] === undefined ? {} : { registry: shownValue(path, registry[path]) }),
    differs: registry[path] !== undefined && !agrees(raw, registry[path]),
    ...(found.has(path) ? { finding: found.get(path)?.detail } : {}),
  }))
  return { key: check?.id ?? at, kind, index, rows, ...(check ? { check } : {}) }
}

export interface BesideRow {
  path: string
  label: string
  mine: string
  theirs: string
  same: boolean
}

/** Whether two families have it in common by no accident: not what is chosen from a short list. */
const tells = (path: string): boolean => !path.endsWith('country') && !LISTS.some(([pattern]) => pattern.test(path))

/** Two registrations' forms, field by field. */
export function beside(
  one: Case,
  other: Case,
): { key: string; kind: Group['kind']; index: number; rows: BesideRow[] }[] {
  const found = new Map<string, { key: string; kind: Group['kind']; index: number; rows: Map<string, BesideRow> }>()
  for (const [whose, each] of [
    ['mine', one],
    ['theirs', other],
  ] as const) {
    for (const { kind, index, rows } of groupsOf(each)) {
      const key = `${kind}.${index}`
      const group = found.get(key) ?? { key, kind, index, rows: new Map<string, BesideRow>() }
      found.set(key, group)
      for (const { path, label, value } of rows) {
        const row = group.rows.get(path) ?? { path, label, mine: '', theirs: '', same: false }
        group.rows.set(path, { ...row, [whose]: value })
      }
    }
  }
  return [...found.values()].map((group) => ({
    ...group,
    rows: [...group.rows.values()]
      .filter((row) => row.mine || row.theirs)
      .map((row) => ({ ...row, same: row.mine === row.theirs && tells(row.path) })),
  }))
}

/** The form in the order in which a clerk reads it, each part with its check. */
export function groupsOf(one: Case): Group[] {
  const { students, guardians, property, declared, family_notes } = one.form ?? {}
  /** One group for each check of a person or the home: where two authorities look, both answers are shown. */
  const groups = (part: Part, index: number, at: string, value: unknown): Group[] => {
    const checks = one.checks.filter((each) => {
      const of = checkOf(each.id)
      return of?.part === part && of.position === index
    })
    return checks.length > 0
      ? checks.map((check) => groupOf(one, part, index, at, value, check))
      : [groupOf(one, part, index, at, value)]
  }
  return [
    ...(students ?? []).flatMap((each, index) => groups('students', index, `students.${index}`, each)),
    ...(guardians ?? []).flatMap((each, index) => groups('guardians', index, `guardians.${index}`, each)),
    ...(property ? groups('property', 0, 'property', property) : []),
    ...(declared ? [groupOf(one, 'declared', 0, 'declared', declared)] : []),
    ...(family_notes ? [groupOf(one, 'family', 0, 'family_notes', family_notes)] : []),
  ]
}
