import { describe, expect, test } from 'vitest';
import { besideOthers, collage, packed, readingOrder, rowsOf, freePlace } from './arrange';
import { boundsOfAll, centreOf } from './geometry';
import { applyPatches } from './scene';
import { item } from './testing/testCanvas';
import { withSeeds } from './testing/random';

describe('collage', () => {
  test('rows share one width, items keep their shape, nothing overlaps', () => {
    withSeeds([5], 60, (random) => {
      const ratios = Array.from({ length: 2 + Math.floor(random() * 40) }, () => 0.4 + random() * 2.4);
      const rules = { shape: 0.6 + random() * 1.8, gap: 12 };
      const rects = packed(ratios, 1200, rules);
      expect(rects).toHaveLength(ratios.length);
      const ends = new Map<number, number>();
      rects.forEach((rect, i) => {
        expect(rect.w / rect.h).toBeCloseTo(ratios[i] ?? 0, 6);
        ends.set(Math.round(rect.y * 1000), rect.x + rect.w);
      });
      for (const end of ends.values()) expect(end).toBeCloseTo(1200, 4);
    });
  });

  test('the shape comes close to what was asked', () => {
    for (const shape of [0.7, 1, 1.5, 2.2]) {
      const rects = packed(Array.from({ length: 20 }, (_, i) => (i % 3 ? 1.5 : 0.67)), 1000, { shape, gap: 10 });
      const whole = boundsOfAll(rects.map((rect) => ({ ...rect, rotation: 0 })));
      expect((whole?.w ?? 0) / (whole?.h ?? 1) / shape).toBeGreaterThan(0.7);
      expect((whole?.w ?? 0) / (whole?.h ?? 1) / shape).toBeLessThan(1.4);
    }
  });

  test('one of a strange shape does not break the rest', () => {
    const rects = packed([1000, 0.0001, NaN, 1], 800, { shape: 1, gap: 10 });
    for (const rect of rects) expect(rect.w > 0 && rect.h > 0 && rect.x >= 0).toBe(true);
  });

  test('it lies around the same middle, straight, and is a plan', () => {
    const items = [item({ x: 10, y: 900, rotation: 30 }), item({ x: 700, y: 20, w: 300 }), item({ x: 300, y: 400, h: 240 })];
    const before = centreOf(boundsOfAll(items) ?? { x: 0, y: 0, w: 0, h: 0 });
    const after = applyPatches(items, collage(items));
    const whole = centreOf(boundsOfAll(after) ?? { x: 0, y: 0, w: 0, h: 0 });
    expect(whole.x).toBeCloseTo(before.x);
    expect(whole.y).toBeCloseTo(before.y);
    expect(after.every((one) => one.rotation === 0)).toBe(true);
    expect(collage([items[0] ?? item()])).toEqual([]);
  });

  test('rows end where their sums are even', () => {
    expect(rowsOf([1, 1, 1, 1, 1, 1], 3)).toEqual([3, 6]);
    expect(rowsOf([3, 1, 1, 1], 3)).toEqual([1, 4]);
  });
});

test('reading order goes by rows', () => {
  const at = (id: string, x: number, y: number) => item({ id, x, y });
  const items = [at('d', 0, 300), at('b', 200, 20), at('a', 0, 0), at('c', 400, -10), at('e', 150, 320)];
  expect(readingOrder(items).map((one) => one.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('something new steps aside for what begins at its place', () => {
  expect(besideOthers({ x: 0, y: 0 }, [])).toEqual({ x: 0, y: 0 });
  const there = [item({ x: 0, y: 0 }), item({ x: 24, y: 24 }), item({ x: 500, y: 48 })];
  expect(besideOthers({ x: 3, y: 0 }, there)).toEqual({ x: 51, y: 48 });
});

describe('a free place', () => {
  const size = { w: 100, h: 40 };
  const within = { x: -500, y: -300, w: 1000, h: 600 };

  test('is the wished one where nothing lies', () => {
    expect(freePlace(size, { x: 0, y: 0 }, [], within)).toEqual({ x: -50, y: -20 });
    expect(freePlace(size, { x: 0, y: 0 }, [item({ x: 60, y: 60, w: 50, h: 50 })], within)).toEqual({ x: -50, y: -20 });
  });

  test('is else beside what lies there, as near as can be', () => {
    const there = [item({ x: -200, y: -60, w: 400, h: 120 })];
    expect(freePlace(size, { x: 0, y: 10 }, there, within)).toEqual({ x: -50, y: 76 });
    const turned = [item({ x: -200, y: -60, w: 400, h: 120, rotation: 90 })];
    expect(freePlace(size, { x: 10, y: 0 }, turned, within)).toEqual({ x: 76, y: -20 });
  });

  test('is never outside, and there is none where all is full', () => {
    const there = [item({ x: -500, y: -300, w: 1000, h: 500 })];
    expect(freePlace(size, { x: 0, y: 0 }, there, within)).toEqual({ x: -50, y: 216 });
    expect(freePlace({ w: 100, h: 100 }, { x: 0, y: 0 }, there, within)).toBeNull();
  });
});
