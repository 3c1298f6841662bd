// Zooming over very many items: what has been painted already is stretched, the last layer where it reaches and a small
// bitmap of the whole board around it. Nothing is painted for such a frame.

import type { Projection } from './camera';
import { boundsOfAll, grown, type Rect } from './geometry';
import { SlicedPainting, type Layer, type Paintable } from './layer';
import type { Context, MakeSurface } from './surface';

const mostPixels = 6e6;
const longestSide = 4096;

/** The whole board as one bitmap of at most six million pixels. */
export function overviewOf(all: Rect, ratio: number): Projection {
  const area = grown(all, 32);
  const scale = Math.min(ratio, Math.sqrt(mostPixels / (area.w * area.h)), longestSide / Math.max(area.w, area.h));
  return {
    scale,
    tx: Math.round(-area.x * scale),
    ty: Math.round(-area.y * scale),
    width: Math.max(1, Math.round(area.w * scale)),
    height: Math.max(1, Math.round(area.h * scale)),
  };
}

export class Overview {
  readonly #make: MakeSurface;
  #painting: SlicedPainting | null = null;
  #fresh = false;

  constructor(make: MakeSurface) {
    this.#make = make;
  }

  /** The board has changed. The old bitmap serves until a new one is begun. */
  outdate(): void {
    this.#fresh = false;
  }

  /** Begins a new bitmap where the old one is out of date; says whether there is something to paint. */
  begin(of: Paintable, ratio: number): boolean {
    const all = this.#fresh ? null : boundsOfAll(of.scene.items);
    if (!all) return false;
    this.#painting = new SlicedPainting(this.#make, of, overviewOf(all, ratio));
    this.#fresh = true;
    return true;
  }

  get unfinished(): boolean {
    return this.#painting !== null && !this.#painting.done;
  }

  step(now: () => number, deadline: number): void {
    this.#painting?.step(now, deadline);
  }

  /** Fills the screen from what is there: background, overview, layer. */
  stretch(ctx: Context, of: Paintable, p: Projection, layer: Layer): void {
    ctx.imageSmoothingQuality = 'low';
    const from = layer.projection;
    const k = p.scale / from.scale;
    const x = p.tx - from.tx * k;
    const y = p.ty - from.ty * k;
    const covers = x <= 0 && y <= 0 && x + from.width * k >= p.width && y + from.height * k >= p.height;
    if (!covers) {
      of.painter.background(ctx, of.scene, p, { x: 0, y: 0, w: p.width, h: p.height });
      const whole = this.#painting?.done ? this.#painting.layer : null;
      if (whole) {
        const o = whole.projection;
        const ok = p.scale / o.scale;
        ctx.setTransform(ok, 0, 0, ok, p.tx - o.tx * ok, p.ty - o.ty * ok);
        ctx.drawImage(whole.surface, 0, 0);
      }
    }
    ctx.setTransform(k, 0, 0, k, x, y);
    ctx.drawImage(layer.surface, 0, 0);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
  }
}
