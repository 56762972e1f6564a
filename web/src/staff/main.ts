import 'element-plus/theme-chalk/base.css'
import '@/design/tokens.css'
import '@/design/base.css'
import '@/design/banner.css'
import './design/theme.css'
import './design/frame.css'
import './design/case.css'
import './design/viewer.css'
import './design/desk.css'
import './design/season.css'
import './design/print.css'

import { createApp } from 'vue'

import { preferredLanguage } from '@/i18n'

import App from './App.vue'
import { speak } from './texts'

void speak(preferredLanguage()).then(() => createApp(App).mount('#app'))
