// A drawn land for a goal without a picture: a wide sky, one star, and hills that come nearer. It is made from the
// goal's hue, the theme and the goal itself, so that each goal has its own and keeps it.

import type { Point, Size } from '../geometry';
import { mix, themeOf, tonesOf } from '../theme';
import type { ThemeName } from '../scene';

export interface Land {
  readonly size: Size;
  /** From the top of the sky to the horizon. */
  readonly sky: readonly [string, string, string];
  readonly star: { readonly x: number; readonly y: number; readonly r: number; readonly colour: string; readonly glow: string };
  readonly stars: readonly { readonly x: number; readonly y: number; readonly r: number; readonly alpha: number }[];
  readonly starColour: string;
  /** From the farthest to the nearest; the line of each runs from left to right. */
  readonly hills: readonly { readonly line: readonly Point[]; readonly from: string; readonly to: string }[];
}

/** Where the hills begin, of the height: above it words stand on sky. */
export const horizon = { wide: 0.66, upright: 0.7 };

/** A row of numbers between 0 and 1 that is the same for the same seed. */
function numbers(seed: number): () => number {
  let state = (seed | 0) ^ 0x2f6e2b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function landOf(seed: number, hue: number, name: ThemeName, size: Size, wide: boolean): Land {
  const theme = themeOf(name);
  const tones = tonesOf(theme, hue);
  const night = name === 'dark';
  const random = numbers(seed);
  const short = Math.min(size.w, size.h);
  const top = (wide ? horizon.wide : horizon.upright) * size.h;
  const colours: readonly (readonly [string, string])[] = night
    ? [
        [mix(tones.wash, tones.far, 0.75), mix(tones.wash, tones.far, 0.35)],
        [mix(tones.wash, tones.far, 0.35), mix(theme.ground, tones.wash, 0.8)],
        [mix(theme.ground, tones.wash, 0.75), mix(theme.ground, tones.wash, 0.45)],
        [mix(theme.ground, tones.wash, 0.3), mix(theme.ground, '#000000', 0.25)],
      ]
    : [
        [mix(tones.wash, tones.far, 0.65), mix(tones.wash, tones.far, 0.4)],
        [mix(tones.far, tones.middle, 0.12), mix(tones.wash, tones.far, 0.75)],
        [mix(tones.far, tones.middle, 0.5), mix(tones.far, tones.middle, 0.25)],
        [mix(tones.middle, tones.near, 0.25), mix(tones.middle, tones.near, 0.7)],
      ];
  const room = size.h - top;
  const hills = colours.map(([from, to], i) => ({
    line: hillLine(size.w, top + room * [0.0, 0.24, 0.5, 0.74][i]!, room * [0.34, 0.3, 0.26, 0.2][i]!, size.w / short, random),
    from,
    to,
  }));
  const stars = [];
  const count = night ? 90 : 0;
  for (let i = 0; i < count; i++) {
    stars.push({ x: random() * size.w, y: random() ** 1.4 * top, r: short * (0.0006 + random() ** 3 * 0.0014), alpha: 0.25 + random() * 0.6 });
  }
  return {
    size,
    sky: night ? [mix(theme.ground, '#000000', 0.25), mix(theme.ground, tones.wash, 0.55), mix(tones.wash, tones.far, 0.4)] : [theme.ground, mix(theme.ground, tones.wash, 0.8), mix(tones.wash, tones.far, 0.2)],
    star: {
      x: size.w * (wide ? 0.74 + 0.08 * random() : 0.62 + 0.14 * random()),
      y: size.h * (wide ? 0.24 + 0.08 * random() : 0.13 + 0.05 * random()),
      r: short * 0.042,
      colour: theme.starFill,
      glow: night ? '#f7d48a' : '#f4cf86',
    },
    stars,
    starColour: '#f3ead6',
    hills,
  };
}

/** A line of hills: three slow waves over each other, higher towards the right, where the star stands. */
function hillLine(width: number, base: number, height: number, ratio: number, random: () => number): Point[] {
  const waves = [0.7, 1.6, 3.4].map((turns, i) => ({ turns: turns * ratio * (0.7 + random() * 0.5), at: random() * Math.PI * 2, share: [0.55, 0.32, 0.13][i] ?? 0 }));
  const line: Point[] = [];
  const steps = 120;
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const wave = waves.reduce((sum, w) => sum + w.share * Math.sin(w.turns * t * Math.PI * 2 + w.at), 0);
    line.push({ x: t * width, y: base - height * (0.42 * wave + 0.22 * t) });
  }
  return line;
}
