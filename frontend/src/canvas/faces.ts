// The three shipped faces as canvas font strings. The editor above the canvas uses the same strings and the same
// line boxes, so that a text does not move when it is opened for editing.

import type { Face } from './scene';

interface FaceMetrics {
  readonly family: string;
  /** Of the font size, as the font says (hhea): where the line box puts the baseline. */
  readonly ascent: number;
  readonly descent: number;
  readonly leading: number;
}

const metrics: Readonly<Record<Face, FaceMetrics>> = {
  sans: {
    family: "'Inter Variable', 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif",
    ascent: 0.969,
    descent: 0.241,
    leading: 1.4,
  },
  serif: {
    family: "'Newsreader Variable', 'Noto Serif', 'Noto Naskh Arabic', Georgia, serif",
    ascent: 0.735,
    descent: 0.265,
    leading: 1.25,
  },
  hand: { family: "'Caveat Variable', 'Noto Sans', cursive", ascent: 0.96, descent: 0.3, leading: 1.15 },
};

/** What has to be loaded before anything is painted (document.fonts or a worker's own FontFaceSet). */
export const fontsToLoad: readonly string[] = [
  "400 16px 'Inter Variable'",
  "600 16px 'Inter Variable'",
  "400 16px 'Newsreader Variable'",
  "500 16px 'Newsreader Variable'",
  "500 16px 'Caveat Variable'",
];

export interface Type {
  readonly face: Face;
  readonly weight: number;
  readonly size: number;
  /** Height of a line over the size; absent means the face's own. */
  readonly leading?: number;
}

export function fontOf(type: Type): string {
  return `${type.weight} ${type.size}px ${metrics[type.face].family}`;
}

export function lineHeightOf(type: Type): number {
  return type.size * (type.leading ?? metrics[type.face].leading);
}

/** From the top of a line box to its baseline, as a browser lays out the same line. */
export function baselineOf(type: Type): number {
  const m = metrics[type.face];
  return (lineHeightOf(type) + (m.ascent - m.descent) * type.size) / 2;
}

export function weightOf(face: Face): number {
  return face === 'hand' || face === 'serif' ? 500 : 400;
}
