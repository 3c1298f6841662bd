// What must be kept before the page goes: where the camera stands, a text that is still being typed. The page goes with the
// window (Go asks, and waits a moment), or is hidden and may never come back. A call that is made while a page is unloaded
// does not reach Go, so that a reload is no time to keep anything.
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
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void leave(false);
  });
  // The window waits for this answer before it closes, and not for long.
  on('closing', () => void leave(true).finally(() => EventsEmit('kept')));
}
