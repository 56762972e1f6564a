import { type Ref, ref } from 'vue'

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
