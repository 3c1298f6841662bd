// The verbs of the whole window: places, undo, the palette, the theme.
import Keyboard from '@lucide/svelte/icons/keyboard';
import Moon from '@lucide/svelte/icons/moon';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Search from '@lucide/svelte/icons/search';
import Undo2 from '@lucide/svelte/icons/undo-2';
import { answered, library } from '../backend';
import type { Action } from '../ui/actions';
import { toast } from '../ui/toast.svelte';
import type { Router } from './router.svelte';
import type { Theme, ThemeChoice } from './theme.svelte';

export interface AppVerbs {
  router: Router;
  theme: Theme;
  palette: () => void;
  shortcuts: () => void;
}

export function appActions({ router, theme, palette, shortcuts }: AppVerbs): Action[] {
  const choose = (choice: ThemeChoice) => async () => {
    theme.choice = choice;
    await library.SetSetting('theme', choice === 'auto' ? '' : choice);
  };
  return [
    { id: 'app.undo', title: 'Undo', icon: Undo2, keys: ['Mod+Z'], group: 'Edit', reach: 'dialogs', run: () => step('Undo') },
    { id: 'app.redo', title: 'Redo', icon: Redo2, keys: ['Mod+Shift+Z', 'Mod+Y'], group: 'Edit', reach: 'dialogs', run: () => step('Redo') },
    { id: 'app.palette', title: 'Find a command', icon: Search, keys: ['Mod+K'], group: 'Go', reach: 'everywhere', run: palette },
    { id: 'app.shortcuts', title: 'Keyboard shortcuts', icon: Keyboard, keys: ['?', 'F1'], group: 'Go', run: shortcuts },
    { id: 'app.today', title: 'Go to Today', keys: ['Mod+1'], group: 'Go', reach: 'everywhere', run: () => router.go('today') },
    { id: 'app.board', title: 'Go to the board', keys: ['Mod+2'], group: 'Go', reach: 'everywhere', run: () => router.go('board') },
    { id: 'app.plan', title: 'Go to the plan', keys: ['Mod+3'], group: 'Go', reach: 'everywhere', run: () => router.go('plan') },
    { id: 'app.review', title: 'Go to the review', keys: ['Mod+4'], group: 'Go', reach: 'everywhere', run: () => router.go('review') },
    { id: 'app.library', title: 'Go to the library', keys: ['Mod+5'], group: 'Go', reach: 'everywhere', run: () => router.go('library') },
    { id: 'app.back', title: 'Go back', keys: ['Alt+Left'], group: 'Go', run: () => void router.back() },
    { id: 'app.theme-auto', title: 'Follow the desktop’s light and dark', icon: Moon, group: 'Look', words: 'theme', run: choose('auto') },
    { id: 'app.theme-light', title: 'Paper by day', icon: Moon, group: 'Look', words: 'theme light', run: choose('light') },
    { id: 'app.theme-dark', title: 'Night sky', icon: Moon, group: 'Look', words: 'theme dark', run: choose('dark') },
  ];
}

/** One step back or forward, and what it was. What could not be taken back is named. */
async function step(way: 'Undo' | 'Redo'): Promise<void> {
  await answered();
  const taken = way === 'Undo' ? await library.Undo() : await library.Redo();
  const again = way === 'Undo' ? ({ title: 'Redo', run: () => step('Redo') } as const) : ({ title: 'Undo', run: () => step('Undo') } as const);
  if (!taken.done) toast(way === 'Undo' ? 'There is nothing to undo.' : 'There is nothing to redo.', { key: 'undo' });
  else if (taken.skipped.length > 0) toast(`${taken.label}: ${taken.skipped.join(' ')}`, { key: 'undo', action: again });
  else toast(`${way === 'Undo' ? 'Undone' : 'Done again'}: ${taken.label}`, { key: 'undo', action: again });
}
