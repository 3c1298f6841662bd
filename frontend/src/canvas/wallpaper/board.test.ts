import { describe, expect, test } from 'vitest';
import { boardRect } from '../camera';
import { bounds, boundsOfAll, contains, intersects, type Size } from '../geometry';
import type { Scene, SceneItem } from '../scene';
import { item, picture } from '../testing/testCanvas';
import { boardWallpaper, relaid, usable } from './board';

const scene = (items: readonly SceneItem[]): Scene => ({ items, background: { kind: 'paper', value: '' }, theme: 'light' });
const screens: Size[] = [
  { w: 1920, h: 1080 },
  { w: 3840, h: 2160 },
  { w: 2560, h: 1600 },
  { w: 3440, h: 1440 },
  { w: 1280, h: 1024 },
  { w: 1080, h: 1920 },
];
const rows = (columns: number, count: number): SceneItem[] =>
  Array.from({ length: count }, (_, i) => picture({ id: `p${i}`, x: (i % columns) * 310, y: Math.floor(i / columns) * 210, w: 300, h: 200 }));

describe('board as wallpaper', () => {
  test.each(screens)('all of it shows inside the usable part of %o', (size) => {
    for (const items of [rows(5, 20), rows(20, 20), rows(1, 20), [item({ rotation: 30 })]]) {
      const ready = boardWallpaper(scene(items), size);
      expect([ready.projection.width, ready.projection.height]).toEqual([size.w, size.h]);
      const room = usable(size);
      const seen = boardRect(ready.projection, { x: room.x - 1, y: room.y - 1, w: room.w + 2, h: room.h + 2 });
      const all = boundsOfAll(ready.scene.items);
      expect(all && contains(seen, all)).toBe(true);
      expect(ready.scene.items.map((one) => one.id)).toEqual(items.map((one) => one.id));
    }
  });

  test('an arrangement that suits the screen is kept as it is', () => {
    const items = rows(5, 20);
    expect(boardWallpaper(scene(items), { w: 1920, h: 1080 }).scene.items).toBe(items);
  });

  test('a wide board fills an upright screen better than it would', () => {
    const items = rows(20, 20);
    const { scene: anew } = boardWallpaper(scene(items), { w: 1080, h: 1920 });
    const all = boundsOfAll(anew.items);
    expect(all && all.w / all.h).toBeLessThan(1);
  });

  test('what overlaps stays together, as it lay; the rest does not overlap', () => {
    const note = item({ id: 'note', kind: 'note', x: 100, y: 50, w: 90, h: 80, style: { size: 20 } });
    const items = [...rows(20, 20), note];
    const laid = relaid(items, 0.6);
    const [first, last] = [laid[0], laid.at(-1)];
    if (!first || !last) throw new Error('items are missing');
    const k = first.w / 300;
    expect((last.x - first.x) / k).toBeCloseTo(100);
    expect((last.y - first.y) / k).toBeCloseTo(50);
    expect(last.style.size).toBeCloseTo(20 * k);
    for (const a of laid.slice(0, 20)) for (const b of laid.slice(0, 20)) if (a !== b) expect(intersects(bounds(a), bounds(b))).toBe(false);
  });

  test('a heading keeps a row of its own above', () => {
    const heading = item({ id: 'heading', kind: 'text', x: 0, y: -80, w: 900, h: 40, text: 'What I am here for' });
    const laid = relaid([...rows(20, 20), heading], 0.6);
    const top = laid.find((one) => one.id === 'heading');
    expect(top && laid.every((one) => one === top || one.y >= top.y + top.h)).toBe(true);
  });

  test('an empty board is its ground; one note does not become a poster', () => {
    expect(boardWallpaper(scene([]), { w: 1920, h: 1080 }).projection.scale).toBe(1);
    expect(boardWallpaper(scene([item({ w: 20, h: 20 })]), { w: 1920, h: 1080 }).projection.scale).toBeLessThan(3);
  });
});
