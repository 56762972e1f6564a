import { type Component, defineAsyncComponent } from 'vue'

import type { Key } from '../texts'

export interface Screen {
  path: string
  title: Key
  role: string
  view: Component
}

/** Every screen, its role, and in which order they stand; each is loaded when it is first opened. */
const SCREENS: Screen[] = [
  {
    path: 'queue',
    title: 'nav.queue',
    role: 'reviewer',
    view: defineAsyncComponent(() => import('../queue/CaseQueue.vue')),
  },
  {
    path: 'registrations',
    title: 'nav.registrations',
    role: 'reviewer',
    view: defineAsyncComponent(() => import('../list/RegistrationList.vue')),
  },
  {
    path: 'dashboard',
    title: 'nav.dashboard',
    role: 'reviewer',
    view: defineAsyncComponent(() => import('../dashboard/SeasonDashboard.vue')),
  },
  {
    path: 'season',
    title: 'nav.season',
    role: 'supervisor',
    view: defineAsyncComponent(() => import('../season/SeasonEditor.vue')),
  },
  {
    path: 'publication',
    title: 'nav.publication',
    role: 'supervisor',
    view: defineAsyncComponent(() => import('../publication/PublicationScreen.vue')),
  },
  {
    path: 'exports',
    title: 'nav.exports',
    role: 'supervisor',
    view: defineAsyncComponent(() => import('../exports/ExportList.vue')),
  },
  {
    path: 'audit',
    title: 'nav.audit',
    role: 'auditor',
    view: defineAsyncComponent(() => import('../audit/AuditTrail.vue')),
  },
]

export const screensOf = (is: (role: string) => boolean): Screen[] => SCREENS.filter((one) => is(one.role))
