import { type Component, defineAsyncComponent } from 'vue'

import type { Permission } from '@/api/vocabulary'

import type { Key } from '../texts'

export interface Screen {
  path: string
  title: Key
  asks: Permission
  view: Component
}

/** Every screen, the permission it asks for, and in which order they stand; each is loaded when it is first opened. */
const SCREENS: Screen[] = [
  {
    path: 'queue',
    title: 'nav.queue',
    asks: 'cases',
    view: defineAsyncComponent(() => import('../queue/CaseQueue.vue')),
  },
  {
    path: 'registrations',
    title: 'nav.registrations',
    asks: 'cases',
    view: defineAsyncComponent(() => import('../list/RegistrationList.vue')),
  },
  {
    path: 'dashboard',
    title: 'nav.dashboard',
    asks: 'figures',
    view: defineAsyncComponent(() => import('../dashboard/SeasonDashboard.vue')),
  },
  {
    path: 'season',
    title: 'nav.season',
    asks: 'season',
    view: defineAsyncComponent(() => import('../season/SeasonEditor.vue')),
  },
  {
    path: 'work',
    title: 'nav.work',
    asks: 'work',
    view: defineAsyncComponent(() => import('../work/WorkScreen.vue')),
  },
  {
    path: 'readers',
    title: 'nav.readers',
    asks: 'approvals',
    view: defineAsyncComponent(() => import('../work/ReadersScreen.vue')),
  },
  {
    path: 'publication',
    title: 'nav.publication',
    asks: 'publication',
    view: defineAsyncComponent(() => import('../publication/PublicationScreen.vue')),
  },
  {
    path: 'exports',
    title: 'nav.exports',
    asks: 'exports',
    view: defineAsyncComponent(() => import('../exports/ExportList.vue')),
  },
  {
    path: 'audit',
    title: 'nav.audit',
    asks: 'audit',
    view: defineAsyncComponent(() => import('../audit/AuditTrail.vue')),
  },
]

export const screensOf = (may: (permission: Permission) => boolean): Screen[] => SCREENS.filter((one) => may(one.asks))
