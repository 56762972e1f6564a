/** What would be refused whatever is in it; the key of its words is `upload.<reason>`. */
export type Unfit = 'empty' | 'kind' | 'large' | 'large.photo'

const ACCEPTED = /^(image\/(jpeg|png|webp|heic|heif)|application\/pdf)$/
/** The API's own (NewDocument.media_type). */
export const LARGEST = 10 * 1024 * 1024
/** Bytes; the API's own (MAX_UPLOAD). A photo is shrunk before it is measured. */

export function unfit(file: Blob, type: string): Unfit | null {
  if (file.size === 0) return 'empty'
  if (!ACCEPTED.test(type)) return 'kind'
  if (file.size <= LARGEST) return null
  return type.startsWith('image/') ? 'large.photo' : 'large'
}
