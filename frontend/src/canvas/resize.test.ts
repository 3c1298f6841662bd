import { describe, expect, test } from 'vitest';
import { fromLocal, type Box, type Point } from './geometry';
import { directionOf, sides, type Side } from './hit';
import { angleAt, resized, rotatedItems, tidyAngle, withHeight } from './resize';
import { item } from './testing/testCanvas';
import { withSeeds } from './testing/random';

function opposite(box: Box, side: Side): Point {
  const d = directionOf(side);
  return fromLocal(box, (-d.x * box.w) / 2, (-d.y * box.h) / 2);
}

describe('resize', () => {
  test('what lies opposite the handle stays, whatever the rotation', () => {
    withSeeds([3, 42], 400, (random) => {
      const box = { x: random() * 900, y: random() * 900, w: 20 + random() * 400, h: 20 + random() * 400, rotation: random() * 360 };
      const side = sides[Math.floor(random() * sides.length)] ?? 'se';
      const to = { x: random() * 2000 - 500, y: random() * 2000 - 500 };
      const rules = { locked: random() < 0.5, centred: random() < 0.3 };
      const after = resized(box, side, to, rules);
      const kept = (b: Box) => (rules.centred ? fromLocal(b, 0, 0) : opposite(b, side));
      expect(kept(after).x).toBeCloseTo(kept(box).x, 6);
      expect(kept(after).y).toBeCloseTo(kept(box).y, 6);
      expect(after.w).toBeGreaterThanOrEqual(15.999);
      expect(after.h).toBeGreaterThanOrEqual(15.999);
      if (rules.locked) expect(after.w / after.h).toBeCloseTo(box.w / box.h, 6);
    });
  });

  test('a handle follows the point when nothing holds it', () => {
    const box = { x: 0, y: 0, w: 100, h: 60, rotation: 30 };
    const to = fromLocal(box, 120, 70);
    const after = resized(box, 'se', to, { locked: false, centred: false });
    const corner = fromLocal(after, after.w / 2, after.h / 2);
    expect(corner.x).toBeCloseTo(to.x);
    expect(corner.y).toBeCloseTo(to.y);
  });

  test('a smaller item than the smallest may stay as it is', () => {
    const box = { x: 0, y: 0, w: 8, h: 8, rotation: 0 };
    expect(resized(box, 'se', { x: 4, y: 4 }, { locked: false, centred: false })).toMatchObject({ w: 8, h: 8 });
  });

  test('another height keeps the top, for handles above the bottom', () => {
    const box = { x: 0, y: 0, w: 100, h: 60, rotation: 90 };
    const after = withHeight(box, 'e', 100);
    const top = (b: Box) => fromLocal(b, 0, -b.h / 2);
    expect(top(after).x).toBeCloseTo(top(box).x);
    expect(top(after).y).toBeCloseTo(top(box).y);
    expect(after.h).toBe(100);
  });
});

describe('turn', () => {
  test.each([
    [{ x: 0, y: -5 }, 0],
    [{ x: 5, y: 0 }, 90],
    [{ x: 0, y: 5 }, 180],
    [{ x: -5, y: 0 }, 270],
  ])('the angle of %o is %i', (point, angle) => {
    expect(angleAt({ x: 0, y: 0 }, point)).toBeCloseTo(angle);
  });

  test('near a right angle one item clicks into it', () => {
    expect(rotatedItems([item({ rotation: 3 })], { x: 50, y: 50 }, 85.5, null)[0]?.rotation).toBe(90);
    expect(rotatedItems([item({ rotation: 3 })], { x: 50, y: 50 }, 80, null)[0]?.rotation).toBe(83);
  });

  test('angles are kept tidy', () => {
    expect([tidyAngle(359.999), tidyAngle(270), tidyAngle(-181), tidyAngle(12.3456)]).toEqual([0, -90, 179, 12.35]);
  });
});
