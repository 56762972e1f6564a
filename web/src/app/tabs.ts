/** A word to this page's other tabs. Engines without BroadcastChannel learn it with their next save. */
export interface Tabs {
  tell(word: string): void
  close(): void
}

export function otherTabs(name: string, heard: (word: string) => void): Tabs {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined }
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => heard(String(data))
  return { tell: (word) => channel.postMessage(word), close: () => channel.close() }
}
