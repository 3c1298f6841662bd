// What Go said with the page: the answers to what it asks first (backend/api/given.go). The page is read anew with each
// of them, so each is taken once; whoever comes later asks.
import type { BoardContents, Start } from './types';

interface Given {
  start?: Start;
  board?: { id: string; contents: BoardContents } | null;
}

function read(): Given {
  const block = document.getElementById('given')?.textContent;
  return block ? (JSON.parse(block) as Given) : {};
}

let given: Given | undefined;

/** How the program begins; null where the page was given nothing. */
export function givenStart(): Start | null {
  given ??= read();
  return given.start ?? null;
}

/** What lies on the board that the program begins with, at the point of the log that the start names; once. */
export function givenBoard(id: string): BoardContents | null {
  given ??= read();
  const { board } = given;
  if (board?.id !== id) return null;
  given = { ...given, board: null };
  return board.contents;
}
