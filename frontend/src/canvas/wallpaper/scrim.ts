// What has to lie between a picture and words so that they can be read: measured, not guessed.

import type { Rect, Size } from '../geometry';
import type { ThemeName } from '../scene';

/** A ground in small: rows of RGBA bytes over the whole screen. */
export interface Sample {
  readonly w: number;
  readonly h: number;
  readonly data: ArrayLike<number>;
}

export interface Scrim {
  /** '#rrggbb' */
  readonly colour: string;
  /** How much of it, where the words stand. */
  readonly alpha: number;
  /** The words on it. */
  readonly ink: 'light' | 'dark';
}

/** One colour of the ground, 0..255. */
export type Colour = readonly [number, number, number];

/** The small words must stand out this much: more than WCAG's 4.5, since the sample in small hides the brightest leaf. */
export const needed = 5.5;
const night: Colour = [11, 14, 24];
const paper: Colour = [250, 247, 242];
const white: Colour = [255, 255, 255];
const ink: Colour = [31, 36, 48];
const most = 0.94;

/** The colours behind a part of the screen. */
export function measured(sample: Sample, size: Size, part: Rect): Colour[] {
  const at = (value: number, from: number, to: number, limit: number) => Math.min(limit, Math.max(0, Math.round((value * to) / from)));
  const x0 = at(part.x, size.w, sample.w, sample.w - 1);
  const x1 = at(part.x + part.w, size.w, sample.w, sample.w);
  const y0 = at(part.y, size.h, sample.h, sample.h - 1);
  const y1 = at(part.y + part.h, size.h, sample.h, sample.h);
  const colours: Colour[] = [];
  for (let y = y0; y < Math.max(y1, y0 + 1); y++) {
    for (let x = x0; x < Math.max(x1, x0 + 1); x++) {
      const i = (y * sample.w + x) * 4;
      colours.push([sample.data[i] ?? 0, sample.data[i + 1] ?? 0, sample.data[i + 2] ?? 0]);
    }
  }
  return colours;
}

function channel(value: number): number {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

export function luminanceOf([r, g, b]: Colour): number {
  return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
}

export function contrastOf(a: Colour, b: Colour): number {
  const la = luminanceOf(a);
  const lb = luminanceOf(b);
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

export function under(colour: Colour, cover: Colour, alpha: number): Colour {
  const mix = (i: 0 | 1 | 2) => colour[i] + (cover[i] - colour[i]) * alpha;
  return [mix(0), mix(1), mix(2)];
}

/** The least cover under which words of this colour can be read over all but the odd speck. */
function coverFor(colours: readonly Colour[], cover: Colour, words: Colour): number {
  // The worst are the nearest to the words in luminance; one in fifty may be worse.
  const towards = luminanceOf(words) > 0.5 ? -1 : 1;
  const sorted = [...colours].sort((a, b) => towards * (luminanceOf(a) - luminanceOf(b)));
  const worst = sorted[Math.floor(sorted.length / 50)] ?? cover;
  if (contrastOf(worst, words) >= needed) return 0;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    if (contrastOf(under(worst, cover, middle), words) >= needed) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Night under light words, or paper under dark ones. A picture keeps more of itself under night, so paper is taken only
 * where the ground is light and paper hides less of it; by night it must hide much less. `least` is covered in any case.
 */
export function scrimFor(colours: readonly Colour[], theme: ThemeName, least: number): Scrim {
  const byNight = coverFor(colours, night, white);
  const byPaper = coverFor(colours, paper, ink);
  const mean = colours.reduce((sum, colour) => sum + luminanceOf(colour), 0) / Math.max(1, colours.length);
  const usePaper = mean > 0.3 && byPaper < byNight - (theme === 'light' ? 0 : 0.3);
  const alpha = Math.min(most, Math.max(least, usePaper ? byPaper : byNight));
  return usePaper ? { colour: '#faf7f2', alpha, ink: 'dark' } : { colour: '#0b0e18', alpha, ink: 'light' };
}
