// Resizing and turning as arithmetic: a box, a handle and a point in; a box out. The corner or side opposite to the
// handle stays where it is on the board, whatever the rotation; from the centre, the centre stays.

import { centreOf, normalAngle, turned, type Box, type Point } from './geometry';
import { directionOf, type Side } from './hit';
import type { ItemPatch, SceneItem } from './scene';

/** No side becomes shorter than this. Board units. */
export const smallestSide = 16;

export interface ResizeRules {
  /** Width and height keep their ratio. */
  readonly locked: boolean;
  readonly centred: boolean;
  readonly smallest?: number;
  /** With the ratio kept: the axis that decides. Absent, the one that makes the box larger. */
  readonly along?: 'x' | 'y';
}

/** The box whose handle has been taken to the point. */
export function resized(box: Box, side: Side, to: Point, rules: ResizeRules): Box {
  const d = directionOf(side);
  const smallest = Math.min(rules.smallest ?? smallestSide, box.w, box.h);
  const c = centreOf(box);
  const fixed = rules.centred ? { x: 0, y: 0 } : { x: (-d.x * box.w) / 2, y: (-d.y * box.h) / 2 };
  const turnedFixed = turned(fixed, box.rotation);
  const anchor = { x: c.x + turnedFixed.x, y: c.y + turnedFixed.y };
  const v = turned({ x: to.x - anchor.x, y: to.y - anchor.y }, -box.rotation);
  const twice = rules.centred ? 2 : 1;
  let w = d.x === 0 ? box.w : Math.max(smallest, v.x * d.x * twice);
  let h = d.y === 0 ? box.h : Math.max(smallest, v.y * d.y * twice);
  if (rules.locked) {
    const across = w / box.w;
    const down = h / box.h;
    const free = rules.along === 'x' ? across : rules.along === 'y' ? down : Math.max(across, down);
    const wanted = d.x === 0 ? down : d.y === 0 ? across : free;
    const k = Math.max(wanted, smallest / Math.min(box.w, box.h));
    w = box.w * k;
    h = box.h * k;
  }
  return around(anchor, rules.centred ? { x: 0, y: 0 } : d, w, h, box.rotation);
}

/** The box of this size whose side or corner opposite to `d` lies at the anchor. */
function around(anchor: Point, d: Point, w: number, h: number, rotation: number): Box {
  const half = turned({ x: (d.x * w) / 2, y: (d.y * h) / 2 }, rotation);
  return { x: anchor.x + half.x - w / 2, y: anchor.y + half.y - h / 2, w, h, rotation };
}

/** The same box with another height; the side opposite to the handle stays. For texts, whose lines decide the height. */
export function withHeight(box: Box, side: Side, h: number): Box {
  const d = directionOf(side);
  const c = centreOf(box);
  const vertical = d.y === 0 ? 1 : d.y;
  const kept = turned({ x: 0, y: (-vertical * box.h) / 2 }, box.rotation);
  return around({ x: c.x + kept.x, y: c.y + kept.y }, { x: 0, y: vertical }, box.w, h, box.rotation);
}

/** Several items follow their frame from one box to another, all by the same factor. */
export function resizedGroup(items: readonly SceneItem[], from: Box, to: Box): ItemPatch[] {
  const k = to.w / from.w;
  return items.map((item) => {
    const c = centreOf(item);
    const w = item.w * k;
    const h = item.h * k;
    return { id: item.id, x: to.x + (c.x - from.x) * k - w / 2, y: to.y + (c.y - from.y) * k - h / 2, w, h };
  });
}

/** Degrees from straight up, clockwise, as seen from the pivot. */
export function angleAt(pivot: Point, point: Point): number {
  return normalAngle((Math.atan2(point.y - pivot.y, point.x - pivot.x) * 180) / Math.PI + 90);
}

/** Turns items about a pivot. One item alone may be held to steps of its own angle, several to steps of the turn. */
export function rotatedItems(items: readonly SceneItem[], pivot: Point, degrees: number, step: number | null): ItemPatch[] {
  const [first] = items;
  if (!first) return [];
  let by = degrees;
  if (step !== null) {
    const base = items.length === 1 ? first.rotation : 0;
    by = Math.round((base + degrees) / step) * step - base;
  } else if (items.length === 1) {
    // Near a right angle the item clicks into it: a hand cannot find it otherwise.
    const nearest = Math.round((first.rotation + degrees) / 90) * 90;
    if (Math.abs(first.rotation + degrees - nearest) < 2) by = nearest - first.rotation;
  }
  return items.map((item) => {
    const c = centreOf(item);
    const p = turned({ x: c.x - pivot.x, y: c.y - pivot.y }, by);
    return {
      id: item.id,
      x: pivot.x + p.x - item.w / 2,
      y: pivot.y + p.y - item.h / 2,
      rotation: tidyAngle(item.rotation + by),
    };
  });
}

/** Within -180..180, to the hundredth. */
export function tidyAngle(degrees: number): number {
  const d = normalAngle(Math.round(degrees * 100) / 100);
  return d > 180 ? d - 360 : d;
}
