import { describe, expect, it } from 'vitest';
import { beside, type Side } from './beside';

const window = { width: 800, height: 600 };
const tip = { width: 100, height: 30 };
const box = (x: number, y: number) => ({ x, y, width: 40, height: 40 });

describe('beside', () => {
  it.each<[string, Side, ReturnType<typeof box>, number, number]>([
    ['above, in the middle', 'top', box(300, 300), 270, 264],
    ['below', 'bottom', box(300, 300), 270, 346],
    ['on the left', 'left', box(300, 300), 194, 305],
    ['on the right', 'right', box(300, 300), 346, 305],
    ['below where there is no room above', 'top', box(300, 10), 270, 56],
    ['above where there is no room below', 'bottom', box(300, 555), 270, 519],
    ['on the left where there is no room on the right', 'right', box(755, 300), 649, 305],
    ['within the window at its left edge', 'top', box(0, 300), 8, 264],
    ['within the window at its right edge', 'top', box(760, 300), 692, 264],
  ])('%s', (_name, side, of, x, y) => {
    expect(beside(side, of, tip, window, 6, 8)).toEqual({ x, y });
  });

  it('stays in the window where there is no room on either side', () => {
    expect(beside('top', box(300, 5), tip, { width: 800, height: 50 }, 6, 8)).toEqual({ x: 270, y: 8 });
  });
});
