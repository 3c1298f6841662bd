import { describe, expect, test } from 'vitest';
import { hueIndex, papers, readStyle, applyPatches, inOrder } from './scene';
import { scrimAlpha, scrimColour } from './paint/bitmaps';
import { backgroundColour, contrast, mix, themeOf, tonesOf } from './theme';
import { item } from './testing/testCanvas';

describe.each(['light', 'dark'] as const)('%s', (name) => {
  const theme = themeOf(name);

  test('every text can be read', () => {
    for (const paper of papers) {
      expect(contrast(theme.ink, theme.papers[paper]), paper).toBeGreaterThanOrEqual(4.5);
      expect(contrast(theme.ink, backgroundColour({ kind: 'paper', value: paper }, theme)), paper).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(theme.ink, theme.surface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme.quiet, theme.surface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme.star, theme.surface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme.care, theme.surface)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('hue %i', (hue) => {
    const tones = tonesOf(theme, hue);
    expect(contrast(tones.onFull, tones.full)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tones.ink, tones.wash)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tones.ink, theme.ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tones.mark, theme.surface)).toBeGreaterThanOrEqual(3);
    expect(contrast(theme.ink, tones.wash)).toBeGreaterThanOrEqual(4.5);
  });
});

test('white on the scrim can be read over a white picture', () => {
  expect(contrast('#ffffff', mix('#ffffff', scrimColour, scrimAlpha))).toBeGreaterThanOrEqual(4.5);
});

test('a colour is dimmed at night, and what is no colour is the ground', () => {
  const dark = themeOf('dark');
  expect(backgroundColour({ kind: 'colour', value: '#FF0000' }, themeOf('light'))).toBe('#ff0000');
  expect(contrast(backgroundColour({ kind: 'colour', value: '#ffffff' }, dark), '#ffffff')).toBeGreaterThan(4.5);
  expect(backgroundColour({ kind: 'colour', value: 'red;' }, dark)).toBe(dark.ground);
  expect(backgroundColour({ kind: 'paper', value: 'toString' }, dark)).toBe(dark.ground);
});

test('a stored style keeps what is known and drops the rest', () => {
  expect(readStyle({ paper: 'sky', face: 'comic', size: 1e9, align: 'centre', motif: 'dragon', hue: -3, look: 'wash' })).toEqual({
    paper: 'sky', face: undefined, size: 400, align: 'centre', motif: undefined, hue: 5, look: 'wash',
  });
  expect(readStyle({ size: NaN }).size).toBeUndefined();
  expect([hueIndex(9), hueIndex(NaN), hueIndex(-1)]).toEqual([1, 0, 7]);
});

test('patches leave other items the same objects', () => {
  const [a, b] = [item({ id: 'a' }), item({ id: 'b' })];
  const out = applyPatches([a, b], [{ id: 'b', x: 5 }]);
  expect(out[0]).toBe(a);
  expect(out[1]).toMatchObject({ x: 5, y: 0 });
});

test('equal z keys have one order everywhere', () => {
  const [a, b, c] = [item({ id: 'a', z: 'm' }), item({ id: 'b', z: 'm' }), item({ id: 'c', z: 'a' })];
  expect(inOrder([b, a, c]).map((one) => one.id)).toEqual(['c', 'a', 'b']);
});
