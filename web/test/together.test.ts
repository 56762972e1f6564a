import { expect, test } from 'vitest'

import { together } from '@/guardian/status/together'

const at = (time: string, words: string) => ({ at: `2022-07-06T${time}:00+08:00`, words })

test('what happened several times at once is told once, with how often, where it first stood', () => {
  expect(together([at('09:00', '提交后核查'), at('09:00', '提交报名'), at('09:01', '提交后核查')])).toEqual([
    at('09:00', '提交后核查，共 2 次'),
    at('09:00', '提交报名'),
  ])
})

test('what happened again later is told again', () => {
  const twice = [at('09:00', '提交后核查'), at('09:10', '提交后核查')]
  expect(together(twice)).toEqual(twice)
})
