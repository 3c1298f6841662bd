// Bitmaps of the scene that the renderer keeps: the layer under a drag and a pan, and paintings that are made in slices
// because they would take longer than a frame.

import { boardRect, type Projection } from './camera';
import { exposed, snapped } from './dirty';
import { bounds, type Rect } from './geometry';
import { overhang, type SceneIndex } from './index';
import type { Manner, Painter } from './painter';
import type { PictureSource } from './pictures';
import type { Scene, SceneItem } from './scene';
import { contextOf, type MakeSurface, type Surface } from './surface';

/** What a painting is made of; the same object is used for every painting of a renderer. */
export interface Paintable extends Manner {
  scene: Scene;
  index: SceneIndex;
  painter: Painter;
  pictures: PictureSource;
  editing: string | null;
  hidden: ReadonlySet<string> | null;
  swift: boolean;
}

/** Where an item lies in device pixels, its shadow included. */
export function deviceBounds(item: SceneItem, p: Projection): Rect {
  const b = bounds(item);
  const reach = overhang * p.scale + 1;
  return { x: b.x * p.scale + p.tx - reach, y: b.y * p.scale + p.ty - reach, w: b.w * p.scale + 2 * reach, h: b.h * p.scale + 2 * reach };
}

export class Layer {
  readonly surface: Surface;
  readonly #ctx: OffscreenCanvasRenderingContext2D;
  readonly #found: SceneItem[] = [];
  projection: Projection;

  constructor(make: MakeSurface, projection: Projection) {
    this.surface = make(projection.width, projection.height);
    this.#ctx = contextOf(this.surface, true);
    this.projection = projection;
  }

  fits(p: Projection): boolean {
    return this.surface.width === p.width && this.surface.height === p.height;
  }

  paintAll(of: Paintable, projection: Projection): void {
    this.projection = projection;
    this.repaint(of, { x: 0, y: 0, w: projection.width, h: projection.height });
  }

  /** Paints a rectangle of device pixels again, and nothing outside it. */
  repaint(of: Paintable, rect: Rect): void {
    const p = this.projection;
    const area = snapped(rect, p.width, p.height);
    if (area.w <= 0 || area.h <= 0) return;
    const ctx = this.#ctx;
    const items = of.index.queryPainted(boardRect(p, area), this.#found);
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.x, area.y, area.w, area.h);
    ctx.clip();
    of.painter.background(ctx, of.scene, p, area);
    of.painter.items(ctx, of.scene, items, p, of.pictures, of);
    ctx.restore();
  }

  /** Follows a pan: moves what is there by whole pixels and paints what comes into sight. */
  shift(of: Paintable, projection: Projection): void {
    const dx = projection.tx - this.projection.tx;
    const dy = projection.ty - this.projection.ty;
    if (dx === 0 && dy === 0) return;
    if (Math.abs(dx) >= projection.width || Math.abs(dy) >= projection.height) {
      this.paintAll(of, projection);
      return;
    }
    const ctx = this.#ctx;
    ctx.globalCompositeOperation = 'copy';
    ctx.drawImage(this.surface, dx, dy);
    ctx.globalCompositeOperation = 'source-over';
    this.projection = projection;
    for (const strip of exposed(projection.width, projection.height, dx, dy)) this.repaint(of, strip);
  }
}

/** A painting made in slices. When it is done, `layer` holds it. */
export class SlicedPainting {
  readonly layer: Layer;
  readonly #of: Paintable;
  readonly #items: SceneItem[];
  readonly #ctx: OffscreenCanvasRenderingContext2D;
  #next = -1;

  constructor(make: MakeSurface, of: Paintable, projection: Projection, reuse: Layer | null = null) {
    this.layer = reuse?.fits(projection) ? reuse : new Layer(make, projection);
    this.layer.projection = projection;
    this.#ctx = contextOf(this.layer.surface, true);
    this.#of = { ...of };
    this.#items = of.index.queryPainted(boardRect(projection, { x: 0, y: 0, w: projection.width, h: projection.height }));
  }

  get done(): boolean {
    return this.#next >= this.#items.length;
  }

  /** Paints until the deadline of `now`, at least a little. */
  step(now: () => number, deadline: number): void {
    const of = this.#of;
    const p = this.layer.projection;
    if (this.#next < 0) {
      of.painter.background(this.#ctx, of.scene, p, { x: 0, y: 0, w: p.width, h: p.height });
      this.#next = 0;
    }
    do {
      const to = Math.min(this.#items.length, this.#next + 32);
      of.painter.items(this.#ctx, of.scene, this.#items, p, of.pictures, of, this.#next, to);
      this.#next = to;
    } while (this.#next < this.#items.length && now() < deadline);
  }
}
