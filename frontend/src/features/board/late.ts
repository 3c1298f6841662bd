// What of the board is fetched once it is on screen, or when it is first asked for (docs/decisions/0015).
import { once } from '../../ui/once';

/** The menu, the question for a goal, the goals to hang, the outline. */
export const over = once(async () => (await import('./Over.svelte')).default);
/** The bar of what is selected. */
export const selectionBar = once(async () => (await import('./SelectionBar.svelte')).default);
/** The board's background. */
export const groundPicker = once(async () => (await import('./GroundPicker.svelte')).default);
