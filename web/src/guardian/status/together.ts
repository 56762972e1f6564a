import { t } from '@/i18n'

export interface Happened {
  /** RFC 3339. */
  at: string
  words: string
}

/** Milliseconds within which the same is one thing that happened several times. */
const AT_ONCE = 10 * 60_000

/** What happened several times at once is told once, with how often. */
export function together(all: readonly Happened[]): Happened[] {
  const found: (Happened & { times: number })[] = []
  for (const one of all) {
    const same = found.find(
      ({ words, at }) => words === one.words && Math.abs(Date.parse(at) - Date.parse(one.at)) < AT_ONCE,
    )
    if (same) same.times += 1
    else found.push({ ...one, times: 1 })
  }
  return found.map(({ at, words, times }) => ({ at, words: times > 1 ? t('times', { what: words, times }) : words }))
}
