import { computed } from 'vue'

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
export const is = (role: string): boolean => member.value.roles.includes(role)
