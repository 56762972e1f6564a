const SCREENFUL = 40

/** A page of a narrowed list may hold few or none: a screenful is gathered from several, of `most` requests. */
export async function gather<T>(
  after: string | null,
  most: number,
  read: (cursor: string | null) => Promise<{ items: T[]; cursor: string | null }>,
): Promise<{ items: T[]; cursor: string | null }> {
  const items: T[] = []
  let cursor = after
  for (let calls = 0; calls < most && items.length < SCREENFUL && (calls === 0 || cursor); calls += 1) {
    const page = await read(cursor)
    items.push(...page.items)
    cursor = page.cursor
  }
  return { items, cursor }
}
