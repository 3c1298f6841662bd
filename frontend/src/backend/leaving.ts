// What must be kept before the page goes: where the camera stands, a text that is still being typed. The page may go with
// the window (Go asks and waits a moment), with a reload, or be hidden and never come back.
import { EventsEmit } from '../../wailsjs/runtime/runtime';
import { answered, on } from './index';

/** `gone` is false while the page is only hidden and may come back. */
type Keep = (gone: boolean) => Promise<void> | void;

const keepers = new Set<Keep>();
let listening = false;

/** Calls back when the page may be about to go. Returns how to stop. */
export function onLeaving(keep: Keep): () => void {
  listen();
  keepers.add(keep);
  return () => keepers.delete(keep);
}

async function leave(gone: boolean): Promise<void> {
  await Promise.allSettled([...keepers].map((keep) => keep(gone)));
  await answered();
}

/** Listens from the first keeper on, as long as the page lives. */
function listen(): void {
  if (listening) return;
  listening = true;
  addEventListener('pagehide', () => void leave(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void leave(false);
  });
  // The window waits for this answer before it closes, and not for long.
  on('closing', () => void leave(true).finally(() => EventsEmit('kept')));
}
