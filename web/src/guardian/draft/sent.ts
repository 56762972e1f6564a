import type { Sent } from './merge'
import type { Answer, Answers } from './paths'

/** What was sent and not yet answered: it may have arrived, and then it is this device's own. */
export class SentAnswers {
  private readonly known: Record<string, (Answer | null)[] | undefined> = {}

  get all(): Sent {
    return this.known
  }

  /** Whether the server may hold something that this device no longer says. */
  get waits(): boolean {
    return Object.values(this.known).some((values) => values && values.length > 0)
  }

  of(path: string): (Answer | null)[] {
    return this.known[path] ?? []
  }

  /** What was remembered on the device before a break. */
  restore(path: string, values: (Answer | null)[]): void {
    this.known[path] = [...this.of(path), ...values]
  }

  /** Notes what goes out now; the way back is for a request that the API is known not to have taken. */
  note(paths: string[], answers: Answers): () => void {
    const before = paths.map((path) => [path, this.of(path)] as const)
    for (const path of paths) this.known[path] = [...this.of(path), answers[path] ?? null]
    return () => {
      for (const [path, values] of before) this.known[path] = values
    }
  }

  arrived(): void {
    for (const path of Object.keys(this.known)) this.known[path] = undefined
  }
}
