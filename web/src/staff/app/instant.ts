/** Instants are typed and shown on the district's clock; mainland China has one zone and no summer time. */
const OFFSET = 8 * 3_600_000

/** The district's day of an instant, for an `<input type="date">`. */
export const dayOf = (at: string): string => toLocal(at).slice(0, 10)

/** For an `<input type="datetime-local">`. */
export const toLocal = (at: string): string => new Date(Date.parse(at) + OFFSET).toISOString().slice(0, 16)
export const fromLocal = (typed: string): string => `${typed.length === 16 ? `${typed}:00` : typed}+08:00`
