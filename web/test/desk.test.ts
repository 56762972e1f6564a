import { describe, expect, it } from 'vitest'

import { gather } from '@/staff/app/gather'
import { dayOf, fromLocal, toLocal } from '@/staff/app/instant'

describe("the district's clock", () => {
  it('has its own day while it is still yesterday in Greenwich', () => {
    expect(dayOf('2024-07-01T16:00:00Z')).toBe('2024-07-02')
    expect(dayOf('2024-07-01T15:59:59Z')).toBe('2024-07-01')
  })

  it('is what is typed and shown, whatever offset the API writes', () => {
    expect(toLocal('2024-07-01T10:00:00Z')).toBe('2024-07-01T18:00')
    expect(Date.parse(fromLocal('2024-07-01T18:00'))).toBe(Date.parse('2024-07-01T10:00:00Z'))
  })
})

describe('a screenful of a narrowed list', () => {
  /** Pages of so many items each, and the cursors that were asked for. */
  function list(...sizes: number[]) {
    const asked: (string | null)[] = []
    const read = (cursor: string | null) => {
      asked.push(cursor)
      const next = asked.length < sizes.length ? String(asked.length) : null
      return Promise.resolve({ items: Array.from({ length: sizes[asked.length - 1] ?? 0 }, () => 'x'), cursor: next })
    }
    return { asked, read }
  }

  it('is gathered over pages that hold none, to the end of the list', async () => {
    const { asked, read } = list(0, 0, 3)
    expect((await gather(null, 12, read)).items).toHaveLength(3)
    expect(asked).toEqual([null, '1', '2'])
  })

  it('asks for no page more once it is full', async () => {
    const { asked, read } = list(30, 30, 30)
    const found = await gather(null, 12, read)
    expect([found.items.length, found.cursor, asked.length]).toEqual([60, '2', 2])
  })

  it('is what a bounded number of requests found, and says where to go on', async () => {
    const { asked, read } = list(0, 0, 0, 5)
    expect(await gather('after', 2, read)).toEqual({ items: [], cursor: '2' })
    expect(asked).toEqual(['after', '1'])
  })
})
