// The board as a wallpaper: all of it, as large as the screen allows, with air at the edges for panels and icons.
//
// Rules:
// - The person's arrangement stays as it is while it fills the screen decently. A board of quite another shape than the
//   screen (a wide one on an upright screen) is laid out anew in rows: what overlaps stays together, straight and in
//   reading order.
// - Nothing is enlarged beyond what it was made for: one note does not become a poster.

import { project, type Projection } from '../camera';
import { packed, readingOrder } from '../arrange';
import { connected, holdsOn } from '../connector';
import { bounds, boundsOfAll, intersects, type Rect, type Size } from '../geometry';
import type { Scene, SceneItem } from '../scene';

export interface Picture {
  readonly scene: Scene;
  readonly projection: Projection;
}

/** Air around the board, of the screen's shorter side. The foot has more: panels are there. */
const air = { side: 0.045, top: 0.06, foot: 0.075 };
/** Below this share of the usable screen the board is laid out anew. */
const decent = 0.5;

/** Pixels of the screen that hold the board. */
export function usable(size: Size): Rect {
  const short = Math.min(size.w, size.h);
  const x = Math.round(short * air.side);
  const y = Math.round(short * air.top);
  return { x, y, w: size.w - 2 * x, h: size.h - y - Math.round(short * air.foot) };
}

export function boardWallpaper(scene: Scene, size: Size): Picture {
  const room = usable(size);
  const all = boundsOfAll(scene.items);
  if (!all) return { scene, projection: project({ x: 0, y: 0, zoom: 1 }, size, 1) };
  if (fill(all, room) >= decent) return { scene, projection: fittedIn(all, room, size) };
  const again = { ...scene, items: relaid(scene.items, room.w / room.h) };
  const anew = boundsOfAll(again.items) ?? all;
  if (fill(anew, room) <= fill(all, room)) return { scene, projection: fittedIn(all, room, size) };
  return { scene: again, projection: fittedIn(anew, room, size) };
}

/** The share of the room that a rectangle fills when it is fitted in. */
function fill(rect: Rect, room: Rect): number {
  const board = Math.max(rect.w, 1) / Math.max(rect.h, 1);
  const screen = room.w / room.h;
  return Math.min(board / screen, screen / board);
}

function fittedIn(rect: Rect, room: Rect, size: Size): Projection {
  const largest = Math.min(size.w, size.h) / 420;
  const scale = Math.min(room.w / Math.max(rect.w, 1), room.h / Math.max(rect.h, 1), largest);
  return {
    scale,
    tx: Math.round(room.x + room.w / 2 - (rect.x + rect.w / 2) * scale),
    ty: Math.round(room.y + room.h / 2 - (rect.y + rect.h / 2) * scale),
    width: size.w,
    height: size.h,
  };
}

interface Group extends Rect {
  readonly items: SceneItem[];
}

/** A single line of text across the board is a heading: it gets a row of its own. */
const heading = 5;

/** Groups of what overlaps, each as one block, in rows of the wanted shape. */
export function relaid(items: readonly SceneItem[], shape: number): SceneItem[] {
  const groups = readingOrder(grouped(items.filter((item) => item.kind !== 'connector' || !holdsOn(item))));
  const area = groups.reduce((sum, group) => sum + group.w * group.h, 0);
  const gap = Math.sqrt(area / Math.max(1, groups.length)) * 0.05;
  const width = Math.sqrt(area * shape);
  const headings = groups.filter(isHeading);
  const blocks = groups.filter((group) => !isHeading(group));
  const heads = headings.reduce((sum, group) => sum + group.h * Math.min(1, width / group.w) + 3 * gap, 0);
  const boxes = packed(blocks.map((group) => group.w / group.h), width, { shape: width / Math.max(1, width / shape - heads), gap });
  const moved = new Map<string, SceneItem>();
  const place = (group: Group, box: Rect) => {
    const k = Math.min(box.w / group.w, box.h / group.h);
    const left = box.x + (box.w - group.w * k) / 2;
    const top = box.y + (box.h - group.h * k) / 2;
    for (const item of group.items) moved.set(item.id, scaled(item, group, k, left, top));
  };
  blocks.forEach((group, i) => {
    const box = boxes[i];
    if (box) place(group, box);
  });
  // Headings that led the board lead it still; the others close it.
  const first = blocks[0];
  let above = 0;
  let below = Math.max(0, ...boxes.map((box) => box.y + box.h)) + 3 * gap;
  for (const group of [...headings].reverse()) {
    if (first && group.y > first.y) continue;
    const h = group.h * Math.min(1, width / group.w);
    above -= h + 3 * gap;
    place(group, { x: 0, y: above, w: width, h });
  }
  for (const group of headings) {
    if (!first || group.y <= first.y) continue;
    const h = group.h * Math.min(1, width / group.w);
    place(group, { x: 0, y: below, w: width, h });
    below += h + gap;
  }
  // The order of painting stays, and connectors run anew between what was moved.
  const laid = items.map((item) => moved.get(item.id) ?? item);
  const byID = new Map(laid.map((item) => [item.id, item]));
  return laid.map((item) => (item.kind === 'connector' ? connected(item, (id) => byID.get(id)) : item));
}

function isHeading(group: Group): boolean {
  return group.items.every((item) => item.kind === 'text') && group.w > heading * group.h;
}

/** The sizes of texts that grow and shrink with their box here, though they do not on the board. */
const usualSizes: Partial<Record<SceneItem['kind'], number>> = { note: 26, text: 22 };

function scaled(item: SceneItem, group: Rect, k: number, left: number, top: number): SceneItem {
  const size = item.style.size ?? usualSizes[item.kind];
  return {
    ...item,
    x: left + (item.x - group.x) * k,
    y: top + (item.y - group.y) * k,
    w: item.w * k,
    h: item.h * k,
    style: size === undefined ? item.style : { ...item.style, size: size * k },
  };
}

/** Cards and notes that stand close under each other, in one column, belong together. */
function stacked(a: SceneItem, b: SceneItem): boolean {
  if (a.kind === 'picture' || b.kind === 'picture' || a.rotation !== 0 || b.rotation !== 0) return false;
  const apart = Math.max(a.y, b.y) - Math.min(a.y + a.h, b.y + b.h);
  return Math.abs(a.x - b.x) < 2 && Math.abs(a.w - b.w) < 2 && apart < Math.min(a.w, b.w) * 0.12;
}

function grouped(items: readonly SceneItem[]): Group[] {
  let groups: Group[] = [];
  for (const item of items) {
    const box = bounds(item);
    const touching = groups.filter((group) => group.items.some((other) => intersects(bounds(other), box) || stacked(other, item)));
    const members = [...touching.flatMap((group) => group.items), item];
    const whole = boundsOfAll(members) ?? box;
    groups = [...groups.filter((group) => !touching.includes(group)), { ...whole, items: members }];
  }
  return groups;
}
