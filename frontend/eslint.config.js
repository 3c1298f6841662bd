import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// The layers of the page (docs/tour.md): views -> features -> backend, canvas, ui.
// Each rule carries its reason, so that the message says what to do.
const only = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const wails = { group: ['**/wailsjs/**'], message: 'Only src/backend talks to Wails: call through it.' };
const features = { group: ['**/features/**'], message: 'Only views and app bring features together.' };
const views = { group: ['**/views/**', '**/app/**'], message: 'Imports point downwards: views -> features -> backend, canvas, ui.' };

export default ts.config(
  { ignores: ['dist/**', 'bench/dist/**', 'node_modules/**', 'wailsjs/**', 'test-results/**'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/require-each-key': 'error', 'svelte/button-has-type': 'error', 'svelte/no-at-html-tags': 'error',
      // Sets and maps are held in $state.raw and replaced, never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  only(['src/canvas/**', 'src/ui/**'], [wails, features, views, { group: ['**/backend/**'], message: 'canvas and ui import nothing of ours: pass data in.' }]),
  only(['src/backend/**'], [features, views, { group: ['**/canvas/**', '**/ui/**'], message: 'backend is a leaf.' }]),
  only(['src/features/**'], [wails, views, { regex: '^\\.\\./\\.\\./features|^\\.\\./(?!\\.\\./)[a-z]', message: 'Features never import each other: meet in a view.' }]),
  only(['src/views/**', 'src/app/**'], [wails]),
);
