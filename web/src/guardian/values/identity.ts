import { compact } from './folding'
import tables from './tables.json'

/** Numbers of identity documents (R2, R4), by the API's own rows. */
interface NumberRule {
  pattern: string
  dated: boolean
  holder: string | null
}
const RULES: Record<string, NumberRule | undefined> = tables.identity_numbers
const LENGTH = 18
const FIRST_YEAR = 1900
const CHECK_CHARACTERS = '10X98765432'

export type NumberFault = 'identity_number_format' | 'identity_number_birth_date' | 'identity_number_check_digit'

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`)

/** The number as it is stored: capitals, half-width, without blanks, dashes and brackets. */
export function foldedNumber(kind: string, typed: string): string {
  const plain = compact(typed).replace(/[-()]/g, '').toUpperCase()
  const holder = RULES[kind]?.holder
  return (holder ? whole(holder).exec(plain)?.[1] : undefined) ?? plain
}

const dated = (kind: string, number: string): boolean => RULES[kind]?.dated === true && number.length === LENGTH

/** GB 11643, ISO 7064 MOD 11-2. */
function checkCharacter(body: string): string {
  const total = Array.from(body).reduce((sum, digit, at) => sum + (2 ** (LENGTH - 1 - at) % 11) * Number(digit), 0)
  return CHECK_CHARACTERS.charAt(total % 11)
}

function dateIn(number: string): string | undefined {
  const iso = number.slice(6, 14).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  const date = new Date(`${iso}T00:00:00Z`)
  const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
  return real && Number(iso.slice(0, 4)) >= FIRST_YEAR ? iso : undefined
}

/** What the API would refuse of a number, so that no code, no network and no reload is needed to learn it. */
export function numberFault(kind: string, typed: string): NumberFault | undefined {
  const rule = RULES[kind]
  const number = foldedNumber(kind, typed)
  if (!rule) return undefined
  if (!whole(rule.pattern).test(number)) return 'identity_number_format'
  if (!dated(kind, number)) return undefined
  if (!dateIn(number)) return 'identity_number_birth_date'
  return checkCharacter(number.slice(0, -1)) === number.slice(-1) ? undefined : 'identity_number_check_digit'
}

/** The birth date (`2019-05-01`) that a right number tells. */
export function birthDateOf(kind: string, typed: string): string | undefined {
  const number = foldedNumber(kind, typed)
  return dated(kind, number) && !numberFault(kind, typed) ? dateIn(number) : undefined
}
