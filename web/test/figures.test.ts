import { expect, it } from 'vitest'

import { queueName } from '@/staff/app/checks'
import { stacked } from '@/staff/dashboard/figures'

it('calls the bars of checks what staff call their queues', () => {
  const { names } = stacked({ property: { passed: 2 }, student_identity: { passed: 1 } }, queueName, 'state')
  expect(names).toEqual(['房产', '学生身份'])
})
