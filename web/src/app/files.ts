/** WeChat's own browser hands no file to the phone: what it cannot do is not offered there. */
export const inWeChat = /MicroMessenger/i.test(navigator.userAgent)

/** Hands a file over under its name. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
