// The undo of one step, for the toast that follows it.
import { library } from './index';
import { Fault } from './fault';

/** Call right after a step. What it gives takes back that step and no other: Go refuses when something else was done since. */
export async function undoOf(): Promise<() => Promise<void>> {
  const { operation } = await library.UndoState();
  return async () => {
    const step = await library.UndoOperation(operation);
    if (step.skipped.length > 0) throw new Fault('conflict', step.skipped.join(' '));
  };
}
