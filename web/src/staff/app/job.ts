import { onBeforeUnmount, onMounted, type Ref, shallowRef } from 'vue'

import { Problem } from '@/api/problem'

import type { Job } from '../types'
import { notifyFailure } from './notification'
import { seasonId } from './season'
import { supervision } from './supervision'

const LOOK_AGAIN = 1_000
const AFTER_A_FAILURE = 5_000

export const unfinished = (job: Job | null): boolean => job?.state === 'queued' || job?.state === 'running'

/** A season's job of one kind, followed to its end: also one that somebody else started, or that this screen left. */
export function useJob(
  name: string,
  done: (job: Job) => Promise<void> | void,
): { job: Ref<Job | null>; follow: (started: Job) => void; again: () => Promise<void>; cancel: () => Promise<void> } {
  const job = shallowRef<Job | null>(null)
  let timer = 0
  let left = false

  function follow(next: Job): void {
    if (left) return
    window.clearTimeout(timer)
    job.value = next
    if (unfinished(next)) timer = window.setTimeout(() => void look(), LOOK_AGAIN)
    else if (next.state === 'done') Promise.resolve(done(next)).catch(notifyFailure)
  }
  async function look(): Promise<void> {
    try {
      follow((await supervision.job(seasonId.value, name)).value)
    } catch (error) {
      if (left || (error instanceof Problem && error.code === 'not_found')) return
      notifyFailure(error)
      if (unfinished(job.value)) timer = window.setTimeout(() => void look(), AFTER_A_FAILURE)
    }
  }
  const again = async () => follow((await supervision.startAgain(seasonId.value, name)).value)
  const cancel = async () => follow((await supervision.cancelJob(seasonId.value, name)).value)
  onMounted(look)
  onBeforeUnmount(() => {
    left = true
    window.clearTimeout(timer)
  })
  return { job, follow, again, cancel }
}
