import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { waitInWords } from '@/guardian/code/wait'
import { speak } from '@/i18n'

const WAITS: [number, string, string][] = [
  [0.2, '1 秒后可重新获取', 'New code in 1 s'],
  [60, '60 秒后可重新获取', 'New code in 60 s'],
  [61, '2 分钟后可重新获取', 'New code in 2 min'],
  [3196, '54 分钟后可重新获取', 'New code in 54 min'],
  [7201, '3 小时后可重新获取', 'New code in 3 h'],
]

beforeEach(() => vi.stubGlobal('document', { documentElement: {} }))
afterEach(() => speak('zh-CN'))

test.each(WAITS)('a wait of %d seconds is told in the unit that people count it in', async (seconds, zh, en) => {
  expect(waitInWords(seconds)).toBe(zh)
  await speak('en')
  expect(waitInWords(seconds)).toBe(en)
})
