// The draft of a drag: items that hang above the painted scene until they are let go. A few are painted each frame; many
// that only move are painted once and moved as one bitmap.

import type { Projection } from './camera';
import { bounds, union, type Rect } from './geometry';
import { deviceBounds, type Paintable } from './layer';
import { patched, type ItemPatch, type SceneItem } from './scene';
import { contextOf, type Context, type MakeSurface, type Surface } from './surface';
import type { SceneIndex } from './index';

const few = 24;

export class Draft {
  readonly ids: ReadonlySet<string>;
  #items: SceneItem[] = [];
  #sprite: Sprite | null = null;
  /** How far all items have moved when that is all that happened to them, else null. */
  #moved: { dx: number; dy: number } | null = null;
  #origin: SceneItem[];

  /** `copies`: what they are copies of stays in sight. */
  constructor(patches: readonly ItemPatch[], index: SceneIndex, readonly copies = false) {
    this.#origin = patches.map((patch) => index.get(patch.id)).filter((item) => item !== undefined);
    this.#origin.sort((a, b) => index.orderOf(a.id) - index.orderOf(b.id));
    this.ids = new Set(this.#origin.map((item) => item.id));
    this.update(patches);
  }

  matches(patches: readonly ItemPatch[], copies: boolean): boolean {
    return copies === this.copies && patches.length === this.ids.size && patches.every((patch) => this.ids.has(patch.id));
  }

  update(patches: readonly ItemPatch[]): void {
    const byID = new Map(patches.map((patch) => [patch.id, patch]));
    this.#items = this.#origin.map((item) => patched(item, byID.get(item.id) ?? { id: item.id }));
    this.#moved = movedBy(this.#origin, this.#items);
  }

  get items(): readonly SceneItem[] {
    return this.#items;
  }

  /** All that the draft covers, in device pixels. */
  bounds(p: Projection): Rect | null {
    return union(this.#items.map((item) => deviceBounds(item, p)));
  }

  paint(ctx: Context, of: Paintable, p: Projection, make: MakeSurface): void {
    if (this.#items.length <= few || !this.#moved) {
      of.painter.items(ctx, of.scene, this.#items, p, of.pictures, { editing: of.editing, hidden: null, swift: false });
      return;
    }
    const { dx, dy } = this.#moved;
    if (!this.#sprite?.covers(p, dx, dy)) this.#sprite = new Sprite(of, this.#items, p, dx, dy, make);
    this.#sprite.draw(ctx, p, dx, dy);
  }

  /** A picture of it has arrived: what was painted is out of date. */
  repaint(): void {
    this.#sprite = null;
  }
}

function movedBy(from: readonly SceneItem[], to: readonly SceneItem[]): { dx: number; dy: number } | null {
  let found: { dx: number; dy: number } | null = null;
  for (let i = 0; i < from.length; i++) {
    const a = from[i];
    const b = to[i];
    if (!a || !b || a.w !== b.w || a.h !== b.h || a.rotation !== b.rotation) return null;
    if (!found) found = { dx: b.x - a.x, dy: b.y - a.y };
    else if (Math.abs(found.dx - (b.x - a.x)) > 1e-6 || Math.abs(found.dy - (b.y - a.y)) > 1e-6) return null;
  }
  return found;
}

/** The draft's items around the view, painted once. Painted anew when they have moved half a view on. */
class Sprite {
  readonly #surface: Surface;
  readonly #left: number;
  readonly #top: number;
  readonly #scale: number;
  readonly #tx: number;
  readonly #ty: number;
  readonly #dx: number;
  readonly #dy: number;

  constructor(of: Paintable, items: readonly SceneItem[], p: Projection, dx: number, dy: number, make: MakeSurface) {
    const mx = Math.round(p.width / 2);
    const my = Math.round(p.height / 2);
    this.#surface = make(p.width + 2 * mx, p.height + 2 * my);
    this.#left = mx;
    this.#top = my;
    this.#scale = p.scale;
    this.#tx = p.tx;
    this.#ty = p.ty;
    this.#dx = dx;
    this.#dy = dy;
    const own: Projection = { scale: p.scale, tx: p.tx + mx, ty: p.ty + my, width: this.#surface.width, height: this.#surface.height };
    const seen = items.filter((item) => {
      const b = bounds(item);
      const x = b.x * own.scale + own.tx;
      const y = b.y * own.scale + own.ty;
      return x < own.width && y < own.height && x + b.w * own.scale > 0 && y + b.h * own.scale > 0;
    });
    of.painter.items(contextOf(this.#surface), of.scene, seen, own, of.pictures);
  }

  #offset(p: Projection, dx: number, dy: number): { x: number; y: number } {
    return { x: p.tx - this.#tx + (dx - this.#dx) * p.scale, y: p.ty - this.#ty + (dy - this.#dy) * p.scale };
  }

  covers(p: Projection, dx: number, dy: number): boolean {
    if (p.scale !== this.#scale) return false;
    const at = this.#offset(p, dx, dy);
    return Math.abs(at.x) <= this.#left && Math.abs(at.y) <= this.#top;
  }

  draw(ctx: Context, p: Projection, dx: number, dy: number): void {
    const at = this.#offset(p, dx, dy);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(this.#surface, Math.round(at.x) - this.#left, Math.round(at.y) - this.#top);
  }
}
