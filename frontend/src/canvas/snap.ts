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

/** Snaps a moved rectangle to the others. */
export function snapMove(moving: Rect, others: readonly Rect[], reach: number): Snap {
  const dx = nearest(stopsOf(moving, 'x'), others, 'x', reach);
  const dy = nearest(stopsOf(moving, 'y'), others, 'y', reach);
  const moved = { ...moving, x: moving.x + (dx ?? 0), y: moving.y + (dy ?? 0) };
  const guides: Guide[] = [];
  if (dx !== null) guides.push(...guidesAlong(moved, stopsOf(moved, 'x'), others, 'x'));
  if (dy !== null) guides.push(...guidesAlong(moved, stopsOf(moved, 'y'), others, 'y'));
  return { dx: dx ?? 0, dy: dy ?? 0, guides };
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
