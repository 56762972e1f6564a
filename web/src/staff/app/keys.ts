import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'

import type { Key } from '../texts'

/** One key of a screen: what it does, and how the help says it. */
export interface Shortcut {
  keys: string[]
  says: Key
  act: (key: string) => void
}

const KEPT = 'ruxue.staff.keys'

/** Single letters can be switched off (WCAG 2.1.4): who dictates would set them off by speaking. */
export const keysOn = ref(localStorage.getItem(KEPT) !== 'off')
export function switchKeys(on: boolean): void {
  keysOn.value = on
  localStorage.setItem(KEPT, on ? 'on' : 'off')
}

const screens = shallowRef<Shortcut[][]>([])
export const shortcuts = () => screens.value.flat()

/** What a person types into is never a command. */
const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable], [role=combobox]')

/** A button or link takes Enter and Space itself. */
const pressing = (event: KeyboardEvent): boolean =>
  ['Enter', ' '].includes(event.key) &&
  event.target instanceof HTMLElement &&
  event.target.matches('button, a, summary, [role=button]')

/** A dialog that is open has its own keys. */
const inDialog = (): boolean => [...document.querySelectorAll('[aria-modal=true]')].some((one) => one.checkVisibility())

/** A key with a modifier is the browser's, and one that composes a character the input method's. */
const taken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing

function onKey(event: KeyboardEvent): void {
  if (taken(event) || typing(event.target) || pressing(event) || inDialog()) return
  if (!keysOn.value && event.key.length === 1) return
  const found = screens.value
    .toReversed()
    .flat()
    .find((one) => one.keys.includes(event.key))
  if (!found) return
  event.preventDefault()
  found.act(event.key)
}
window.addEventListener('keydown', onKey)

/** The keys of a screen or of a part of it, for as long as it is shown; the innermost wins. */
export function useKeys(mine: Shortcut[]): void {
  onMounted(() => (screens.value = [...screens.value, mine]))
  onBeforeUnmount(() => (screens.value = screens.value.filter((one) => one !== mine)))
}
