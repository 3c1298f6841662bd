// Where connectors run. A connector that holds on to items is drawn from what they are now, so that it follows whatever
// moves them; an end that holds on to nothing stays where it was put.

import { centreOf, fromLocal, toLocal, turned, union, type Box, type Point, type Rect } from './geometry';
import type { Curve, Flip, ItemPatch, Line, SceneItem } from './scene';

/** Between an item's edge and the end of a connector. Board units. */
export const connectorGap = 6;
const samples = 16;
/** Room for a label around the middle: the painter writes it no wider. */
export const labelWidth = 180;
const labelHeight = 64;

/** One end: the box it holds on to, or a free point. */
export type End = Box | Point;

const isBox = (end: End): end is Box => 'w' in end;
const middleOf = (end: End): Point => (isBox(end) ? centreOf(end) : end);

/** Where a ray from the middle of a box to a point leaves it, and a little further. */
function edgeTowards(box: Box, to: Point): Point {
  const p = toLocal(box, to);
  const length = Math.hypot(p.x, p.y);
  if (length < 1e-6) return centreOf(box);
  const k = Math.min(box.w / 2 / Math.max(Math.abs(p.x), 1e-9), box.h / 2 / Math.max(Math.abs(p.y), 1e-9));
  const reach = Math.min(1, k + connectorGap / length);
  return fromLocal(box, p.x * reach, p.y * reach);
}

/** The middle of the side of a box that looks towards a point, and the way out of it. */
function sideTowards(box: Box, to: Point): { at: Point; out: Point } {
  const p = toLocal(box, to);
  const across = Math.abs(p.x) * box.h > Math.abs(p.y) * box.w;
  const sign = (across ? p.x : p.y) < 0 ? -1 : 1;
  const local = across ? { x: sign * (box.w / 2 + connectorGap), y: 0 } : { x: 0, y: sign * (box.h / 2 + connectorGap) };
  return { at: fromLocal(box, local.x, local.y), out: turned(across ? { x: sign, y: 0 } : { x: 0, y: sign }, box.rotation) };
}

export function lineBetween(from: End, to: End, curve: Curve): Line {
  const a = middleOf(from);
  const b = middleOf(to);
  if (curve === 'straight') {
    const start = isBox(from) ? edgeTowards(from, b) : a;
    const end = isBox(to) ? edgeTowards(to, a) : b;
    return straight(start, end);
  }
  const straightOut = Math.abs(b.x - a.x) > Math.abs(b.y - a.y) ? { x: Math.sign(b.x - a.x), y: 0 } : { x: 0, y: Math.sign(b.y - a.y) };
  const start = isBox(from) ? sideTowards(from, b) : { at: a, out: straightOut };
  const end = isBox(to) ? sideTowards(to, a) : { at: b, out: { x: -straightOut.x, y: -straightOut.y } };
  const reach = Math.max(24, Math.hypot(end.at.x - start.at.x, end.at.y - start.at.y) * 0.45);
  return {
    ax: start.at.x, ay: start.at.y, bx: end.at.x, by: end.at.y,
    px: start.at.x + start.out.x * reach, py: start.at.y + start.out.y * reach,
    qx: end.at.x + end.out.x * reach, qy: end.at.y + end.out.y * reach,
  };
}

function straight(a: Point, b: Point): Line {
  const at = (t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
  const p = at(1 / 3);
  const q = at(2 / 3);
  return { ax: a.x, ay: a.y, bx: b.x, by: b.y, px: p.x, py: p.y, qx: q.x, qy: q.y };
}

/** The point a share of the way along, 0 to 1. */
export function pointAlong(line: Line, t: number): Point {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: a * line.ax + b * line.px + c * line.qx + d * line.bx, y: a * line.ay + b * line.py + c * line.qy + d * line.by };
}

