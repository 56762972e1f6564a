import '@/design/index.css'

import { createApp } from 'vue'

import { preferredLanguage, speak } from '@/i18n'

import App from './App.vue'

/** Where the texts of another language do not come, the page is Chinese rather than empty. */
void speak(preferredLanguage())
  .catch(() => speak('zh-CN'))
  .then(() => createApp(App).mount('#app'))
