import { type Ref, ref } from 'vue'

import { Problem } from '@/api/problem'

import { notifyFailure } from './notification'

/** One thing at a time: a second press does nothing while the first is on its way, and a refusal is told in words. */
export function useAction(refused?: (error: unknown) => Promise<void> | void): {
  busy: Ref<boolean>
  run: (act: () => Promise<void>) => Promise<void>
} {
  const busy = ref(false)
  async function run(act: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      await act()
    } catch (error) {
      notifyFailure(error)
      await refused?.(error)
    } finally {
      busy.value = false
    }
  }
  return { busy, run }
}

/** The same where something is typed: `slip` says what is wrong with it, to stand beside it. */
export function useTyped(refused?: (error: unknown) => Promise<void> | void): {
  busy: Ref<boolean>
  slip: Ref<string>
  run: (act: () => Promise<void>) => Promise<void>
} {
  const slip = ref('')
  const { busy, run } = useAction(refused)
  const told = (act: () => Promise<void>) =>
    run(async () => {
      slip.value = ''
      try {
        await act()
      } catch (error) {
        const fault = error instanceof Problem ? error.errors[0] : undefined
        if (!fault) throw error
        slip.value = fault.detail
      }
    })
  return { busy, slip, run: told }
}
