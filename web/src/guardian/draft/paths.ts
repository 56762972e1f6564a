/** A form, flat: dotted path -> what was answered. Nothing empty is in it. */
export type Answer = string | boolean
export type Answers = Record<string, Answer>

export const filled = (value: unknown): value is Answer =>
  typeof value === 'boolean' || (typeof value === 'string' && value !== '')

/** `{students: [{name: 'x'}]}` -> `{'students.0.name': 'x'}`; nulls and empty strings are left out. */
export function flatten(value: unknown, prefix = '', into: Answers = {}): Answers {
  if (filled(value)) into[prefix] = value
  else if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) flatten(inner, prefix ? `${prefix}.${key}` : key, into)
  }
  return into
}

type Tree = Record<string, unknown>

/** The way back; keys that are numbers become lists, holes become `{}`. */
export function unflatten(answers: Answers): Tree {
  const root: Tree = {}
  for (const path of Object.keys(answers).sort()) {
    const keys = path.split('.')
    const last = keys.pop() ?? path
    let at = root
    for (const key of keys) at = (at[key] ??= {}) as Tree
    at[last] = answers[path]
  }
  return listed(root) as Tree
}

function listed(value: unknown): unknown {
  if (!value || typeof value !== 'object') return value
  const tree = value as Tree
  const keys = Object.keys(tree)
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    const length = Math.max(...keys.map(Number)) + 1
    return Array.from({ length }, (_, index) => listed(tree[index] ?? {}))
  }
  return Object.fromEntries(keys.map((key) => [key, listed(tree[key])]))
}

/** Takes an answer, or what is known about one, away. */
export function drop(from: Record<string, unknown>, path: string): void {
  Reflect.deleteProperty(from, path)
}

/** Writes an answer; `null` takes it away. */
export function put(answers: Answers, path: string, value: Answer | null): void {
  if (value === null) drop(answers, path)
  else answers[path] = value
}

/** How many members a list has: `count(answers, 'students')`. */
export function count(answers: Answers, list: string): number {
  let highest = -1
  for (const path of Object.keys(answers)) {
    const match = new RegExp(`^${list}\\.(\\d+)\\.`).exec(path)
    if (match) highest = Math.max(highest, Number(match[1]))
  }
  return highest + 1
}

/** The answers without member `index` of a list; those behind it move up. */
export function without(answers: Answers, list: string, index: number): Answers {
  const result: Answers = {}
  for (const [path, value] of Object.entries(answers)) {
    const [head, number, ...rest] = path.split('.')
    if (head !== list || Number(number) < index) result[path] = value
    else if (Number(number) > index) result[[head, Number(number) - 1, ...rest].join('.')] = value
  }
  return result
}