/** How far a point is from the line. */
export function distanceTo(line: Line, point: Point): number {
  let least = Infinity;
  let before = pointAlong(line, 0);
  for (let i = 1; i <= samples; i++) {
    const next = pointAlong(line, i / samples);
    const dx = next.x - before.x;
    const dy = next.y - before.y;
    const t = Math.max(0, Math.min(1, ((point.x - before.x) * dx + (point.y - before.y) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(before.x + dx * t - point.x, before.y + dy * t - point.y));
    before = next;
  }
  return least;
}

/** Whether any of the line lies in a rectangle. */
export function lineTouches(line: Line, rect: Rect): boolean {
  for (let i = 0; i <= 4 * samples; i++) {
    const p = pointAlong(line, i / (4 * samples));
    if (p.x >= rect.x && p.x <= rect.x + rect.w && p.y >= rect.y && p.y <= rect.y + rect.h) return true;
  }
  return false;
}

/** The box around a line and its label. */
export function boxAround(line: Line, label: string): Rect {
  const points: Rect[] = [];
  for (let i = 0; i <= samples; i++) points.push({ ...pointAlong(line, i / samples), w: 0, h: 0 });
  if (label !== '') {
    const middle = pointAlong(line, 0.5);
    points.push({ x: middle.x - labelWidth / 2, y: middle.y - labelHeight / 2, w: labelWidth, h: labelHeight });
  }
  const all = union(points) ?? { x: line.ax, y: line.ay, w: 1, h: 1 };
  return { ...all, w: Math.max(1, all.w), h: Math.max(1, all.h) };
}

/** What is kept of a line: the box between its ends, and which corners they are. */
export function storedBox(line: Line): Rect & { flip: Flip | undefined } {
  const x = line.ax > line.bx ? 'x' : '';
  const y = line.ay > line.by ? 'y' : '';
  return {
    x: Math.min(line.ax, line.bx),
    y: Math.min(line.ay, line.by),
    w: Math.max(1, Math.abs(line.bx - line.ax)),
    h: Math.max(1, Math.abs(line.by - line.ay)),
    flip: (`${x}${y}` || undefined) as Flip | undefined,
  };
}

/** The ends of a connector that holds on to nothing, from what was kept of it. */
export function storedEnds(box: Rect, flip: Flip | undefined): [Point, Point] {
  const left = flip === 'x' || flip === 'xy';
  const top = flip === 'y' || flip === 'xy';
  return [
    { x: left ? box.x + box.w : box.x, y: top ? box.y + box.h : box.y },
    { x: left ? box.x : box.x + box.w, y: top ? box.y : box.y + box.h },
  ];
}

/** The connector with its line and box, from what it holds on to. `item` carries its kept box where it has no line yet. */
export function connected(item: SceneItem, get: (id: string) => SceneItem | undefined): SceneItem {
  const line = runsFrom(item, item.line ?? null, get);
  return { ...item, ...boxAround(line, item.text), rotation: 0, line };
}

function runsFrom(item: SceneItem, before: Line | null, get: (id: string) => Box | undefined): Line {
  const [a, b] = before ? [{ x: before.ax, y: before.ay }, { x: before.bx, y: before.by }] : storedEnds(item, item.style.flip);
  const from = item.style.from === undefined ? undefined : get(item.style.from);
  const to = item.style.to === undefined ? undefined : get(item.style.to);
  return lineBetween(from ?? a, to ?? b, item.style.curve ?? 'straight');
}

/** An end that holds on to something cannot be moved by itself. */
export const holdsOn = (item: SceneItem): boolean => item.style.from !== undefined && item.style.to !== undefined;

/** Where connectors run while what they hold on to is moved. Those among `moved` themselves take their free ends along. */
export function following(connectors: readonly SceneItem[], patches: readonly ItemPatch[], get: (id: string) => SceneItem | undefined): ItemPatch[] {
  const byID = new Map(patches.map((patch) => [patch.id, patch]));
  const now = (id: string): Box | undefined => {
    const item = get(id);
    const patch = byID.get(id);
    if (!item || !patch) return item;
    return { x: patch.x ?? item.x, y: patch.y ?? item.y, w: patch.w ?? item.w, h: patch.h ?? item.h, rotation: patch.rotation ?? item.rotation };
  };
  const out: ItemPatch[] = [];
  for (const item of connectors) {
    if (!item.line) continue;
    const own = byID.get(item.id);
    const dx = (own?.x ?? item.x) - item.x;
    const dy = (own?.y ?? item.y) - item.y;
    const { ax, ay, bx, by } = item.line;
    const line = runsFrom(item, { ...item.line, ax: ax + dx, ay: ay + dy, bx: bx + dx, by: by + dy }, now);
    out.push({ id: item.id, ...boxAround(line, item.text), line });
  }
  return out;
}
