// Shadows as nine-patch bitmaps: blurred once, then stretched around every item. Blurring while painting costs ten times
// as much, and WebKit's canvas has no filter.

import { contextOf, type MakeSurface, type Surface } from '../surface';
import type { Theme } from '../theme';
import type { Pen } from './pen';

/** Depths in board units: how far the blur reaches, how far it falls, how dark it is. */
const depths = {
  /** A picture or a card lying on the board. */
  flat: { blur: 10, drop: 3, alpha: 0.55, radius: 6 },
  /** A note: close at the top, lifted at its foot. */
  lifted: { blur: 14, drop: 6, alpha: 0.6, radius: 3 },
} as const;

export type Depth = keyof typeof depths;

const roundBlur = 12; // Bitmap pixels.
const overhangOfRound = 20; // Board units: what is painted again around an item reaches no further.
const ratio = 2; // Bitmap pixels a board unit: soft things need no more.

interface Patch {
  readonly surface: Surface;
  /** Bitmap pixels from the edge to the stretched middle. */
  readonly edge: number;
}

export class Shadows {
  #make: MakeSurface;
  #patches = new Map<string, Patch>();

  constructor(make: MakeSurface) {
    this.#make = make;
  }

  /** Draws the shadow of a box w x h at the pen's origin. The middle is left out: the item covers it. */
  draw(pen: Pen, depth: Depth, w: number, h: number): void {
    const d = depths[depth];
    const patch = this.#patch(pen.theme, depth);
    const ctx = pen.ctx;
    const reach = d.blur;
    const half = Math.min(w, h) / 2;
    const inner = Math.min(d.blur + d.radius, half);
    const edge = inner + reach;
    const e = patch.edge;
    const size = patch.surface.width;
    const m = size - 2 * e;
    const x0 = -reach;
    const y0 = -reach + d.drop;
    const x1 = w - inner;
    const y1 = h - inner + d.drop;
    const mw = w - 2 * inner;
    const mh = h - 2 * inner;
    const s = patch.surface;
    ctx.drawImage(s, 0, 0, e, e, x0, y0, edge, edge);
    ctx.drawImage(s, size - e, 0, e, e, x1, y0, edge, edge);
    ctx.drawImage(s, 0, size - e, e, e, x0, y1, edge, edge);
    ctx.drawImage(s, size - e, size - e, e, e, x1, y1, edge, edge);
    if (mw > 0) {
      ctx.drawImage(s, e, 0, m, e, inner, y0, mw, edge);
      ctx.drawImage(s, e, size - e, m, e, inner, y1, mw, edge);
    }
    if (mh > 0) {
      ctx.drawImage(s, 0, e, e, m, x0, y0 + edge, edge, mh);
      ctx.drawImage(s, size - e, e, e, m, x1, y0 + edge, edge, mh);
    }
  }

  /** The shadow of an ellipse that fills a box w x h. */
  round(pen: Pen, w: number, h: number): void {
    const key = `${pen.theme.name}round`;
    let patch = this.#patches.get(key);
    if (!patch) {
      const size = 256;
      const surface = this.#make(size, size);
      const ctx = contextOf(surface);
      ctx.shadowColor = pen.theme.shadow + Math.round(255 * pen.theme.shadowStrength * depths.flat.alpha).toString(16).padStart(2, '0');
      ctx.shadowBlur = roundBlur;
      ctx.shadowOffsetX = 2 * size;
      ctx.beginPath();
      ctx.arc(size / 2 - 2 * size, size / 2, size / 2 - roundBlur, 0, Math.PI * 2);
      ctx.fill();
      patch = { surface, edge: roundBlur };
      this.#patches.set(key, patch);
    }
    const out = Math.min(overhangOfRound, (w * roundBlur) / (256 - 2 * roundBlur));
    const down = Math.min(overhangOfRound, (h * roundBlur) / (256 - 2 * roundBlur));
    pen.ctx.drawImage(patch.surface, -out, -down + 2, w + 2 * out, h + 2 * down);
  }

  #patch(theme: Theme, depth: Depth): Patch {
    const key = theme.name + depth;
    const known = this.#patches.get(key);
    if (known) return known;
    const d = depths[depth];
    const edge = (2 * d.blur + d.radius) * ratio;
    const middle = 4;
    const size = 2 * edge + middle;
    const surface = this.#make(size, size);
    const ctx = contextOf(surface);
    // The caster stands outside the bitmap and throws its shadow in: only the shadow is left.
    const away = size * 2;
    const inset = d.blur * ratio;
    ctx.shadowColor = theme.shadow + Math.round(255 * theme.shadowStrength * d.alpha).toString(16).padStart(2, '0');
    ctx.shadowBlur = d.blur * ratio;
    ctx.shadowOffsetX = away;
    ctx.fillStyle = '#000000';
    ctx.beginPath();
    ctx.roundRect(inset - away, inset, size - 2 * inset, size - 2 * inset, d.radius * ratio);
    ctx.fill();
    const made: Patch = { surface, edge };
    this.#patches.set(key, made);
    return made;
  }
}
