import { describe, expect, test } from 'vitest';
import { bounds, boundsOfAll, corners, fromLocal, grown, insideBox, intersects, normalAngle, toLocal, touches, turned, union } from './geometry';
import { withSeeds } from './testing/random';

describe('geometry', () => {
  test('right angles are exact', () => {
    expect(turned({ x: 3, y: 4 }, 90)).toEqual({ x: -4, y: 3 });
    expect(bounds({ x: 0, y: 0, w: 100, h: 50, rotation: 90 })).toEqual({ x: 25, y: -25, w: 50, h: 100 });
  });

  test('angles come into 0 to 360', () => {
    expect([normalAngle(-90), normalAngle(720), normalAngle(-0)]).toEqual([270, 0, 0]);
  });

  test('bounds hold every corner and touch on each side', () => {
    withSeeds([], 200, (random) => {
      const box = { x: random() * 100, y: random() * 100, w: 1 + random() * 300, h: 1 + random() * 300, rotation: random() * 720 - 360 };
      const b = bounds(box);
      const c = corners(box);
      expect(Math.min(...c.map((p) => p.x))).toBeCloseTo(b.x, 6);
      expect(Math.max(...c.map((p) => p.x))).toBeCloseTo(b.x + b.w, 6);
      expect(Math.min(...c.map((p) => p.y))).toBeCloseTo(b.y, 6);
      expect(Math.max(...c.map((p) => p.y))).toBeCloseTo(b.y + b.h, 6);
    });
  });

  test('local points come back', () => {
    const box = { x: 10, y: 20, w: 30, h: 40, rotation: 33 };
    const p = toLocal(box, fromLocal(box, 5, -7));
    expect(p.x).toBeCloseTo(5);
    expect(p.y).toBeCloseTo(-7);
  });

  test('a turned box is hit by its own shape, not its bounds', () => {
    const box = { x: 0, y: 0, w: 100, h: 10, rotation: 45 };
    expect(insideBox(box, { x: 50, y: 5 })).toBe(true);
    expect(insideBox(box, { x: 80, y: -25 })).toBe(false);
    expect(touches({ x: 75, y: -30, w: 6, h: 6 }, box)).toBe(false);
    expect(touches({ x: 45, y: 0, w: 6, h: 6 }, box)).toBe(true);
  });

  test('unions and meetings', () => {
    expect(union([])).toBeNull();
    expect(boundsOfAll([{ x: 0, y: 0, w: 1, h: 1, rotation: 0 }, { x: 5, y: -5, w: 1, h: 1, rotation: 180 }])).toEqual({ x: 0, y: -5, w: 6, h: 6 });
    expect(intersects({ x: 0, y: 0, w: 1, h: 1 }, { x: 1, y: 0, w: 1, h: 1 })).toBe(false);
    expect(grown({ x: 0, y: 0, w: 1, h: 1 }, 2)).toEqual({ x: -2, y: -2, w: 5, h: 5 });
  });
});
