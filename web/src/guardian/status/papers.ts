import { onBeforeUnmount, onMounted, provide } from 'vue'

import type { Registration, Season } from '@/api/types'

import { FILLING } from '../context'
import { Draft } from '../draft/draft'
import { Uploads } from '../upload/uploads'

/** Papers for one check of a submitted registration, or for its review, for as long as the screen stands. */
export function usePapers(
  first: Registration,
  etag: string,
  season: Season,
  check: string,
): { draft: Draft; uploads: Uploads } {
  const draft = new Draft(first, etag)
  provide(FILLING, { draft, season })
  const uploads = new Uploads(draft.id, () => draft.refresh(), check)
  onMounted(() => void uploads.resume())
  onBeforeUnmount(() => {
    uploads.close()
    draft.close()
  })
  return { draft, uploads }
}
