// The board that the program opens with came with the page, or is asked for before its view has been fetched: both take
// their time at once.
import { board as calls, changes } from '../../backend';
import { givenBoard } from '../../backend/given';
import type { BoardContents } from '../../backend/types';

let ahead: { boardID: string; contents: Promise<BoardContents>; stop: () => void } | undefined;

/** Asks for a board that will be opened in a moment. */
export function readAhead(boardID: string): void {
  // What changes before the view listens would be missed: the board is then read anew.
  const stop = changes.on(['board', 'item', 'picture', 'goal', 'aspiration'], forget);
  const given = givenBoard(boardID);
  ahead = { boardID, contents: given ? Promise.resolve(given) : calls.Contents(boardID), stop };
  // Whoever opens the board says what went wrong.
  ahead.contents.catch(() => undefined);
}

/** What lies on a board: as it was asked for ahead, once, or as it is now. */
export function contentsOf(boardID: string): Promise<BoardContents> {
  const known = ahead?.boardID === boardID ? ahead.contents : calls.Contents(boardID);
  forget();
  return known;
}

function forget(): void {
  ahead?.stop();
  ahead = undefined;
}
