// What lies under a point: items, and the handles of what is selected. Board units, except where pixels are named.

import { bounds, boundsOfAll, centreOf, contains, insideBox, toLocal, touches, turned, type Box, type Point, type Rect } from './geometry';
import { distanceTo, lineTouches } from './connector';
import type { SceneIndex } from './index';
import type { SceneItem } from './scene';

export const sides = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Side = (typeof sides)[number];
export type Handle = Side | 'rotate';

/** CSS pixels: how near to a handle counts as on it, and how far the turning handle stands above the frame. */
export const handleReach = 9;
export const rotateDistance = 26;
/** Below these sizes on screen the handles on the sides, then all but one corner, give way to the item itself. */
const roomForSides = 28;
const roomForCorners = 20;

/** Where a side lies on a box: -1, 0 or 1 along each axis. */
export function directionOf(side: Side): Point {
  const x = side.includes('w') ? -1 : side.includes('e') ? 1 : 0;
  const y = side.includes('n') ? -1 : side.includes('s') ? 1 : 0;
  return { x, y };
}

/** The topmost item under the point, with a little slack for what is small on screen. */
export function itemAt(index: SceneIndex, point: Point, slack = 0): SceneItem | null {
  const found = index.query({ x: point.x - slack, y: point.y - slack, w: 2 * slack || 1e-9, h: 2 * slack || 1e-9 });
  // A frame is under all that lies in it, whatever the order of painting.
  let frame: SceneItem | null = null;
  for (let i = found.length - 1; i >= 0; i--) {
    const item = found[i];
    if (!item || !(item.line ? distanceTo(item.line, point) <= lineReach + slack : insideBox(item, point, slack))) continue;
    if (item.kind !== 'frame') return item;
    frame ??= item;
  }
  return frame;
}

/** How near to a connector's line counts as on it. Board units. */
const lineReach = 7;
/** The strip of a frame that carries its title: it is taken hold of there. Board units. */
export const frameTitle = 44;

/** The open ground of a frame that is not selected, and what is locked: a drag that begins there is a marquee. */
export function isGround(item: SceneItem, point: Point, selected: boolean): boolean {
  if (item.style.locked) return true;
  if (item.kind !== 'frame' || selected) return false;
  return toLocal(item, point).y + item.h / 2 > frameTitle;
}

/** All items under the point, the topmost first. */
export function itemsAt(index: SceneIndex, point: Point): SceneItem[] {
  return index.query({ x: point.x, y: point.y, w: 1e-9, h: 1e-9 }).filter((item) => insideBox(item, point)).reverse();
}

/** The items that a marquee takes: those it touches, or only those it holds whole. */
export function inMarquee(index: SceneIndex, rect: Rect, how: 'touches' | 'contains'): SceneItem[] {
  const whole = (item: SceneItem) => contains(rect, bounds(item));
  return index.query(rect).filter((item) => {
    if (item.style.locked) return false;
    if (how === 'contains' || item.kind === 'frame') return whole(item);
    return item.line ? lineTouches(item.line, rect) : touches(rect, item);
  });
}

/** The frame around what is selected: an item's own turned box, or the upright bounds of several. */
export function frameOf(items: readonly SceneItem[]): Box | null {
  const [first] = items;
  if (!first) return null;
  if (items.length === 1) return { x: first.x, y: first.y, w: first.w, h: first.h, rotation: first.rotation };
  const all = boundsOfAll(items);
  return all && { ...all, rotation: 0 };
}

/** Where a handle stands on the board. */
export function handlePoint(frame: Box, handle: Handle, zoom: number): Point {
  const d = handle === 'rotate' ? { x: 0, y: -1 } : directionOf(handle);
  const lift = handle === 'rotate' ? rotateDistance / zoom : 0;
  const p = turned({ x: (d.x * frame.w) / 2, y: (d.y * frame.h) / 2 - lift }, frame.rotation);
  const c = centreOf(frame);
  return { x: c.x + p.x, y: c.y + p.y };
}

/** The handles that a frame of this size on screen has room for. */
export function handlesOf(frame: Box, zoom: number): Handle[] {
  const w = frame.w * zoom;
  const h = frame.h * zoom;
  if (Math.min(w, h) < roomForCorners) return ['se', 'rotate'];
  const out: Handle[] = ['nw', 'ne', 'se', 'sw'];
  if (w >= roomForSides) out.push('n', 's');
  if (h >= roomForSides) out.push('e', 'w');
  out.push('rotate');
  return out;
}

/** The handle under a board point, corners before sides; null inside and outside. */
export function handleAt(frame: Box, point: Point, zoom: number): Handle | null {
  const reach = handleReach / zoom;
  const local = toLocal(frame, point);
  let best: Handle | null = null;
  let nearest = reach;
  for (const handle of handlesOf(frame, zoom)) {
    if (handle === 'n' || handle === 's' || handle === 'e' || handle === 'w') continue;
    const p = handlePoint(frame, handle, zoom);
    const distance = Math.hypot(p.x - point.x, p.y - point.y);
    if (distance <= nearest) {
      best = handle;
      nearest = distance;
    }
  }
  if (best) return best;
  // The whole side can be taken, a little inside and a little more outside.
  const inner = reach * 0.5;
  for (const handle of handlesOf(frame, zoom)) {
    const along = handle === 'n' || handle === 's' ? local.x : local.y;
    const half = handle === 'n' || handle === 's' ? frame.w / 2 : frame.h / 2;
    const out =
      handle === 'n' ? -local.y - frame.h / 2
      : handle === 's' ? local.y - frame.h / 2
      : handle === 'e' ? local.x - frame.w / 2
      : handle === 'w' ? -local.x - frame.w / 2
      : Infinity;
    if (out >= -inner && out <= reach && Math.abs(along) <= half) return handle;
  }
  return null;
}

const cursors = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize'] as const;
const angles: Readonly<Record<Side, number>> = { n: 0, ne: 45, e: 90, se: 135, s: 180, sw: 225, w: 270, nw: 315 };

/** The cursor that points along a handle as it stands on screen. */
export function cursorOf(handle: Handle, rotation: number): string {
  if (handle === 'rotate') return 'grab';
  const step = Math.round((angles[handle] + rotation) / 45);
  return cursors[((step % 4) + 4) % 4] ?? 'default';
}
