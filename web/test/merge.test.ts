import { describe, expect, it } from 'vitest'

import { changed, merge } from '@/guardian/draft/merge'
import { count, flatten, unflatten, without } from '@/guardian/draft/paths'
import { payload } from '@/guardian/draft/payload'

describe('two tabs of one form', () => {
  it('keeps what each side alone changed', () => {
    const base = { 'students.0.name': '林一', family_notes: 'a' }
    const merged = merge(base, { ...base, family_notes: 'mine' }, { ...base, 'students.0.name': '林二' })
    expect(merged.answers).toEqual({ 'students.0.name': '林二', family_notes: 'mine' })
    expect(merged.taken).toEqual(['students.0.name'])
    expect(merged.clashes).toEqual([])
  })

  it('keeps what was typed here where both changed a field, and tells the other', () => {
    const merged = merge({ family_notes: 'a' }, { family_notes: 'mine' }, { family_notes: 'theirs' })
    expect(merged.answers).toEqual({ family_notes: 'mine' })
    expect(merged.clashes).toEqual([{ path: 'family_notes', mine: 'mine', theirs: 'theirs' }])
  })

  it('lets an answer that was taken back stay away', () => {
    expect(merge({ family_notes: 'a' }, {}, { family_notes: 'a' }).answers).toEqual({})
  })

  it('knows which answers differ', () => {
    expect(changed({ a: '1', b: '2' }, { b: '3', c: '4' })).toEqual(['a', 'b', 'c'])
  })
})

describe('answers by path', () => {
  it('come back as the form that they were', () => {
    const form = {
      students: [{ name: '林一', household: { type: 'family' } }, { name: '林二' }],
      guardians: [{ phone: '1' }],
    }
    expect(unflatten(flatten(form))).toEqual(form)
  })

  it('move up when a child is taken out', () => {
    const answers = flatten({ students: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })
    expect(unflatten(without(answers, 'students', 1))).toEqual({ students: [{ name: 'a' }, { name: 'c' }] })
    expect(count(answers, 'students')).toBe(3)
  })
})

describe('what is sent', () => {
  const none = new Map<string, unknown>()

  it('leaves out fields of another kind of home, and keeps them here', () => {
    const answers = { 'property.kind': 'other', 'property.explanation': '老宅', 'property.proof': 'certificate' }
    expect(payload(answers, none)).toEqual({ property: { kind: 'other', explanation: '老宅' } })
  })

  it('leaves out a value that the API refused until it is another', () => {
    const answers = { 'guardians.0.phone': '123' }
    expect(payload(answers, new Map([['guardians.0.phone', '123']]))).toEqual({})
    expect(payload({ 'guardians.0.phone': '13800000000' }, new Map([['guardians.0.phone', '123']]))).toEqual({
      guardians: [{ phone: '13800000000' }],
    })
  })

  it('sends a country with a passport alone', () => {
    const document = { number: 'E1', country: 'FR' }
    const sent = (type: string) => payload(flatten({ students: [{ identity_document: { type, ...document } }] }), none)
    expect(sent('passport')).toEqual({ students: [{ identity_document: { type: 'passport', ...document } }] })
    expect(sent('taiwan_permit')).toEqual({
      students: [{ identity_document: { type: 'taiwan_permit', number: 'E1' } }],
    })
  })
})
