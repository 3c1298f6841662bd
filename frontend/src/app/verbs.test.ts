// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { rank } from '../ui/fuzzy';
import { Router } from './router.svelte';
import { Steps } from './steps';
import { Theme } from './theme.svelte';
import { appActions, quit } from './verbs';

const nothing = (): void => undefined;
const router = new Router(nothing);
const known = [...appActions({ router, steps: new Steps(router), theme: new Theme(), palette: nothing, shortcuts: nothing, wallpaper: nothing }), quit];

// As the palette finds them: what a newcomer types, and what comes first.
it.each([
  ['wallpaper', 'Set the wallpaper'],
  ['settings', 'Go to the library and settings'],
  ['preferences', 'Go to the library and settings'],
  ['help', 'Keyboard shortcuts'],
  ['dark', 'Dark: night sky'],
  ['light', 'Light: paper by day'],
  ['reminder time', 'Set when Northboard reminds'],
  ['export', 'Export or import'],
  ['backup', 'Back up or restore'],
  ['trash', 'Open the trash'],
  ['quit', 'Quit Northboard'],
  ['exit', 'Quit Northboard'],
])('“%s” finds “%s”', (typed, title) => {
  const found = rank(typed, known, (action) => action.title, (action) => `${action.group ?? ''} ${action.words ?? ''}`);
  expect(found[0]?.item.title).toBe(title);
});
