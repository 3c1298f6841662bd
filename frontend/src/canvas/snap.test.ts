import { describe, expect, test } from 'vitest';
import { snapEdges, snapMove } from './snap';

const other = { x: 200, y: 200, w: 100, h: 100 };

describe('snap', () => {
  test.each([
    ['left to left', { x: 204, y: 0, w: 50, h: 50 }, { dx: -4, dy: 0 }],
    ['left to right edge', { x: 297, y: 0, w: 50, h: 50 }, { dx: 3, dy: 0 }],
    ['centre to centre', { x: 222, y: 0, w: 50, h: 50 }, { dx: 3, dy: 0 }],
    ['both axes', { x: 302, y: 198, w: 60, h: 300 }, { dx: -2, dy: 2 }],
    ['out of reach', { x: 207, y: 0, w: 31, h: 50 }, { dx: 0, dy: 0 }],
  ])('%s', (_name, rect, expected) => {
    expect(snapMove(rect, [other], 6)).toMatchObject(expected);
  });

  test('the nearest wins and every shared line is shown', () => {
    const snap = snapMove({ x: 202, y: 0, w: 100, h: 50 }, [other, { x: 205, y: 500, w: 10, h: 10 }], 6);
    expect(snap.dx).toBe(-2);
    expect(snap.guides).toEqual([
      { axis: 'x', at: 200, from: 0, to: 300 },
      { axis: 'x', at: 250, from: 0, to: 300 },
      { axis: 'x', at: 300, from: 0, to: 300 },
    ]);
  });

  test('a resize snaps only the edges that move', () => {
    const rect = { x: 0, y: 0, w: 203, h: 198 };
    expect(snapEdges(rect, 1, 0, [other], 6)).toMatchObject({ dx: -3, dy: 0 });
    expect(snapEdges(rect, 0, 1, [other], 6)).toMatchObject({ dx: 0, dy: 2 });
    expect(snapEdges(rect, -1, -1, [other], 6)).toMatchObject({ dx: 0, dy: 0, guides: [] });
  });
});
