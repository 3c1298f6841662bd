// Packing and levelling what is selected: one height, width or area; a grid, columns, a collage without gaps in the shape
// of the screen. Groups fall apart here, turned things stand straight, and what is locked stays.

import { collage } from './arrange';
import { boundsOfAll, centreOf, type Rect } from './geometry';
import { free } from './together';
import type { ItemPatch, SceneItem } from './scene';

export const levels = ['height', 'width', 'area'] as const;
export type Level = (typeof levels)[number];

export const packings = ['collage', 'gapless', 'grid', 'columns'] as const;
export type Packing = (typeof packings)[number];

const gap = 12;

/** What can be packed: things with a shape of their own. Frames and connectors order others. */
export const packable = (items: readonly SceneItem[]): SceneItem[] => items.filter((item) => free(item) && item.kind !== 'connector' && item.kind !== 'frame');

/** All as high, as wide or as large as they are in the mean, each about its own middle and in its own shape. */
export function levelled(items: readonly SceneItem[], by: Level): ItemPatch[] {
  const some = packable(items);
  if (some.length < 2) return [];
  const measure = (item: SceneItem) => (by === 'height' ? item.h : by === 'width' ? item.w : Math.sqrt(item.w * item.h));
  const mean = some.reduce((sum, item) => sum + measure(item), 0) / some.length;
  return some.map((item) => {
    const k = mean / Math.max(measure(item), 1e-6);
    const c = centreOf(item);
    return { id: item.id, x: c.x - (item.w * k) / 2, y: c.y - (item.h * k) / 2, w: item.w * k, h: item.h * k };
  });
}

/** Packs things around their common middle, in the order given or, without one, as they are read. `shape` is the width
 *  over the height that a collage without gaps comes to. */
export function packedAs(items: readonly SceneItem[], how: Packing, shape: number, ordered = false): ItemPatch[] {
  const some = packable(items);
  if (some.length < 2) return [];
  switch (how) {
    case 'collage':
      return collage(some, { shape: 1.5, gap }, ordered);
    case 'gapless':
      return filled(collage(some, { shape, gap: 0 }, ordered), shape);
    case 'grid':
      return around(some, gridded(ordered ? some : read(some)));
    case 'columns':
      return around(some, inColumns(ordered ? some : read(some)));
  }
}

/** The same order that a collage reads in. */
function read(items: readonly SceneItem[]): readonly SceneItem[] {
  const order = new Map(collage(items, { shape: 1.5, gap }).map((patch, at) => [patch.id, at]));
  return [...items].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

/** A collage stretched to exactly its shape: pictures show a little less of one side, never a gap. */
function filled(patches: ItemPatch[], shape: number): ItemPatch[] {
  const boxes = patches.map(boxOf);
  const all = boundsOfAll(boxes.map((box) => ({ ...box, rotation: 0 })));
  if (!all) return patches;
  const k = all.w / shape / all.h;
  return patches.map((patch, i) => {
    const box = boxes[i] ?? all;
    const middle = all.y + all.h / 2;
    return { ...patch, y: middle + (box.y - middle) * k, h: box.h * k };
  });
}

const boxOf = (patch: ItemPatch): Rect => ({ x: patch.x ?? 0, y: patch.y ?? 0, w: patch.w ?? 1, h: patch.h ?? 1 });

type Placed = readonly [SceneItem, Rect];

/** Equal cells, each thing as large as its cell lets it be and in its middle. */
function gridded(items: readonly SceneItem[]): Placed[] {
  const mean = (side: (item: SceneItem) => number) => items.reduce((sum, item) => sum + side(item), 0) / items.length;
  const cell = { w: mean((item) => item.w), h: mean((item) => item.h) };
  const across = Math.max(1, Math.round(Math.sqrt((items.length * 1.5 * cell.h) / cell.w)));
  return items.map((item, i) => {
    const k = Math.min(cell.w / item.w, cell.h / item.h);
    const w = item.w * k;
    const h = item.h * k;
    const x = (i % across) * (cell.w + gap);
    const y = Math.floor(i / across) * (cell.h + gap);
    return [item, { x: x + (cell.w - w) / 2, y: y + (cell.h - h) / 2, w, h }];
  });
}

/** Columns of one width; each thing goes to the column that is shortest. */
function inColumns(items: readonly SceneItem[]): Placed[] {
  const width = items.reduce((sum, item) => sum + item.w, 0) / items.length;
  const heights = items.map((item) => (item.h * width) / item.w);
  const total = heights.reduce((sum, h) => sum + h + gap, 0);
  const count = Math.max(2, Math.min(items.length, Math.round(Math.sqrt((1.5 * total) / (width + gap)))));
  const feet = Array.from({ length: count }, () => 0);
  return items.map((item, i) => {
    const column = feet.indexOf(Math.min(...feet));
    const y = feet[column] ?? 0;
    const h = heights[i] ?? item.h;
    feet[column] = y + h + gap;
    return [item, { x: column * (width + gap), y, w: width, h }];
  });
}

function around(items: readonly SceneItem[], placed: readonly Placed[]): ItemPatch[] {
  const was = boundsOfAll(items);
  const is = boundsOfAll(placed.map(([, box]) => ({ ...box, rotation: 0 })));
  if (!was || !is) return [];
  const dx = was.x + was.w / 2 - is.x - is.w / 2;
  const dy = was.y + was.h / 2 - is.y - is.h / 2;
  return placed.map(([item, box]) => ({ id: item.id, x: box.x + dx, y: box.y + dy, w: box.w, h: box.h, rotation: 0 }));
}

/** The hue of '#rrggbb' in degrees; greys come after all colours, dark before light. */
export function colourOrder(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255 || 0);
  const most = Math.max(r, g, b);
  const spread = most - Math.min(r, g, b);
  if (spread < 0.06) return 360 + most;
  const sixth = most === r ? ((g - b) / spread + 6) % 6 : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  return sixth * 60;
}
