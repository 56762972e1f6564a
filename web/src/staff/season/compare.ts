export interface Change {
  path: string
  before: string | null
  after: string | null
}

/** What names an item of a list, so that one more school is one change and not a shift of all that follow. */
const NAMES = ['id', 'code', 'value', 'status', 'kind'] as const

function nameOf(item: unknown, index: number): string {
  const found =
    item && typeof item === 'object'
      ? NAMES.map((name) => (item as Record<string, unknown>)[name]).find((one) => typeof one === 'string')
      : undefined
  return String(found ?? index)
}

function fill(found: Map<string, string>, value: unknown, path: string): void {
  if (!value || typeof value !== 'object') return void found.set(path, JSON.stringify(value))
  const inner = Array.isArray(value)
    ? value.map((one, index) => [nameOf(one, index), one] as const)
    : Object.entries(value)
  const seen = new Map<string, number>()
  for (const [name, one] of inner) {
    const again = seen.get(name) ?? 0
    seen.set(name, again + 1)
    const key = again ? `${name}#${again + 1}` : name
    fill(found, one, path ? `${path}.${key}` : key)
  }
}

function leaves(value: unknown): Map<string, string> {
  const found = new Map<string, string>()
  fill(found, value, '')
  return found
}

/** Every path whose value differs, in the order of the first document; null where a path is not there. */
export function changes(before: unknown, after: unknown): Change[] {
  const [from, to] = [leaves(before), leaves(after)]
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((path) => ({ path, before: from.get(path) ?? null, after: to.get(path) ?? null }))
    .filter((one) => one.before !== one.after)
}
