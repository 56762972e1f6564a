import type { Paper } from '@/api/types'

/** Stands in the place of a check's id: the paper is brought for a review. */
export const FOR_REVIEW = 'review'

/** What a paper belongs to: a check, a review, or (nothing) the form. */
export const aboutOf = (paper: Paper): string | undefined => (paper.for_review ? FOR_REVIEW : paper.check)

/** The same as the API takes it. */
export const asSent = (about: string | undefined): { check?: string; for_review?: true } => {
  if (about === undefined) return {}
  return about === FOR_REVIEW ? { for_review: true } : { check: about }
}
