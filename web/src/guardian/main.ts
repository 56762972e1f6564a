import '@/design/index.css'

import { createApp } from 'vue'

import { preferredLanguage, speak } from '@/i18n'

import App from './App.vue'

void speak(preferredLanguage()).then(() => createApp(App).mount('#app'))
