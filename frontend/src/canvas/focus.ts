// The board for keyboards and screen readers: which items have a focusable element just now, where an arrow key leads,
// and what an item is called.

import { readingOrder } from './arrange';
import { centreOf, type Point } from './geometry';
import { daysText, percentText } from './paint/words';
import type { SceneFace, SceneItem } from './scene';

/** No more elements than this stand above the canvas. */
export const mostFocusable = 200;

/** The items nearest to the focus, or to the middle of the view, in reading order. The focused one is always among them. */
export function focusable(items: readonly SceneItem[], focused: string | null, middle: Point, most = mostFocusable): SceneItem[] {
  if (items.length <= most) return readingOrder(items);
  const held = focused === null ? undefined : items.find((item) => item.id === focused);
  const from = held ? centreOf(held) : middle;
  const distance = (item: SceneItem) => (item === held ? -1 : Math.hypot(item.x + item.w / 2 - from.x, item.y + item.h / 2 - from.y));
  const near = items.map((item) => ({ item, far: distance(item) }));
  near.sort((a, b) => a.far - b.far);
  return readingOrder(near.slice(0, most).map((one) => one.item));
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Where an arrow leads. Left and right follow the reading order through every item and round again, so that all can be
 *  reached; up and down go to the nearest item that way, and stay where there is none. */
export function nextItem(items: readonly SceneItem[], from: string | null, direction: Direction): SceneItem | null {
  const ordered = readingOrder(items);
  if (ordered.length === 0) return null;
  const at = ordered.findIndex((item) => item.id === from);
  const start = ordered[at];
  if (!start) return (direction === 'left' || direction === 'up' ? ordered[ordered.length - 1] : ordered[0]) ?? null;
  if (direction === 'right') return ordered[(at + 1) % ordered.length] ?? null;
  if (direction === 'left') return ordered[(at + ordered.length - 1) % ordered.length] ?? null;
  const sign = direction === 'down' ? 1 : -1;
  const c = centreOf(start);
  let best: SceneItem = start;
  let least = Infinity;
  for (const item of ordered) {
    if (item === start) continue;
    const p = centreOf(item);
    const ahead = (p.y - c.y) * sign;
    const beside = Math.abs(p.x - c.x);
    if (ahead <= 1e-6 || beside > ahead * 4) continue;
    const cost = ahead + beside * 2;
    if (cost < least) {
      least = cost;
      best = item;
    }
  }
  return best;
}

export interface Spoken {
  readonly role: 'img' | 'note' | 'article';
  readonly name: string;
}

function goalName(item: SceneItem): string | null {
  const face = item.face;
  if (!face) return null;
  if (face.what !== undefined) return `Aspiration: ${face.what}`;
  return [`Goal: ${face.title}`, ...goalState(face)].join(', ');
}

/** How far a goal is and what is left of its time. */
function goalState(face: SceneFace): string[] {
  if (face.reached) return ['reached'];
  return [percentText(face.progress), daysText(face.daysLeft)?.toLowerCase() ?? null].filter((part) => part !== null);
}

/** The item's own words, and the goal it stands for: its title is not said twice. */
function withGoal(item: SceneItem, own: string): string {
  const face = item.face?.what === undefined ? item.face : undefined;
  if (!face) return own;
  if (item.kind === 'motif' || item.text.trim() !== face.title.trim()) return `${own}. ${goalName(item)}`;
  return [own, 'a goal', ...goalState(face)].join(', ');
}

/** How an item is announced. */
export function spoken(item: SceneItem): Spoken {
  const text = item.text.trim();
  switch (item.kind) {
    case 'picture': {
      // What was typed for those who cannot see it comes first, then its goal's words, then what is written beneath it.
      if (text) return { role: 'img', name: withGoal(item, `Picture: ${text}`) };
      const alt = item.style.caption || nameWithoutEnding(item.picture?.name ?? '') || 'without a name';
      return { role: 'img', name: goalName(item) ?? `Picture: ${alt}` };
    }
    case 'card':
      return { role: 'article', name: goalName(item) ?? (text || 'Empty card') };
    case 'motif':
      return { role: 'img', name: withGoal(item, `Motif: ${item.style.motif ?? 'star'}`) };
    case 'word':
      return { role: 'note', name: withGoal(item, text ? `Word: ${text}` : 'Empty word card') };
    case 'text':
      return { role: 'note', name: withGoal(item, text ? `Text: ${text}` : 'Empty text') };
    case 'note':
      return { role: 'note', name: withGoal(item, text ? `Note: ${text}` : 'Empty note') };
    case 'frame':
      return { role: 'note', name: text ? `Frame: ${text}` : 'Frame without a title' };
    case 'shape': {
      const shape = item.style.shape ?? 'rectangle';
      const name = shape.charAt(0).toUpperCase() + shape.slice(1);
      return { role: 'img', name: text ? `${name}: ${text}` : name };
    }
    case 'connector':
      return { role: 'img', name: [text ? `Connector: ${text}` : 'Connector', item.joins].filter(Boolean).join(', ') };
  }
}

function nameWithoutEnding(file: string): string {
  // Without /i: with /iu WebKit takes milliseconds to make the expression ready.
  return file.replace(/\.[a-zA-Z0-9]{2,5}$/u, '').replace(/_+/gu, ' ').trim();
}
