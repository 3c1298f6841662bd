// The undo of one step, for the toast that follows it.
import { library } from './index';
import { Fault } from './fault';

/** Call right after a step. What it gives takes back that step, and refuses when something else was done since. */
export async function undoOf(): Promise<() => Promise<void>> {
  const { undo: label } = await library.UndoState();
  return async () => {
    const { undo } = await library.UndoState();
    if (undo !== label) throw new Fault('conflict', 'Something else has been done since, so nothing was taken back. Undo goes back one step at a time.');
    const step = await library.Undo();
    if (step.skipped.length > 0) throw new Fault('conflict', step.skipped.join(' '));
  };
}
