import { describe, expect, test } from 'vitest';
import { Dirty, exposed, snapped } from './dirty';
import { contains, type Rect } from './geometry';
import { withSeeds } from './testing/random';

describe('dirty', () => {
  test('what meets becomes one, what is apart stays apart', () => {
    const dirty = new Dirty();
    dirty.add({ x: 0, y: 0, w: 10, h: 10 });
    dirty.add({ x: 100, y: 0, w: 10, h: 10 });
    dirty.add({ x: 5, y: 5, w: 10, h: 10 });
    expect(dirty.rects).toHaveLength(2);
    dirty.add({ x: 0, y: 0, w: 200, h: 2 });
    expect(dirty.rects).toEqual([{ x: 0, y: 0, w: 200, h: 15 }]);
  });

  test('all is all, and nothing is nothing', () => {
    const dirty = new Dirty();
    dirty.add({ x: 0, y: 0, w: 0, h: 10 });
    expect(dirty.any).toBe(false);
    dirty.addAll();
    dirty.add({ x: 0, y: 0, w: 10, h: 10 });
    expect(dirty.rects).toEqual([]);
    expect(dirty.any).toBe(true);
    dirty.clear();
    expect(dirty.any).toBe(false);
  });

  test('everything added stays covered, in few rectangles', () => {
    withSeeds([1], 100, (random) => {
      const dirty = new Dirty();
      const added: Rect[] = [];
      for (let i = 0; i < 40; i++) {
        const rect = { x: random() * 1000, y: random() * 1000, w: 1 + random() * 60, h: 1 + random() * 60 };
        added.push(rect);
        dirty.add(rect);
      }
      expect(dirty.rects.length).toBeLessThanOrEqual(12);
      const slack = (r: Rect) => ({ x: r.x - 1e-6, y: r.y - 1e-6, w: r.w + 2e-6, h: r.h + 2e-6 });
      for (const rect of added) expect(dirty.rects.some((one) => contains(slack(one), rect))).toBe(true);
    });
  });
});

test('snapped rectangles are whole pixels inside the bitmap', () => {
  expect(snapped({ x: -3.5, y: 1.2, w: 10, h: 3 }, 100, 100)).toEqual({ x: 0, y: 1, w: 7, h: 4 });
  expect(snapped({ x: 200, y: 0, w: 10, h: 3 }, 100, 100).w).toBeLessThanOrEqual(0);
});

test('a move exposes its strips', () => {
  expect(exposed(100, 50, 10, 0)).toEqual([{ x: 0, y: 0, w: 10, h: 50 }]);
  expect(exposed(100, 50, -10, 5)).toEqual([
    { x: 90, y: 0, w: 10, h: 50 },
    { x: 0, y: 0, w: 100, h: 5 },
  ]);
});
