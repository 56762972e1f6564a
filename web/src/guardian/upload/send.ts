import { Offline, Problem, wordsOf } from '@/api/problem'

export async function sha256(file: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return btoa(String.fromCharCode(...digest))
}

const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
  pdf: 'application/pdf',
}

/** Some phones give no type, so the name's ending helps; the inspector believes neither. */
export const typeOf = (file: Blob, name: string): string =>
  file.type || (TYPES[name.toLowerCase().split('.').pop() ?? ''] ?? 'application/octet-stream')

/** Only XMLHttpRequest tells how much of a body has gone. */
export function post(
  url: string,
  fields: Record<string, string>,
  file: Blob,
  progress: (part: number) => void,
): Promise<void> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total)
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Problem(request.status, 'storage', wordsOf(request.status)))
    request.onerror = request.ontimeout = () => reject(new Offline())
    request.timeout = 120_000
    request.send(form)
  })
}
