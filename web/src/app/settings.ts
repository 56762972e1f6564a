/** What differs from one deployment to the next; the file lies beside the pages and holds no secret. */
export interface Settings {
  issuer: string
  client_id: string
}

let loading: Promise<Settings> | undefined

export function settings(): Promise<Settings> {
  loading ??= fetch('/settings.json').then((answer) => answer.json() as Promise<Settings>)
  loading.catch(() => (loading = undefined))
  return loading
}
