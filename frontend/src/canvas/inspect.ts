// Sizes, places and angles as they are typed: what an inspector shows of a selection, and the patches of one number.

import { bounds, boundsOfAll, centreOf, type Rect } from './geometry';
import { resizedGroup, rotatedItems, smallestSide } from './resize';
import { free } from './together';
import type { ItemPatch, SceneItem } from './scene';

export type Figure = 'x' | 'y' | 'w' | 'h' | 'rotation';

/** The box around what may be moved; several have no angle of their own. */
export function inspected(items: readonly SceneItem[]): (Rect & { rotation: number | null }) | null {
  const some = items.filter((item) => free(item) && item.kind !== 'connector');
  const [only] = some;
  if (!only) return null;
  if (some.length === 1) return { x: only.x, y: only.y, w: only.w, h: only.h, rotation: only.rotation };
  const all = boundsOfAll(some.map((item) => ({ ...bounds(item), rotation: 0 })));
  return all && { ...all, rotation: null };
}

/** Pictures and drawings keep their shape, and so do several things together. */
export function typed(items: readonly SceneItem[], figure: Figure, value: number): ItemPatch[] {
  const some = items.filter((item) => free(item) && item.kind !== 'connector');
  const box = inspected(some);
  const [only] = some;
  if (!box || !only || !Number.isFinite(value)) return [];
  switch (figure) {
    case 'x':
      return some.map((item) => ({ id: item.id, x: item.x + value - box.x }));
    case 'y':
      return some.map((item) => ({ id: item.id, y: item.y + value - box.y }));
    case 'rotation':
      return rotatedItems(some, centreOf(box), value - (box.rotation ?? 0), some.length === 1 ? 1e-3 : null);
    case 'w':
    case 'h': {
      const side = Math.max(smallestSide, value);
      const k = side / Math.max(box[figure], 1e-6);
      if (some.length > 1) return resizedGroup(some, { ...box, rotation: 0 }, { ...box, w: box.w * k, h: box.h * k, rotation: 0 });
      const locked = only.kind === 'picture' || only.kind === 'motif';
      const w = figure === 'w' || locked ? box.w * (figure === 'w' ? side / box.w : k) : box.w;
      const h = figure === 'h' || locked ? box.h * (figure === 'h' ? side / box.h : k) : box.h;
      return [{ id: only.id, w, h }];
    }
  }
}
