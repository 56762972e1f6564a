import { expect, test, vi } from 'vitest'

import type { CodeSent } from '@/api/types'
import { Draft } from '@/guardian/draft/draft'
import { newest } from '@/guardian/draft/merge'

const asked = vi.hoisted(() => ({ registration: vi.fn() }))
vi.mock('@/api/client', async () => ({ ...(await import('@/api/problem')), api: asked }))

const sent = (purpose: CodeSent['purpose'], at: string): CodeSent => ({
  purpose,
  phone: '138****0000',
  sent_at: at,
  next_at: at,
  expires_at: at,
})
const BEFORE = sent('submit', '2022-07-06T08:00:00Z')
const MEANWHILE = sent('submit', '2022-07-06T08:01:00Z')

test('a code that was sent while the server answered is not lost to its older answer', () => {
  expect(newest({ code: null }, MEANWHILE, null)).toBe(MEANWHILE)
  expect(newest({ code: BEFORE }, MEANWHILE, BEFORE)).toBe(MEANWHILE)
})

test('else the server knows, also that there is none any more', () => {
  expect(newest({ code: MEANWHILE }, BEFORE, BEFORE)).toBe(MEANWHILE)
  expect(newest({ code: null }, BEFORE, BEFORE)).toBeNull()
})

test('a code for anything but submitting is none of the form’s', () => {
  expect(newest({ code: sent('withdraw', BEFORE.sent_at) }, null, null)).toBeNull()
  expect(newest({ code: sent('amend', BEFORE.sent_at) }, null, null)?.purpose).toBe('amend')
})

test('a code that is asked for while the form is looked at again stays on the screen', async () => {
  vi.stubGlobal('window', { addEventListener: () => undefined })
  const registration = { id: 'R', form: {}, provenance: {}, missing: [], documents: [], actions: [], status: 'draft' }
  const draft = new Draft(registration as never, '"1"')
  asked.registration.mockImplementation(() => {
    draft.code.value = MEANWHILE
    return Promise.resolve({ value: { ...registration, code: null }, etag: '"1"' })
  })
  await draft.refresh()
  expect(draft.code.value).toEqual(MEANWHILE)
})
