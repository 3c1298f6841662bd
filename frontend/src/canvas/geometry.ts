// Boxes, turned boxes and their corners. Board units throughout; degrees clockwise, y grows downwards.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A box turned about its centre. Every item is one. */
export interface Box extends Rect {
  readonly rotation: number;
}

export interface Size {
  readonly w: number;
  readonly h: number;
}

export function centreOf(rect: Rect): Point {
  return { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 };
}

/** The point turned about the origin. Right angles are exact, so that a quarter turn leaves no dust. */
export function turned(point: Point, degrees: number): Point {
  const c = cosine(degrees);
  const s = sine(degrees);
  return { x: point.x * c - point.y * s, y: point.x * s + point.y * c };
}

export function cosine(degrees: number): number {
  const d = normalAngle(degrees);
  return d === 0 ? 1 : d === 90 || d === 270 ? 0 : d === 180 ? -1 : Math.cos((d * Math.PI) / 180);
}

export function sine(degrees: number): number {
  const d = normalAngle(degrees);
  return d === 0 || d === 180 ? 0 : d === 90 ? 1 : d === 270 ? -1 : Math.sin((d * Math.PI) / 180);
}

/** The same angle in 0..360. */
export function normalAngle(degrees: number): number {
  const d = degrees % 360;
  return d < 0 ? d + 360 : d === 0 ? 0 : d;
}

/** The four corners on the board: top left, top right, bottom right, bottom left of the unturned box. */
export function corners(box: Box): [Point, Point, Point, Point] {
  const c = centreOf(box);
  const at = (dx: number, dy: number): Point => {
    const p = turned({ x: dx, y: dy }, box.rotation);
    return { x: c.x + p.x, y: c.y + p.y };
  };
  const hw = box.w / 2;
  const hh = box.h / 2;
  return [at(-hw, -hh), at(hw, -hh), at(hw, hh), at(-hw, hh)];
}

/** The smallest upright rectangle around the turned box. */
export function bounds(box: Box): Rect {
  if (box.rotation === 0) return { x: box.x, y: box.y, w: box.w, h: box.h };
  const c = Math.abs(cosine(box.rotation));
  const s = Math.abs(sine(box.rotation));
  const w = box.w * c + box.h * s;
  const h = box.w * s + box.h * c;
  return { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h };
}

/** The rectangle around all of them, or null of none. */
export function union(rects: Iterable<Rect>): Rect | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const r of rects) {
    left = Math.min(left, r.x);
    top = Math.min(top, r.y);
    right = Math.max(right, r.x + r.w);
    bottom = Math.max(bottom, r.y + r.h);
  }
  return left === Infinity ? null : { x: left, y: top, w: right - left, h: bottom - top };
}

/** The rectangle around all turned boxes, or null of none. */
export function boundsOfAll(boxes: Iterable<Box>): Rect | null {
  const rects: Rect[] = [];
  for (const box of boxes) rects.push(bounds(box));
  return union(rects);
}

export function intersects(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w && inner.y + inner.h <= outer.y + outer.h
  );
}

export function grown(rect: Rect, by: number): Rect {
  return { x: rect.x - by, y: rect.y - by, w: rect.w + 2 * by, h: rect.h + 2 * by };
}

/** The rectangle between two points in any order. */
export function between(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

/** A board point in the box's own axes, from its centre. */
export function toLocal(box: Box, point: Point): Point {
  const c = centreOf(box);
  return turned({ x: point.x - c.x, y: point.y - c.y }, -box.rotation);
}

/** The board point that lies at x, y from the box's centre along its own axes. */
export function fromLocal(box: Box, x: number, y: number): Point {
  const c = centreOf(box);
  const p = turned({ x, y }, box.rotation);
  return { x: c.x + p.x, y: c.y + p.y };
}

export function insideBox(box: Box, point: Point, slack = 0): boolean {
  const p = toLocal(box, point);
  return Math.abs(p.x) <= box.w / 2 + slack && Math.abs(p.y) <= box.h / 2 + slack;
}

/** Whether an upright rectangle touches a turned box: no axis of either keeps them apart. */
export function touches(rect: Rect, box: Box): boolean {
  if (!intersects(rect, bounds(box))) return false;
  if (box.rotation === 0) return true;
  const c = centreOf(box);
  let minX = Infinity;
  let maxX = -Infinity;
  let minY = Infinity;
  let maxY = -Infinity;
  for (const corner of corners({ ...rect, rotation: 0 })) {
    const p = turned({ x: corner.x - c.x, y: corner.y - c.y }, -box.rotation);
    minX = Math.min(minX, p.x);
    maxX = Math.max(maxX, p.x);
    minY = Math.min(minY, p.y);
    maxY = Math.max(maxY, p.y);
  }
  return minX < box.w / 2 && maxX > -box.w / 2 && minY < box.h / 2 && maxY > -box.h / 2;
}
