import { describe, expect, test } from 'vitest';
import { contrastOf, measured, needed, scrimFor, under, type Colour } from './scrim';

const words: Record<'light' | 'dark', Colour> = { light: [255, 255, 255], dark: [31, 36, 48] };
const rgb = (hex: string): Colour => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;
const all = (colour: Colour): Colour[] => Array.from({ length: 60 }, () => colour);

describe('scrim', () => {
  test.each<[string, Colour[]]>([
    ['snow', all([252, 252, 255])],
    ['night', all([8, 8, 20])],
    ['mid grey', all([128, 128, 128])],
    ['a saturated red', all([230, 20, 20])],
    ['half black, half white', [...all([0, 0, 0]), ...all([255, 255, 255])]],
  ])('words can be read over %s in both themes', (_, colours) => {
    for (const theme of ['light', 'dark'] as const) {
      const { colour, alpha, ink } = scrimFor(colours, theme, 0);
      for (const one of colours) expect(contrastOf(under(one, rgb(colour), alpha), words[ink])).toBeGreaterThan(4.5);
    }
  });

  test('what is dark enough already is not covered, unless a picture asks for a little', () => {
    expect(scrimFor(all([8, 8, 20]), 'dark', 0).alpha).toBe(0);
    expect(scrimFor(all([8, 8, 20]), 'dark', 0.3).alpha).toBe(0.3);
  });

  test('no more is covered than needed', () => {
    const sky: Colour = [110, 135, 170];
    const { colour, alpha, ink } = scrimFor(all(sky), 'dark', 0);
    const reached = contrastOf(under(sky, rgb(colour), alpha), words[ink]);
    expect(reached).toBeGreaterThanOrEqual(needed - 0.01);
    expect(reached).toBeLessThan(needed + 0.1);
  });

  test('a light ground takes dark words by day, a dark one light words always', () => {
    expect(scrimFor(all([250, 240, 230]), 'light', 0.3).ink).toBe('dark');
    expect(scrimFor(all([60, 40, 80]), 'light', 0.3).ink).toBe('light');
    expect(scrimFor(all([60, 40, 80]), 'dark', 0.3).ink).toBe('light');
  });

  test('one speck in a hundred does not darken a picture', () => {
    const forest = all([20, 40, 30]);
    expect(scrimFor([...forest, ...forest, [255, 255, 255]], 'dark', 0).alpha).toBe(0);
  });

  test('only what lies behind the words is measured', () => {
    const data = new Uint8ClampedArray(10 * 10 * 4).fill(255);
    for (let y = 5; y < 10; y++) for (let x = 0; x < 5; x++) data.set([1, 2, 3, 255], (y * 10 + x) * 4);
    const colours = measured({ w: 10, h: 10, data }, { w: 1000, h: 1000 }, { x: 0, y: 500, w: 500, h: 500 });
    expect(colours).toHaveLength(25);
    expect(colours.every(([r, g, b]) => r === 1 && g === 2 && b === 3)).toBe(true);
    expect(measured({ w: 10, h: 10, data }, { w: 1000, h: 1000 }, { x: 5000, y: 5000, w: 1, h: 1 })).toHaveLength(1);
  });
});
