import { computed, nextTick, readonly, ref } from 'vue'

/**
 * A route is what stands behind `#`: any file server can serve the page, and nothing of a route reaches a server's log.
 */
const here = (): string => decodeURIComponent(location.hash.replace(/^#\/?/, ''))

const path = ref(here())
export const route = readonly(path)
export const segments = computed(() => path.value.split('/').filter(Boolean))

window.addEventListener('hashchange', () => {
  path.value = here()
  void arrive()
})

function toHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('main h1')
  heading?.focus({ preventScroll: true })
  return heading !== null
}

/** A new screen begins at its top, and a screen reader is told its heading, as soon as the network brings it. */
const coming = new MutationObserver(() => {
  if (toHeading()) coming.disconnect()
})
async function arrive(): Promise<void> {
  window.scrollTo(0, 0)
  coming.disconnect()
  await nextTick()
  await new Promise((resolve) => requestAnimationFrame(resolve))
  if (!toHeading()) coming.observe(document.body, { childList: true, subtree: true })
}

export function go(to: string): void {
  location.hash = `#/${to}`
}

export function replace(to: string): void {
  history.replaceState(null, '', `#/${to}`)
  path.value = here()
  void arrive()
}
