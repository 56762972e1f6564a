import { existsSync } from 'node:fs'
import { fileURLToPath, URL } from 'node:url'

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

import { FLOOR, holdTheFloor } from './floor.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** One entry page each: guardians at `/`, staff at `/staff/`, and the local cloud's SMS inbox at `/inbox/`. */
const pages = ['index.html', 'inbox/index.html'].map(at).filter((page) => existsSync(page))

/** The staff's console is built by itself (`--mode staff`): what it needs of Vue never grows the guardians' page. */
export default defineConfig(({ mode }) => ({
  plugins: [vue(), ...(mode === 'staff' ? [] : [holdTheFloor()])],
  resolve: {
    // Tables that the API reads too; the corpus is for the tests alone.
    alias: { '@': at('src'), '@tables': at('../functions/registration/values'), '@corpus': at('../tests/corpus') },
  },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    target: mode === 'staff' ? 'es2022' : FLOOR,
    modulePreload: { polyfill: false },
    // A Content-Security-Policy without data: and inline must hold, so nothing is inlined.
    assetsInlineLimit: 0,
    rollupOptions: { input: mode === 'staff' ? [at('staff/index.html')] : pages },
    emptyOutDir: mode !== 'staff',
  },
  // Safari knows no worker that is a module before 15.
  worker: { format: 'iife', plugins: () => [holdTheFloor()] },
  server: {
    fs: { allow: ['..'] },
    proxy: {
      '/api': 'http://127.0.0.1:8000',
      '/local': 'http://127.0.0.1:8000',
      '/settings.json': 'http://127.0.0.1:8000',
    },
  },
}))
