// Where nodes go: one step deeper or higher, up or down, or to where they are dropped. Each rule gives the moves that do
// it, or a sentence that says why it cannot be done. Nothing is changed here.
import { mayHold, type Forest, type Kind, type Place } from './forest';
import type { Row } from './rows';

export interface Move extends Place {
  id: string;
}

export type Plan = { moves: Move[] } | { why: string };

/** Leaves out what goes along with one above it. */
export function tops(forest: Forest, ids: readonly string[]): string[] {
  const all = new Set(ids);
  return [...all].filter((id) => !forest.pathTo(id).some((above) => all.has(above)));
}

/** One behind the other, from a place on. */
function behind(ids: readonly string[], parent: string, after: string): Move[] {
  return ids.map((id) => {
    const move = { id, parent, after };
    after = id;
    return move;
  });
}

/** Tab: into the one before them. */
export function deeper(forest: Forest, chosen: readonly string[]): Plan {
  const ids = tops(forest, chosen);
  const moves: Move[] = [];
  const ends = new Map<string, string>();
  for (const id of ids) {
    const kind = forest.kindOf(id) as Kind;
    const into = forest.before(id).filter((one) => !ids.includes(one)).at(-1);
    if (into === undefined) return { why: 'There is nothing above it to put it into.' };
    if (!mayHold(forest.kindOf(into), kind)) return { why: `${capital(names[kind])} cannot stand inside ${names[forest.kindOf(into) as Kind]}.` };
    moves.push({ id, parent: into, after: ends.get(into) ?? forest.lastOf(into, kind) });
    ends.set(into, id);
  }
  return { moves };
}

/** Shift+Tab: behind what they stood in. */
export function higher(forest: Forest, chosen: readonly string[]): Plan {
  const moves: Move[] = [];
  const ends = new Map<string, string>();
  for (const id of tops(forest, chosen)) {
    const kind = forest.kindOf(id) as Kind;
    const parent = forest.parentOf(id);
    const above = forest.parentOf(parent);
    if (kind !== 'task' || (forest.kindOf(parent) !== 'task' && forest.kindOf(parent) !== 'milestone')) return { why: stays[kind] };
    const after = ends.get(parent) ?? (forest.kindOf(parent) === kind ? parent : forest.lastOf(above, kind));
    ends.set(parent, id);
    moves.push({ id, parent: above, after });
  }
  return { moves };
}

/** Alt+Up and Alt+Down: past the neighbour, or on into the next one that can hold them. */
export function past(forest: Forest, chosen: readonly string[], by: 1 | -1): Plan {
  const ids = tops(forest, chosen);
  const first = ids[0];
  if (first === undefined) return { moves: [] };
  const parent = forest.parentOf(first);
  const kind = forest.kindOf(first) as Kind;
  if (ids.some((id) => forest.parentOf(id) !== parent || forest.kindOf(id) !== kind)) return { why: 'These stand in different places. Choose neighbours of one kind to move them together.' };
  const list = forest.childrenOf(parent).filter((one) => forest.kindOf(one) === kind);
  const moving = list.filter((one) => ids.includes(one));
  const from = list.indexOf(moving[0] ?? '');
  const to = list.indexOf(moving.at(-1) ?? '');
  const neighbour = by === -1 ? list[from - 1] : list[to + 1];
  if (neighbour !== undefined) return { moves: behind(moving, parent, by === -1 ? (list[from - 2] ?? '') : neighbour) };

  const siblings = forest.childrenOf(forest.parentOf(parent));
  const at = siblings.indexOf(parent);
  const rest = by === 1 ? siblings.slice(at + 1) : siblings.slice(0, at).reverse();
  const into = parent === '' ? undefined : rest.find((one) => forest.kindOf(one) === forest.kindOf(parent));
  if (into === undefined) return { why: by === 1 ? 'It is the last one already.' : 'It is the first one already.' };
  return { moves: behind(moving, into, by === 1 ? '' : forest.lastOf(into, kind)) };
}

export interface Drop {
  place: Place;
  /** Where its line is drawn: above which row, and how deep. */
  at: number;
  level: number;
}

/** Where what is dragged would go when let go above row `at` (or under the last) and at about `level` deep. Null where it
 *  cannot. Of the depths that are possible there, the nearest is taken. */
export function dropAt(forest: Forest, rows: readonly Row[], ids: readonly string[], at: number, level: number): Drop | null {
  const kind = forest.kindOf(ids[0] ?? '');
  if (kind === '' || ids.some((id) => forest.kindOf(id) !== kind)) return null;
  const above = rows[at - 1];
  const below = rows[at];
  const dragged = (id: string): boolean => ids.some((one) => forest.isWithin(id, one));
  const found: Drop[] = [];
  const offer = (parent: string, after: string, deep: number): void => {
    if (parent !== '' && dragged(parent)) return;
    if (mayHold(forest.kindOf(parent), kind)) found.push({ place: { parent, after }, at, level: deep });
  };
  if (!above) offer(below ? forest.parentOf(below.id) : '', '', 1);
  else {
    // The first inside the row above, or behind it, or behind what it stands in, up to the depth of the row below.
    if (above.open || !above.holds) offer(above.id, '', above.level + 1);
    for (let i = at - 1, deep = above.level; i >= 0 && deep >= 1; i--) {
      const row = rows[i];
      if (!row || row.level !== deep) continue;
      if (below && deep < below.level) break;
      const parent = forest.parentOf(row.id);
      const list = forest.childrenOf(parent);
      offer(parent, list.slice(0, list.indexOf(row.id) + 1).filter((one) => forest.kindOf(one) === kind && !dragged(one)).at(-1) ?? '', deep);
      deep--;
    }
  }
  let best: Drop | null = null;
  for (const one of found) if (!best || Math.abs(one.level - level) < Math.abs(best.level - level)) best = one;
  return best;
}

const names: Record<Kind, string> = { aspiration: 'an aspiration', goal: 'a goal', milestone: 'a milestone', task: 'a task' };

const stays: Record<Kind, string> = {
  aspiration: 'An aspiration is at the top already.',
  goal: 'A goal goes elsewhere with Move, or by dragging it.',
  milestone: 'A milestone stands in its goal: it cannot stand beside it.',
  task: 'A task stands in its goal: it cannot stand beside it.',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
