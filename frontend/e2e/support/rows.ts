// Reads the library's real file beside the running program, with SQLite's own tool.
import type { Library } from './program';
import { run, until } from './process';

export async function rows<T>(library: Library, query: string): Promise<T[]> {
  const said = await run('sqlite3', ['-readonly', '-json', library.database, query]);
  return said.trim() === '' ? [] : (JSON.parse(said) as T[]);
}

export async function count(library: Library, from: string): Promise<number> {
  const [row] = await rows<{ n: number }>(library, `SELECT count(*) AS n FROM ${from}`);
  return row?.n ?? 0;
}

export interface ItemRow {
  id: string;
  kind: string;
  x: number;
  y: number;
  w: number;
  h: number;
  rotation: number;
  z: string;
  text: string;
  style: string;
  picture_id: string | null;
  goal_id: string | null;
}

/** What lies on the boards, as the file holds it, the lowest first. */
export const items = (library: Library): Promise<ItemRow[]> =>
  rows<ItemRow>(library, 'SELECT id, kind, x, y, w, h, rotation, z, text, style, picture_id, goal_id FROM item ORDER BY z, id');

/** The item with this text. */
export async function itemOf(library: Library, text: string): Promise<ItemRow> {
  const found = (await items(library)).filter((item) => item.text === text);
  const [item] = found;
  if (!item || found.length > 1) throw new Error(`${found.length} items say “${text}”`);
  return item;
}

/** Waits until an item with this text is kept: the page shows it a moment before. */
export async function itemOnceKept(library: Library, text: string): Promise<ItemRow> {
  await until(`“${text}” in the library`, async () => (await items(library)).some((item) => item.text === text));
  return itemOf(library, text);
}

/** How many steps were ever done. Undo and redo are none. */
export const steps = (library: Library): Promise<number> => count(library, "operation WHERE verb = 'do' AND origin = 'user'");
