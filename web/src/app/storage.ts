import { ref } from 'vue'

/** Whether this device has refused to keep something: private modes, full disks, blocked site data. */
export const keepsNothing = ref(false)

type Area = 'localStorage' | 'sessionStorage'
/** What the device did not keep stays as long as the page. */
const inMemory = new Map<string, string>()

export function stored(area: Area, key: string): string | null {
  try {
    return window[area].getItem(key) ?? inMemory.get(key) ?? null
  } catch {
    return inMemory.get(key) ?? null
  }
}

/** Answers whether it outlives the page. */
export function store(area: Area, key: string, value: string | null): boolean {
  inMemory.delete(key)
  try {
    if (value === null) window[area].removeItem(key)
    else window[area].setItem(key, value)
    return true
  } catch {
    if (value !== null) inMemory.set(key, value)
    return false
  }
}

/** `act` on the device's database; where it refuses, `otherwise`, and the page says so. */
export async function kept<T>(act: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await act()
  } catch {
    keepsNothing.value = true
    return otherwise
  }
}
