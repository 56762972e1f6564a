import '@/design/tokens.css'
import '@/design/base.css'

import { createApp } from 'vue'

import { preferredLanguage, speak } from '@/i18n'

import SmsInbox from './SmsInbox.vue'

void speak(preferredLanguage()).then(() => createApp(SmsInbox).mount('#app'))
