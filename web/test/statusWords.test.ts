import { describe, expect, it } from 'vitest'

import { problemOf } from '@/api/problem'

describe('an answer that brings no words of its own', () => {
  it.each([404, 413, 429, 403, 500, 502, 503, 504])('%i has the words of its status', (status) => {
    const problem = problemOf(new Response(null, { status }), {})
    expect(problem.message).toMatch(/\S/)
    expect(problem.message).not.toContain('failed.')
    expect(problem.code).toBe('unknown')
  })

  it('of a fault of ours names the number by which it is found, and of nothing else', () => {
    const by = (status: number, headers = {}) => new Response(null, { status, headers })
    const said = { detail: '系统出错', instance: 'urn:ruxue:trace:6f1c2f4e' }
    expect(problemOf(by(500), said).message).toBe('系统出错（故障编号：6f1c2f4e）')
    expect(problemOf(by(500, { 'x-amzn-RequestId': '0d9f8e7c' }), {}).message).toContain('（故障编号：0d9f8e7c）')
    expect(problemOf(by(503), said).message).toBe('系统出错')
    expect(problemOf(by(404, { 'x-amzn-RequestId': '0d9f8e7c' }), {}).message).not.toContain('0d9f8e7c')
    expect(problemOf(by(500), {}).message).not.toContain('故障编号')
  })

  it('says when to come back, where the answer does', () => {
    expect(problemOf(new Response(null, { status: 429, headers: { 'Retry-After': '60' } }), {}).retryAfter).toBe(60)
  })
})
