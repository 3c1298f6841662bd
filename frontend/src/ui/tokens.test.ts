import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/* Reads tokens.css itself, so that no colour can change unseen. WCAG 2: text 4.5, icons, edges and large text 3. */

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const themes = ['paper', 'night'] as const;
type Theme = (typeof themes)[number];

const tokens = new Map<string, Record<Theme, string>>();
for (const [, name, day, night] of css.matchAll(/--([\w-]+): light-dark\((#\w+|\w+\([^)]*\)), (#\w+|\w+\([^)]*\))\);/g)) {
  if (name && day && night) tokens.set(name, { paper: day, night });
}

type Rgb = [number, number, number];

function oklch(lightness: number, chroma: number, degrees: number): Rgb {
  const a = chroma * Math.cos((degrees * Math.PI) / 180);
  const b = chroma * Math.sin((degrees * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Linear sRGB. */
function linear(colour: string): Rgb {
  const hex = /^#(\w\w)(\w\w)(\w\w)$/.exec(colour);
  if (hex) {
    return hex.slice(1).map((pair) => {
      const v = parseInt(pair, 16) / 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    }) as Rgb;
  }
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(colour);
  if (!parts) throw new Error(`cannot read ${colour}`);
  return oklch(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function luminance(colour: string): number {
  const [r, g, b] = linear(colour).map((v) => Math.min(1, Math.max(0, v))) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(front: string, back: string, theme: Theme): number {
  const [a, b] = [front, back].map((name) => {
    const colour = tokens.get(name)?.[theme];
    if (!colour) throw new Error(`no token --${name}`);
    return luminance(colour);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ['ground', 'surface', 'raised', 'sunk'];
const underText = [...grounds, 'hover'];
const hues = [0, 1, 2, 3, 4, 5, 6, 7];
const papers = ['butter', 'blush', 'sage', 'sky', 'lilac', 'sand'].map((name) => `paper-${name}`);

const text: [string, string][] = [
  ...['ink', 'quiet', 'star', 'wrong', 'good', 'care'].flatMap((front) => underText.map((back): [string, string] => [front, back])),
  ['ink', 'pressed'],
  ['ink', 'star-wash'],
  ['star', 'star-wash'],
  ['good', 'good-wash'],
  ['care', 'care-wash'],
  ['wrong', 'wrong-wash'],
  ['on-star', 'star-fill'],
  ['on-star', 'star-fill-hover'],
  ['on-wrong', 'wrong'],
  ...papers.map((back): [string, string] => ['ink', back]),
  ...hues.flatMap((hue): [string, string][] => [
    [`hue-${hue}-ink`, 'ground'],
    [`hue-${hue}-ink`, 'raised'],
    [`hue-${hue}-ink`, `hue-${hue}-wash`],
    ['ink', `hue-${hue}-wash`],
  ]),
];
const signs: [string, string][] = [
  ...grounds.map((back): [string, string] => ['edge', back]),
  ...[...grounds, 'hover', 'pressed'].flatMap((back): [string, string][] => [
    ['track', back],
    ['star-line', back],
  ]),
  ...hues.flatMap((hue) => ['ground', 'surface', 'raised'].map((back): [string, string] => [`hue-${hue}`, back])),
];

describe.each(themes)('on %s', (theme) => {
  it.each(text)('--%s can be read on --%s', (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(signs)('--%s can be told from --%s', (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(3);
  });

  it('keeps the hues apart from the star and from each other', () => {
    const angles = hues.map((hue) => Number(/ ([\d.]+)\)$/.exec(tokens.get(`hue-${hue}`)?.[theme] ?? '')?.[1]));
    for (const [i, angle] of angles.entries()) {
      expect(Math.abs(angle - 76)).toBeGreaterThan(25);
      expect(angle - (angles[i - 1] ?? -100)).toBeGreaterThanOrEqual(25);
    }
  });
});

it('checks the colours against values known from elsewhere', () => {
  tokens.set('white', { paper: '#ffffff', night: '#ffffff' });
  tokens.set('grey', { paper: '#767676', night: '#767676' });
  tokens.set('red', { paper: 'oklch(0.62796 0.25768 29.2339)', night: '#ff0000' });
  expect(contrast('grey', 'white', 'paper')).toBeCloseTo(4.54, 2);
  expect(contrast('red', 'white', 'paper')).toBeCloseTo(contrast('red', 'white', 'night'), 2);
});
