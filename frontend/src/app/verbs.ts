// The verbs of the whole window: places, undo, the palette, the theme.
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import Bell from '@lucide/svelte/icons/bell';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LogOut from '@lucide/svelte/icons/log-out';
import Monitor from '@lucide/svelte/icons/monitor';
import Moon from '@lucide/svelte/icons/moon';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Search from '@lucide/svelte/icons/search';
import Settings from '@lucide/svelte/icons/settings';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Sun from '@lucide/svelte/icons/sun';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import Trash2 from '@lucide/svelte/icons/trash-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import { library } from '../backend';
import type { Action } from '../ui/actions';
import type { Router } from './router.svelte';
import type { Steps } from './steps';
import type { Theme, ThemeChoice } from './theme.svelte';

export interface AppVerbs {
  router: Router;
  steps: Steps;
  theme: Theme;
  palette: () => void;
  shortcuts: () => void;
  wallpaper: () => void;
}

/** There before there is a library, and when it cannot be opened. */
export const quit: Action = { id: 'app.quit', title: 'Quit Northboard', icon: LogOut, keys: ['Mod+Q'], group: 'Go', words: 'exit close leave', reach: 'everywhere', run: () => library.Quit() };

export function appActions({ router, steps, theme, palette, shortcuts, wallpaper }: AppVerbs): Action[] {
  const choose = (choice: ThemeChoice) => async () => {
    theme.choice = choice;
    await library.SetSetting('theme', choice === 'auto' ? '' : choice);
  };
  return [
    { id: 'app.undo', title: 'Undo', icon: Undo2, keys: ['Mod+Z'], group: 'Edit', reach: 'dialogs', run: () => steps.undo() },
    { id: 'app.redo', title: 'Redo', icon: Redo2, keys: ['Mod+Shift+Z', 'Mod+Y'], group: 'Edit', reach: 'dialogs', run: () => steps.redo() },
    { id: 'app.palette', title: 'Find anything', icon: Search, keys: ['Mod+K'], group: 'Go', words: 'command search palette', reach: 'everywhere', run: palette },
    { id: 'app.shortcuts', title: 'Keyboard shortcuts', icon: Keyboard, keys: ['?', 'F1'], group: 'Go', words: 'help keys', run: shortcuts },
    { id: 'app.today', title: 'Go to Today', keys: ['Mod+1'], group: 'Go', reach: 'everywhere', run: () => router.go('today') },
    { id: 'app.board', title: 'Go to the board', keys: ['Mod+2'], group: 'Go', reach: 'everywhere', run: () => router.go('board') },
    { id: 'app.plan', title: 'Go to the plan', keys: ['Mod+3'], group: 'Go', reach: 'everywhere', run: () => router.go('plan') },
    { id: 'app.review', title: 'Go to the review', keys: ['Mod+4'], group: 'Go', reach: 'everywhere', run: () => router.go('review') },
    { id: 'app.library', title: 'Go to the library and settings', icon: Settings, keys: ['Mod+5'], group: 'Go', words: 'preferences options sample', reach: 'everywhere', run: () => router.go('library') },
    { id: 'app.back', title: 'Go back', keys: ['Alt+Left'], group: 'Go', run: () => void router.back() },
    { id: 'app.wallpaper', title: 'Set the wallpaper', icon: Monitor, group: 'Look', words: 'desktop background', run: wallpaper },
    { id: 'app.theme-light', title: 'Light: paper by day', icon: Sun, group: 'Look', words: 'theme bright', run: choose('light') },
    { id: 'app.theme-dark', title: 'Dark: night sky', icon: Moon, group: 'Look', words: 'theme', run: choose('dark') },
    { id: 'app.theme-auto', title: 'Light or dark, as the desktop is', icon: SunMoon, group: 'Look', words: 'theme automatic', run: choose('auto') },
    { id: 'app.reminders', title: 'Set when Northboard reminds', icon: Bell, group: 'Library', words: 'reminder time notifications weekly review', run: () => router.go('library/reminders') },
    { id: 'app.safety', title: 'Back up or restore', icon: ShieldCheck, group: 'Library', words: 'backup safety copy', run: () => router.go('library/safety') },
    { id: 'app.exchange', title: 'Export or import', icon: ArrowLeftRight, group: 'Library', words: 'archive save markdown', run: () => router.go('library/exchange') },
    { id: 'app.trash', title: 'Open the trash', icon: Trash2, group: 'Library', words: 'deleted bin put back', run: () => router.go('library/trash') },
  ];
}
