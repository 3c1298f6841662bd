// Packing a selection as a collage: rows of equal height within, all rows of one width, close to a wanted shape.

import { bounds, boundsOfAll, centreOf, intersects, type Box, type Point, type Rect, type Size } from './geometry';
import type { ItemPatch, SceneItem } from './scene';

export interface CollageRules {
  /** Width over height of the whole. */
  readonly shape: number;
  readonly gap: number;
  /** Width of the whole; absent keeps the items' area. */
  readonly width?: number;
}

export const collageRules: CollageRules = { shape: 1.5, gap: 12 };

/** Splits ratios into rows so that the rows come as near to one height as their order allows. Row ends, exclusive. */
export function rowsOf(ratios: readonly number[], target: number): number[] {
  const n = ratios.length;
  const sums = [0];
  for (const ratio of ratios) sums.push((sums[sums.length - 1] ?? 0) + ratio);
  const best: number[] = [0];
  const from: number[] = [0];
  for (let end = 1; end <= n; end++) {
    let least = Infinity;
    let start = 0;
    for (let begin = Math.max(0, end - 40); begin < end; begin++) {
      const sum = (sums[end] ?? 0) - (sums[begin] ?? 0);
      const cost = (best[begin] ?? 0) + Math.log(sum / target) ** 2;
      if (cost < least) {
        least = cost;
        start = begin;
      }
    }
    best.push(least);
    from.push(start);
  }
  const ends: number[] = [];
  for (let end = n; end > 0; end = from[end] ?? 0) ends.unshift(end);
  return ends;
}

function heightOf(ratios: readonly number[], ends: readonly number[], width: number, gap: number): number {
  let height = 0;
  let begin = 0;
  for (const end of ends) {
    const row = ratios.slice(begin, end);
    height += Math.max(1, (width - gap * (row.length - 1)) / row.reduce((a, b) => a + b, 0));
    begin = end;
  }
  return height + gap * (ends.length - 1);
}

/** The boxes of a collage with its top left at 0, 0: one for each ratio (width over height), in order. */
export function packed(ratios: readonly number[], width: number, rules: CollageRules): Rect[] {
  if (ratios.length === 0) return [];
  const safe = ratios.map((ratio) => Math.min(8, Math.max(0.125, Number.isFinite(ratio) ? ratio : 1)));
  const total = safe.reduce((a, b) => a + b, 0);
  let ends: number[] = [safe.length];
  let nearest = Infinity;
  const most = Math.min(safe.length, Math.ceil(Math.sqrt(total * 3)) + 2);
  for (let rows = 1; rows <= most; rows++) {
    const tried = rowsOf(safe, total / rows);
    const miss = Math.abs(Math.log(width / heightOf(safe, tried, width, rules.gap) / rules.shape));
    if (miss < nearest) {
      nearest = miss;
      ends = tried;
    }
  }
  const out: Rect[] = [];
  let begin = 0;
  let y = 0;
  for (const end of ends) {
    const row = safe.slice(begin, end);
    const h = Math.max(1, (width - rules.gap * (row.length - 1)) / row.reduce((a, b) => a + b, 0));
    let x = 0;
    for (const ratio of row) {
      out.push({ x, y, w: h * ratio, h });
      x += h * ratio + rules.gap;
    }
    y += h + rules.gap;
    begin = end;
  }
  return out;
}

/** Reading order: by rows from the top, within a row from the left. Two items share a row when one's middle lies in the other. */
export function readingOrder<T extends Rect>(items: readonly T[]): T[] {
  const rest = [...items].sort((a, b) => a.y + a.h / 2 - (b.y + b.h / 2) || a.x - b.x);
  const out: T[] = [];
  while (rest.length > 0) {
    const first = rest[0];
    if (!first) break;
    const bottom = first.y + first.h;
    let count = 1;
    while (count < rest.length) {
      const next = rest[count];
      if (!next || next.y + next.h / 2 > bottom) break;
      count++;
    }
    const row = rest.splice(0, count);
    row.sort((a, b) => a.x - b.x || a.y - b.y);
    out.push(...row);
  }
  return out;
}

/** Packs items where they are: around their common centre, in reading order or as they are given, straight, each keeping
 *  its own shape. */
export function collage(items: readonly SceneItem[], rules: CollageRules = collageRules, asGiven = false): ItemPatch[] {
  const all = boundsOfAll(items);
  if (!all || items.length < 2) return [];
  const ordered = asGiven ? items : readingOrder(items);
  const area = items.reduce((sum, item) => sum + item.w * item.h, 0);
  const width = rules.width ?? Math.sqrt(area * rules.shape) + rules.gap * Math.sqrt(items.length);
  const rects = packed(ordered.map((item) => item.w / item.h), width, rules);
  const whole = boundsOfAll(rects.map((rect) => ({ ...rect, rotation: 0 })));
  if (!whole) return [];
  const c = centreOf(all);
  const left = c.x - whole.w / 2;
  const top = c.y - whole.h / 2;
  return ordered.map((item, i) => {
    const rect = rects[i] ?? { x: 0, y: 0, w: item.w, h: item.h };
    return { id: item.id, x: left + rect.x, y: top + rect.y, w: rect.w, h: rect.h, rotation: 0 };
  });
}

const step = 24;
const onTop = 8;

/** Where the top left of something new goes: the place that is wished, or a step on for each that begins there already,
 *  so that no one hides another. */
export function besideOthers(wish: Point, items: readonly Point[]): Point {
  let { x, y } = wish;
  while (items.some((item) => Math.abs(item.x - x) < onTop && Math.abs(item.y - y) < onTop)) {
    x += step;
    y += step;
  }
  return { x, y };
}

const freeGap = 16;
const nearest = 24;

/** Where the top left of something new goes so that it lies on nothing: around the wished middle, else the free place
 *  nearest to it in line with what is there. Null where there is none within. */
export function freePlace(size: Size, wish: Point, items: readonly Box[], within: Rect): Point | null {
  const start = { x: wish.x - size.w / 2, y: wish.y - size.h / 2 };
  const taken = items.map(bounds).filter((box) => intersects(box, within));
  const away = (box: Rect) => Math.hypot(Math.max(box.x - wish.x, wish.x - box.x - box.w, 0), Math.max(box.y - wish.y, wish.y - box.y - box.h, 0));
  const near = [...taken].sort((a, b) => away(a) - away(b)).slice(0, nearest);
  const xs = [start.x, ...near.flatMap((box) => [box.x, box.x + box.w + freeGap, box.x - freeGap - size.w])];
  const ys = [start.y, ...near.flatMap((box) => [box.y, box.y + box.h + freeGap, box.y - freeGap - size.h])];
  const inside = ({ x, y }: Point) => x >= within.x && y >= within.y && x + size.w <= within.x + within.w && y + size.h <= within.y + within.h;
  const far = (place: Point) => Math.hypot(place.x - start.x, place.y - start.y);
  const places = xs.flatMap((x) => ys.map((y) => ({ x, y }))).filter(inside);
  places.sort((a, b) => far(a) - far(b));
  return places.find((place) => !taken.some((box) => intersects(box, { ...place, ...size }))) ?? null;
}
