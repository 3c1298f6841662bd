// What the window is made of, each part in a file of its own that is fetched when it is first looked at: the first view
// is on screen before the others have been read (docs/decisions/0015).
import type { Start } from '../backend/types';
import { once } from '../ui/once';
import { readRoute } from './router.svelte';

export const views = {
  today: once(async () => (await import('../views/TodayView.svelte')).default),
  board: once(async () => (await import('../views/BoardView.svelte')).default),
  plan: once(async () => (await import('../views/PlanView.svelte')).default),
  review: once(async () => (await import('../views/ReviewView.svelte')).default),
  library: once(async () => (await import('../views/LibraryView.svelte')).default),
};

/** What opens above a view: the palette, the Inbox, quick entry, the shortcuts. */
export const above = once(async () => (await import('./Above.svelte')).default);

/** A library that could not be opened, or can no longer be trusted. */
export const closed = once(async () => (await import('./Closed.svelte')).default);

export const welcome = once(async () => (await import('../features/welcome/Welcome.svelte')).default);

/** Fetches what the program begins with. */
export async function firstPart(start: Start | null): Promise<void> {
  if (!start) return;
  if (start.fault) await closed();
  else if (start.welcomed) await views[readRoute(start.route).place]();
  else await welcome();
}

/** Fetches the rest, so that nothing is waited for later. What fails is fetched again when it is looked at. */
export async function fetchRest(): Promise<void> {
  for (const part of [above, ...Object.values(views)]) await part().catch(() => undefined);
}
