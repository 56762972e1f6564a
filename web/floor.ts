import type { Plugin } from 'vite'

/**
 * The oldest engines that families hold: WebView 80 and iOS 14 (package.json's browserslist says the same). Syntax is
 * lowered to them by the build and held by es-check; what nobody lowers is looked for here, in what was really built.
 */
export const FLOOR = ['chrome80', 'safari14', 'ios14']

/** Methods beyond the floor that no code of ours, nor of a package, may call. */
const NAMES = (
  'at replaceAll hasOwn randomUUID findLast findLastIndex groupBy withResolvers ' +
  'canParse any throwIfAborted showModal checkVisibility replaceChildren isWellFormed toBase64'
).split(' ')
const GLOBALS = ['structuredClone', 'requestIdleCallback', 'reportError']
/** Owner -> its members beyond the floor. */
const MEMBERS: Record<string, string[] | undefined> = {
  AbortSignal: ['timeout', 'any'],
  Response: ['json'],
  Promise: ['any', 'try', 'withResolvers'],
  Intl: ['DisplayNames', 'Segmenter', 'ListFormat'],
}
/** Constructors beyond the floor. Each is asked for with `typeof` where it is used. */
const GUARDED = ['BroadcastChannel', 'OffscreenCanvas', 'WeakRef', 'FinalizationRegistry', 'CompressionStream']
/** Guarded by hand, each where its file is named. */
const ALLOWED: Record<string, string[] | undefined> = {
  DisplayNames: ['RegistrationPage'],
  // oauth4webapi asks for it first.
  toBase64: ['signin'],
  // photo/inspect.ts starts the worker only where it can draw.
  OffscreenCanvas: ['worker'],
}

interface Node {
  type: string
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

function* nodes(root: Node): Generator<Node> {
  yield root
  for (const value of Object.values(root)) {
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) yield* nodes(one)
  }
}

const nameOf = (node: unknown): string =>
  isNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : ''

function ofRegex(node: Node): string[] {
  const { pattern, flags } = node.regex as { pattern: string; flags: string }
  return /\(\?<[=!]/.test(pattern) || /[dv]/.test(flags) ? [`/${pattern}/${flags}`] : []
}

function ofCall(node: Node): string[] {
  const { callee } = node
  if (!isNode(callee)) return []
  if (callee.type !== 'MemberExpression') return GLOBALS.includes(nameOf(callee)) ? [nameOf(callee)] : []
  const [owner, member] = [nameOf(callee.object), nameOf(callee.property)]
  return NAMES.includes(member) || MEMBERS[owner]?.includes(member) ? [member] : []
}

function ofConstructor(node: Node, tested: Set<string>): string[] {
  const { callee } = node
  if (isNode(callee) && callee.type === 'MemberExpression') {
    return MEMBERS[nameOf(callee.object)]?.includes(nameOf(callee.property)) ? [nameOf(callee.property)] : []
  }
  const name = nameOf(callee)
  return GUARDED.includes(name) && !tested.has(name) ? [name] : []
}

/** What stands in a built script that engines of the floor do not know. */
export function beyondTheFloor(file: string, root: Node): string[] {
  const all = [...nodes(root)]
  const tested = new Set(
    all
      .filter((node) => node.type === 'UnaryExpression' && node.operator === 'typeof')
      .map(({ argument }) => nameOf(argument)),
  )
  const found = all.flatMap((node) => {
    if (node.type === 'Literal' && node.regex) return ofRegex(node)
    if (node.type === 'CallExpression') return ofCall(node)
    return node.type === 'NewExpression' ? ofConstructor(node, tested) : []
  })
  return found.filter((name) => !ALLOWED[name]?.some((part) => file.includes(part)))
}

/** Properties and selectors that the build does not lower, and that would lose their whole rule. */
const STYLES =
  /(?:^|[;{])(?:rotate|scale|translate|inset-inline|inset-block|aspect-ratio)[\w-]*:|:is\(|:where\(|@layer|@container/g

export function holdTheFloor(): Plugin {
  return {
    name: 'hold-the-floor',
    generateBundle(_, bundle) {
      for (const [file, one] of Object.entries(bundle)) {
        const found =
          one.type === 'chunk'
            ? beyondTheFloor(file, this.parse(one.code) as unknown as Node)
            : file.endsWith('.css')
              ? (String(one.source).match(STYLES) ?? [])
              : []
        if (found.length > 0) this.error(`${file}: beyond Chrome 80 and Safari 14: ${found.join(', ')}`)
      }
    },
  }
}
