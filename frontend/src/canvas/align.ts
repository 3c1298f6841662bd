// Lining things up: to an edge or a middle, with equal gaps, as a tidy grid. Groups go as one, what is locked stays.
// Each gives the patches of one step.

import { boundsOfAll, type Rect } from './geometry';
import { readingOrder } from './arrange';
import { free } from './together';
import type { ItemPatch, SceneItem } from './scene';

export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof alignments)[number];

/** What moves as one: an item, or a group, with the box around it. */
interface Block {
  readonly items: SceneItem[];
  readonly box: Rect;
}

export function blocksOf(items: readonly SceneItem[]): Block[] {
  const byGroup = new Map<string, SceneItem[]>();
  for (const item of items) {
    if (!free(item)) continue;
    const key = item.style.group === undefined ? `#${item.id}` : item.style.group;
    const list = byGroup.get(key);
    if (list) list.push(item);
    else byGroup.set(key, [item]);
  }
  return [...byGroup.values()].flatMap((list) => {
    const box = boundsOfAll(list);
    return box ? [{ items: list, box }] : [];
  });
}

function shifted(block: Block, dx: number, dy: number): ItemPatch[] {
  if (Math.abs(dx) < 1e-9 && Math.abs(dy) < 1e-9) return [];
  return block.items.map((item) => ({ id: item.id, x: item.x + dx, y: item.y + dy }));
}

/** Lines the edges or middles up with those of the whole. */
export function aligned(items: readonly SceneItem[], how: Alignment): ItemPatch[] {
  const blocks = blocksOf(items);
  // What is locked is a good thing to line up with.
  const all = boundsOfAll(items.filter((item) => item.style.locked).length > 0 ? items.filter((item) => item.style.locked) : blocks.map((one) => ({ ...one.box, rotation: 0 })));
  if (!all || items.length < 2) return [];
  return blocks.flatMap((block) => {
    const { box } = block;
    switch (how) {
      case 'left':
        return shifted(block, all.x - box.x, 0);
      case 'centre':
        return shifted(block, all.x + all.w / 2 - box.x - box.w / 2, 0);
      case 'right':
        return shifted(block, all.x + all.w - box.x - box.w, 0);
      case 'top':
        return shifted(block, 0, all.y - box.y);
      case 'middle':
        return shifted(block, 0, all.y + all.h / 2 - box.y - box.h / 2);
      case 'bottom':
        return shifted(block, 0, all.y + all.h - box.y - box.h);
    }
  });
}

/** Equal gaps between the first and the last, which stay; where they are too near, the gaps are equal overlaps. */
export function distributed(items: readonly SceneItem[], axis: 'x' | 'y'): ItemPatch[] {
  const at = (box: Rect) => (axis === 'x' ? box.x : box.y);
  const side = (box: Rect) => (axis === 'x' ? box.w : box.h);
  const blocks = blocksOf(items).sort((a, b) => at(a.box) + side(a.box) / 2 - at(b.box) - side(b.box) / 2);
  const first = blocks[0];
  const last = blocks[blocks.length - 1];
  if (!first || !last || blocks.length < 3) return [];
  const taken = blocks.reduce((sum, block) => sum + side(block.box), 0);
  const gap = (at(last.box) + side(last.box) - at(first.box) - taken) / (blocks.length - 1);
  let next = at(first.box);
  return blocks.flatMap((block) => {
    const by = next - at(block.box);
    next += side(block.box) + gap;
    return axis === 'x' ? shifted(block, by, 0) : shifted(block, 0, by);
  });
}

const tidyGap = 16;

/** Rows as they lie, each lined up at its middle, with one gap everywhere and nothing over anything else. */
export function tidied(items: readonly SceneItem[], gap = tidyGap): ItemPatch[] {
  const blocks = blocksOf(items);
  const all = boundsOfAll(blocks.map((one) => ({ ...one.box, rotation: 0 })));
  if (!all || blocks.length < 2) return [];
  const byBox = new Map(blocks.map((block) => [block.box, block]));
  const ordered = readingOrder([...byBox.keys()]);
  const rows: Rect[][] = [];
  let bottom = -Infinity;
  for (const box of ordered) {
    const row = rows[rows.length - 1];
    const before = row?.[row.length - 1];
    if (row && before && box.y + box.h / 2 <= bottom && box.x >= before.x) row.push(box);
    else {
      rows.push([box]);
      bottom = box.y + box.h;
    }
  }
  const out: ItemPatch[] = [];
  let y = all.y;
  for (const row of rows) {
    const height = Math.max(...row.map((box) => box.h));
    let x = all.x;
    for (const box of row) {
      const block = byBox.get(box);
      if (block) out.push(...shifted(block, x - box.x, y + (height - box.h) / 2 - box.y));
      x += box.w + gap;
    }
    y += height + gap;
  }
  return out;
}
