import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import prettier from 'eslint-config-prettier/flat'
import compat from 'eslint-plugin-compat'
import importSort from 'eslint-plugin-simple-import-sort'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import typescript from 'typescript-eslint'

/** The same measures as the Python side's: complexity, length of a line and of a file. */
const SIZE = {
  complexity: ['error', 10],
  'max-depth': ['error', 4],
  'max-lines': ['error', 300],
  'max-params': ['error', 6],
  // Texts, paths and links are not broken to fit.
  'max-len': [
    'error',
    { code: 120, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
  ],
}

const JAVASCRIPT = {
  curly: ['error', 'multi-line'],
  eqeqeq: 'error',
  'no-alert': 'error',
  'no-console': 'error',
  'no-else-return': 'error',
  'no-implicit-coercion': ['error', { allow: ['!!'] }],
  'no-lonely-if': 'error',
  'no-param-reassign': 'error',
  'no-sequences': 'error',
  'no-unneeded-ternary': 'error',
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'object-shorthand': 'error',
  'prefer-template': 'error',
  'simple-import-sort/imports': 'error',
  'simple-import-sort/exports': 'error',
}

const TYPESCRIPT = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/no-shadow': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
}

const VUE = {
  'vue/block-lang': ['error', { script: { lang: 'ts' } }],
  'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
  'vue/component-api-style': ['error', ['script-setup']],
  'vue/component-name-in-template-casing': ['error', 'PascalCase', { registeredComponentsOnly: false }],
  'vue/custom-event-name-casing': 'error',
  'vue/define-emits-declaration': ['error', 'type-based'],
  'vue/define-macros-order': 'error',
  'vue/define-props-declaration': ['error', 'type-based'],
  'vue/enforce-style-attribute': ['error', { allow: ['scoped'] }],
  'vue/eqeqeq': 'error',
  'vue/html-button-has-type': 'error',
  'vue/no-empty-component-block': 'error',
  'vue/no-ref-object-reactivity-loss': 'error',
  'vue/no-static-inline-styles': 'error',
  'vue/no-template-target-blank': 'error',
  'vue/no-undef-components': 'error',
  'vue/no-unused-emit-declarations': 'error',
  'vue/no-unused-properties': 'error',
  'vue/no-unused-refs': 'error',
  'vue/no-useless-mustaches': 'error',
  'vue/no-useless-v-bind': 'error',
  'vue/no-v-text': 'error',
  'vue/prefer-separate-static-class': 'error',
  'vue/prefer-true-attribute-shorthand': 'error',
  // A control inside its label is labelled: HTML asks for no `for` beside it.
  'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
}

/** Which folder may not import which: families load nothing of the staff's, and what is shared knows neither. */
const arrow = (files, ...forbidden) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden }] }] },
})

export default defineConfig(
  { ignores: ['dist/', 'screenshots/', 'src/api/schema.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  js.configs.recommended,
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  vue.configs['flat/recommended'],
  accessibility.configs['flat/recommended'],
  {
    plugins: { 'simple-import-sort': importSort },
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        parser: typescript.parser,
        extraFileExtensions: ['.vue'],
        projectService: { allowDefaultProject: ['vite.config.ts'], defaultProject: 'tsconfig.node.json' },
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  prettier,
  { rules: { ...SIZE, ...JAVASCRIPT, ...TYPESCRIPT, ...VUE } },
  { files: ['**/*.js'], extends: [typescript.configs.disableTypeChecked] },
  {
    // What families load runs on engines of package.json's browserslist; what is newer is guarded, and named here.
    files: ['src/{api,app,auth,design,i18n,guardian,inbox}/**'],
    extends: [compat.configs['flat/recommended']],
    settings: { polyfills: ['BroadcastChannel', 'OffscreenCanvas', 'Intl.DisplayNames', 'createImageBitmap'] },
  },
  arrow(['src/{api,app,auth,design,i18n}/**'], '**/guardian/**', '**/staff/**', '**/inbox/**'),
  arrow(['src/guardian/**'], '**/staff/**', '**/inbox/**'),
  arrow(['src/staff/**'], '**/guardian/**', '**/inbox/**'),
  arrow(['src/inbox/**'], '**/guardian/**', '**/staff/**'),
)
