import { computed } from 'vue'

import { type Permission, ROLES } from '@/api/vocabulary'
import { session } from '@/auth/session'

interface Claims {
  roles: string[]
  district: string
}

/** What the token says of its holder: only to choose what to show; every route decides for itself. */
function claimsOf(token: string): Claims {
  const body = token.split('.')[1] ?? ''
  const bytes = Uint8Array.from(atob(body.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0))
  const payload = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Claims>
  return { roles: payload.roles ?? [], district: payload.district ?? '' }
}

export const member = computed<Claims>(() =>
  session.value ? claimsOf(session.value.token) : { roles: [], district: '' },
)

const GRANTED: Record<string, readonly Permission[]> = ROLES

/** Whether one of the member's roles grants it; a role that this page does not know grants nothing. */
export const may = (permission: Permission): boolean =>
  member.value.roles.some((role) => GRANTED[role]?.includes(permission))
