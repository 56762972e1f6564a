import { compact, plainDashes } from './folding'
import tables from './tables.json'

const PREFIX = new RegExp(tables.phones.prefix)
const SIGNS = new RegExp(tables.phones.signs, 'g')
const MOBILE = new RegExp(`^(?:${tables.phones.mobile})$`)

/** Digits alone, without the country's 86. */
export const foldedPhone = (typed: string): string => plainDashes(compact(typed)).replace(SIGNS, '').replace(PREFIX, '')

export const isMobile = (typed: string): boolean => MOBILE.test(foldedPhone(typed))
