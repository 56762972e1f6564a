import { describe, expect, it } from 'vitest'

import { problemOf } from '@/api/problem'

describe('an answer that brings no words of its own', () => {
  it.each([404, 413, 429, 403, 500, 502, 503, 504])('%i has the words of its status', (status) => {
    const problem = problemOf(new Response(null, { status }), {})
    expect(problem.message).toMatch(/\S/)
    expect(problem.message).not.toContain('failed.')
    expect(problem.code).toBe('unknown')
  })

  it('says when to come back, where the answer does', () => {
    expect(problemOf(new Response(null, { status: 429, headers: { 'Retry-After': '60' } }), {}).retryAfter).toBe(60)
  })
})
