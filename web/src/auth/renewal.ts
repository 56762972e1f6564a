import { ref } from 'vue'

import { keep, type Session, session } from './session'

/** A session renewed in a window of its own, so that the page with its half-typed answers stays as it is. */
const CHANNEL = 'ruxue-session'
/** Milliseconds before its end at which one is told. */
const AHEAD = 5 * 60_000
/** Milliseconds in which the page that asked answers; without an answer this window is the page. */
const ANSWER = 1_000

export const ending = ref(false)
export const stranger = ref(false)
let timer = 0
let whose = session.value?.subject

/** Tells in time that the session will end. */
export function watchTheEnd(): void {
  window.clearTimeout(timer)
  ending.value = false
  if (!session.value) return
  whose = session.value.subject
  stranger.value = false
  const wait = session.value.expires - Date.now() - AHEAD
  timer = window.setTimeout(() => (ending.value = true), Math.max(0, wait))
}

/** Opens the window; false where this browser has none, and the page itself has to go to sign in. */
export function openWindow(to: string): boolean {
  if (typeof BroadcastChannel === 'undefined') return false
  const opened = window.open(`${location.pathname}#/renewing/${to}`, 'ruxue-renewal', 'width=480,height=760')
  if (!opened) return false
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<Session | 'taken'>) => {
    if (data === 'taken') return
    if (data.subject !== whose) {
      stranger.value = true
      return
    }
    channel.postMessage('taken')
    channel.close()
    keep(data)
  }
  return true
}

/** In the window: hands the new session over. True where somebody took it. */
export async function handOver(): Promise<boolean> {
  if (typeof BroadcastChannel === 'undefined' || !session.value) return false
  const channel = new BroadcastChannel(CHANNEL)
  const taken = new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }) => data === 'taken' && resolve(true)
    window.setTimeout(() => resolve(false), ANSWER)
  })
  channel.postMessage({ ...session.value })
  const answer = await taken
  channel.close()
  return answer
}
