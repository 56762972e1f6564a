import '@/design/tokens.css'
import '@/design/base.css'

import { createApp } from 'vue'

import { preferredLanguage, speak } from '@/i18n'

import Inbox from './Inbox.vue'

void speak(preferredLanguage()).then(() => createApp(Inbox).mount('#app'))
