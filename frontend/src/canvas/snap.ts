// Snapping: what is moved clicks to the edges and centres of what lies near, and says along which lines.

import type { Rect } from './geometry';

/** CSS pixels. Divide by the zoom for board units. */
export const snapReach = 6;

/** A line that two or more things share: at this x (axis 'x') from y to y, or at this y from x to x. Board units. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Not a shared line: one of several gaps that are equal, measured along it. */
  readonly gap?: true;
}

export interface Snap {
  readonly dx: number;
  readonly dy: number;
  readonly guides: Guide[];
}

type Axis = 'x' | 'y';

function stopsOf(rect: Rect, axis: Axis): [number, number, number] {
  return axis === 'x' ? [rect.x, rect.x + rect.w / 2, rect.x + rect.w] : [rect.y, rect.y + rect.h / 2, rect.y + rect.h];
}

/** The smallest way from one of the stops to one of the others' stops, or null beyond the reach. */
function nearest(stops: readonly number[], others: readonly Rect[], axis: Axis, reach: number): number | null {
  let best: number | null = null;
  for (const other of others) {
    for (const target of stopsOf(other, axis)) {
      for (const stop of stops) {
        const way = target - stop;
        if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best))) best = way;
      }
    }
  }
  return best;
}

/** One guide for each stop of the moved rectangle that now coincides, as long as all that share it. */
function guidesAlong(moved: Rect, stops: readonly number[], others: readonly Rect[], axis: Axis): Guide[] {
  const out: Guide[] = [];
  for (const at of stops) {
    let from = axis === 'x' ? moved.y : moved.x;
    let to = axis === 'x' ? moved.y + moved.h : moved.x + moved.w;
    let shared = false;
    for (const other of others) {
      if (!stopsOf(other, axis).some((stop) => Math.abs(stop - at) < 1e-6)) continue;
      shared = true;
      from = Math.min(from, axis === 'x' ? other.y : other.x);
      to = Math.max(to, axis === 'x' ? other.y + other.h : other.x + other.w);
    }
    if (shared) out.push({ axis, at, from, to });
  }
  return out;
}

interface Gap {
  readonly way: number;
  readonly guides: readonly Guide[];
}

/** A way along one axis that makes gaps equal: between two neighbours, or repeating the gap that two others have. */
function nearestGap(moving: Rect, others: readonly Rect[], axis: Axis, reach: number): Gap | null {
  const start = (r: Rect) => (axis === 'x' ? r.x : r.y);
  const end = (r: Rect) => (axis === 'x' ? r.x + r.w : r.y + r.h);
  const low = (r: Rect) => (axis === 'x' ? r.y : r.x);
  const high = (r: Rect) => (axis === 'x' ? r.y + r.h : r.x + r.w);
  const beside = others.filter((r) => low(r) < high(moving) && high(r) > low(moving)).sort((a, b) => start(a) - start(b));
  const size = end(moving) - start(moving);
  let best: Gap | null = null;
  const across = axis === 'x' ? 'y' : 'x';
  const guide = (from: number, to: number, a: Rect, b: Rect): Guide => ({
    axis: across,
    at: (Math.max(low(a), low(b), low(moving)) + Math.min(high(a), high(b), high(moving))) / 2,
    from,
    to,
    gap: true,
  });
  const consider = (at: number, guides: readonly Guide[]) => {
    const way = at - start(moving);
    if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best.way))) best = { way, guides };
  };
  for (let i = 0; i < beside.length; i++) {
    const a = beside[i];
    const b = beside.slice(i + 1).find((r) => a && start(r) >= end(a));
    if (!a || !b) continue;
    const gap = start(b) - end(a);
    const middle = end(a) + (gap - size) / 2;
    if (gap > size) consider(middle, [guide(end(a), middle, a, moving), guide(middle + size, start(b), moving, b)]);
    if (gap <= 0) continue;
    const own = guide(end(a), start(b), a, b);
    consider(end(b) + gap, [own, guide(end(b), end(b) + gap, b, moving)]);
    consider(start(a) - gap - size, [guide(start(a) - gap, start(a), moving, a), own]);
  }
  return best;
}

/** The shorter of the ways to a shared line and to equal gaps. */
function wayAlong(moving: Rect, others: readonly Rect[], axis: Axis, reach: number): { way: number | null; gaps: readonly Guide[] } {
  const edge = nearest(stopsOf(moving, axis), others, axis, reach);
  const gap = nearestGap(moving, others, axis, reach);
  if (gap === null || (edge !== null && Math.abs(edge) <= Math.abs(gap.way) - 1e-6)) return { way: edge, gaps: [] };
  return { way: gap.way, gaps: gap.guides };
}

/** Snaps a moved rectangle to the others: to their edges and middles, and to equal gaps. */
export function snapMove(moving: Rect, others: readonly Rect[], reach: number): Snap {
  const x = wayAlong(moving, others, 'x', reach);
  const y = wayAlong({ ...moving, x: moving.x + (x.way ?? 0) }, others, 'y', reach);
  const moved = { ...moving, x: moving.x + (x.way ?? 0), y: moving.y + (y.way ?? 0) };
  const guides: Guide[] = [];
  if (x.way !== null) guides.push(...guidesAlong(moved, stopsOf(moved, 'x'), others, 'x'), ...x.gaps);
  if (y.way !== null) guides.push(...guidesAlong(moved, stopsOf(moved, 'y'), others, 'y'), ...y.gaps);
  return { dx: x.way ?? 0, dy: y.way ?? 0, guides };
}

/** Snaps the edges that a resize moves. `right` is 1 for the right edge, -1 for the left, 0 for neither; so `down`. */
export function snapEdges(rect: Rect, right: number, down: number, others: readonly Rect[], reach: number): Snap {
  const x = right > 0 ? rect.x + rect.w : rect.x;
  const y = down > 0 ? rect.y + rect.h : rect.y;
  const dx = right === 0 ? null : nearest([x], others, 'x', reach);
  const dy = down === 0 ? null : nearest([y], others, 'y', reach);
  const guides: Guide[] = [];
  if (dx !== null) guides.push(...guidesAlong(rect, [x + dx], others, 'x'));
  if (dy !== null) guides.push(...guidesAlong(rect, [y + dy], others, 'y'));
  return { dx: dx ?? 0, dy: dy ?? 0, guides };
}
