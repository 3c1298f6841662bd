// The spatial index: which items lie in a rectangle, in painting order.

import RBush from 'rbush';
import { bounds, type Rect } from './geometry';
import type { SceneItem } from './scene';

interface Entry {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
  item: SceneItem;
  order: number;
}

/** How far paint reaches over an item's box: shadows. Board units. */
export const overhang = 24;

function boxed(item: SceneItem, order: number): Entry {
  const b = bounds(item);
  return { minX: b.x, minY: b.y, maxX: b.x + b.w, maxY: b.y + b.h, item, order };
}

function byOrder(a: Entry, b: Entry): number {
  return a.order - b.order;
}

/** What changed between two scenes: the items that came, went or are other objects now, as they were and as they are. */
export interface IndexChange {
  readonly before: SceneItem[];
  readonly after: SceneItem[];
}

export class SceneIndex {
  #tree = new RBush<Entry>();
  #entries = new Map<string, Entry>();
  #items: readonly SceneItem[] = [];

  get items(): readonly SceneItem[] {
    return this.#items;
  }

  get(id: string): SceneItem | undefined {
    return this.#entries.get(id)?.item;
  }

  /** Position in painting order, -1 for an item that is not here. */
  orderOf(id: string): number {
    return this.#entries.get(id)?.order ?? -1;
  }

  /** Takes the items of a scene, in painting order. Items that are the same objects cost nothing but the look. */
  update(items: readonly SceneItem[]): IndexChange {
    const before: SceneItem[] = [];
    const after: SceneItem[] = [];
    if (items === this.#items) return { before, after };
    const bulk = this.#entries.size === 0 || items.length > 2 * this.#entries.size;
    const fresh: Entry[] = [];
    const next = new Map<string, Entry>();
    let reach = -1;
    for (let order = 0; order < items.length; order++) {
      const item = items[order];
      if (!item || next.has(item.id)) continue;
      const old = this.#entries.get(item.id);
      if (old && old.item === item) {
        // Items that keep their order among themselves need no repaint, even when others came or went below them.
        if (old.order < reach) {
          before.push(item);
          after.push(item);
        } else reach = old.order;
        old.order = order;
        next.set(item.id, old);
        continue;
      }
      if (old) {
        before.push(old.item);
        if (!bulk) this.#tree.remove(old);
      }
      after.push(item);
      const entry = boxed(item, order);
      next.set(item.id, entry);
      fresh.push(entry);
    }
    for (const [id, old] of this.#entries) {
      if (next.has(id)) continue;
      before.push(old.item);
      if (!bulk) this.#tree.remove(old);
    }
    if (bulk) {
      this.#tree.clear();
      this.#tree.load([...next.values()]);
    } else if (fresh.length > 64) this.#tree.load(fresh);
    else for (const entry of fresh) this.#tree.insert(entry);
    this.#entries = next;
    this.#items = items;
    return { before, after };
  }

  /** The items whose upright bounds meet the rectangle, in painting order. `out` is filled and returned. */
  query(rect: Rect, out: SceneItem[] = []): SceneItem[] {
    const found = this.#tree.search({ minX: rect.x, minY: rect.y, maxX: rect.x + rect.w, maxY: rect.y + rect.h });
    found.sort(byOrder);
    out.length = found.length;
    for (let i = 0; i < found.length; i++) {
      const entry = found[i];
      if (entry) out[i] = entry.item;
    }
    return out;
  }

  /** As query, with room for the shadows that reach into the rectangle. */
  queryPainted(rect: Rect, out: SceneItem[] = []): SceneItem[] {
    return this.query({ x: rect.x - overhang, y: rect.y - overhang, w: rect.w + 2 * overhang, h: rect.h + 2 * overhang }, out);
  }
}
