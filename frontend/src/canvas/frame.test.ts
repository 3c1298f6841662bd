import { describe, expect, test } from 'vitest';
import { fitted, viewRect, windowMargins } from './camera';
import { framed } from './frame';
import { contains } from './geometry';
import { item } from './testing/testCanvas';

const view = { w: 1200, h: 800 };
const show = (came: ReturnType<typeof item>[], there: ReturnType<typeof item>[]) => viewRect(framed(came, there, view, windowMargins), view);

describe('what came', () => {
  const came = item({ x: 0, y: 0, w: 800, h: 600 });

  test('is shown with all that is there, while that leaves it large enough', () => {
    const there = item({ x: -900, y: 0, w: 620, h: 220 });
    expect(contains(show([came], [there]), there)).toBe(true);
    expect(contains(show([came], [there]), came)).toBe(true);
  });

  test('is shown with what is near, where all would make it small', () => {
    const near = item({ x: 850, y: 0, w: 300, h: 200 });
    const far = item({ x: 20_000, y: 0, w: 300, h: 200 });
    const seen = show([came], [near, far]);
    expect([contains(seen, came), contains(seen, near), contains(seen, far)]).toEqual([true, true, false]);
  });

  test('is shown by itself, where what is near is much larger', () => {
    const wall = item({ x: 850, y: 0, w: 9000, h: 9000 });
    expect(framed([came], [wall], view, windowMargins)).toEqual(fitted(came, view, windowMargins, 1));
  });

  test('is never shown larger than life', () => {
    expect(framed([item({ w: 40, h: 40 })], [], view, windowMargins).zoom).toBe(1);
  });
});
