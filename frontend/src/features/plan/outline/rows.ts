// The tree as the rows that are seen: what is folded, filtered, sorted, or the one branch that is looked at.
import type { Forest, Node } from './forest';

export interface Row {
  id: string;
  /** From 1. */
  level: number;
  /** Its place among its siblings, from 1, and how many there are. */
  at: number;
  of: number;
  /** Whether it has anything to unfold, and whether that is unfolded. */
  holds: boolean;
  open: boolean;
  /** Seen only because something under it is. */
  faint: boolean;
}

export interface Look {
  /** The branch that is looked at; '' for the whole plan. */
  branch: string;
  closed: ReadonlySet<string>;
  /** What is looked for; null for everything. Its ancestors are shown with it, and nothing is folded. */
  wanted: ((node: Node) => boolean) | null;
  order: ((a: Node, b: Node) => number) | null;
}

export const wholePlan: Look = { branch: '', closed: new Set(), wanted: null, order: null };

export function rowsOf(forest: Forest, look: Look): Row[] {
  const rows: Row[] = [];
  const seen = look.wanted ? wantedWithin(forest, look.wanted) : null;

  const childrenOf = (id: string): Node[] => {
    const found: Node[] = [];
    for (const child of forest.childrenOf(id)) {
      const node = forest.get(child);
      if (node && (!seen || seen.has(child) || node.fresh)) found.push(node);
    }
    // Kinds keep apart, and what is being typed stays where it is typed.
    const sort = look.order;
    if (sort && found.length > 1 && !found.some((node) => node.fresh)) found.sort((a, b) => (a.kind === b.kind ? sort(a, b) : 0));
    return found;
  };

  const walk = (nodes: readonly Node[], level: number): void => {
    nodes.forEach((node, index) => {
      const children = childrenOf(node.id);
      const open = children.length > 0 && (seen !== null || !look.closed.has(node.id));
      rows.push({ id: node.id, level, at: index + 1, of: nodes.length, holds: children.length > 0, open, faint: seen !== null && !node.fresh && !look.wanted?.(node) });
      if (open) walk(children, level + 1);
    });
  };
  walk(childrenOf(forest.get(look.branch) ? look.branch : ''), 1);
  return rows;
}

function wantedWithin(forest: Forest, wanted: (node: Node) => boolean): Set<string> {
  const seen = new Set<string>();
  const walk = (id: string): boolean => {
    let any = false;
    for (const child of forest.childrenOf(id)) {
      const node = forest.get(child);
      const below = walk(child);
      if (!node || !(below || wanted(node))) continue;
      seen.add(child);
      any = true;
    }
    return any;
  };
  walk('');
  return seen;
}

/** What is looked for by words: each must be in the title, whatever its case and accents. */
export function byWords(text: string): ((node: Node) => boolean) | null {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return null;
  return (node) => {
    const title = plain(node.title);
    return words.every((word) => title.includes(word));
  };
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{Mn}+/gu, '').toLocaleLowerCase();

export type Only = 'all' | 'dated' | 'late' | 'waiting' | 'ready';

/** What is looked for by how it stands, on a day. */
export function byState(only: Only, today: string): ((node: Node) => boolean) | null {
  const late = (node: Node): boolean => !node.done && node.due !== '' && node.due < today;
  if (only === 'dated') return (node) => node.due !== '';
  if (only === 'late') return late;
  if (only === 'waiting') return (node) => node.waiting || node.blocked;
  if (only === 'ready') return (node) => node.kind === 'task' && !node.done && !node.waiting && !node.blocked && node.begins <= today;
  return null;
}

/** Both at once; null when neither asks for anything. */
export function both(a: Look['wanted'], b: Look['wanted']): Look['wanted'] {
  if (!a || !b) return a ?? b;
  return (node) => a(node) && b(node);
}

export type Order = 'own' | 'due' | 'title' | 'priority';

const collator = new Intl.Collator(undefined, { numeric: true });

/** How siblings stand; null for their own order. */
export function orderBy(order: Order): Look['order'] {
  if (order === 'due') return (a, b) => (a.due || '9999').localeCompare(b.due || '9999');
  if (order === 'title') return (a, b) => collator.compare(a.title, b.title);
  if (order === 'priority') return (a, b) => b.score - a.score;
  return null;
}

/** What is folded in a plan when it is first seen: a large one shows its goals and no more. */
export function foldedAtFirst(forest: Forest, most = 150): Set<string> {
  const closed = new Set<string>();
  if (forest.size <= most) return closed;
  for (const node of forest.all()) if (node.kind === 'goal') closed.add(node.id);
  return closed;
}

/** Which rows are in sight, from and to (not included), with some more on both sides. */
export function inSight(top: number, height: number, row: number, count: number, more = 8): { from: number; to: number } {
  if (row <= 0) return { from: 0, to: Math.min(count, 40) };
  const from = Math.max(0, Math.min(count, Math.floor(top / row) - more));
  return { from, to: Math.min(count, Math.ceil((top + height) / row) + more) };
}
