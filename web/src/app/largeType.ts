import { ref } from 'vue'

import { store, stored } from './storage'

/** The choice says nothing about anybody, and is kept on the device. */
const CHOICE = 'ruxue.large'
export const large = ref(stored('localStorage', CHOICE) === 'yes')

const show = () => document.documentElement.toggleAttribute('data-large', large.value)
show()

export function switchType(): void {
  large.value = !large.value
  store('localStorage', CHOICE, large.value ? 'yes' : null)
  show()
}
