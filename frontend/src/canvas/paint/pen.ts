// What every part of the painter draws with: the context in an item's own axes, the theme, the scale and the caches.
// One pen lives as long as its painter; painting an item allocates nothing.

import type { Layout, TextLayouts } from '../text';
import type { Context } from '../surface';
import type { PictureSource } from '../pictures';
import type { Projection } from '../camera';
import type { Edge, SceneItem } from '../scene';
import { cosine, sine } from '../geometry';
import { themeOf, type Theme } from '../theme';
import type { Shadows } from './shadow';
import { scrimSteps, sheenSize, type Bitmaps } from './bitmaps';
import type { Blurs } from './blur';

/** Text that would be smaller than this many device pixels is not drawn. */
export const smallestText = 4;
const smallestHalo = 7;
/** Share of the letters' size, and how strong: the outer one fades. */
const haloes = [
  [0.5, 0.35],
  [0.25, 0.8],
] as const;
/** Below this many device pixels a picture is a plain rectangle without shadow. */
export const smallestRounded = 40;

export class Pen {
  ctx!: Context;
  theme: Theme = themeOf('light');
  /** Device pixels a board unit. */
  scale = 1;
  pictures!: PictureSource;
  /** The item whose text an editor is showing just now. */
  editing: string | null = null;
  readonly layouts: TextLayouts;
  /** The board itself is dark, whatever the theme: what is written straight on it is light. */
  onDark = false;
  /** The colour of the board itself. */
  ground = '';
  readonly shadows: Shadows;
  readonly blurs: Blurs;
  /** How opaque the item is. */
  alpha = 1;
  readonly #bitmaps: Bitmaps;
  #font = '';

  constructor(layouts: TextLayouts, shadows: Shadows, bitmaps: Bitmaps, blurs: Blurs) {
    this.blurs = blurs;
    this.layouts = layouts;
    this.shadows = shadows;
    this.#bitmaps = bitmaps;
  }

  begin(ctx: Context, theme: Theme, scale: number, pictures: PictureSource, swift: boolean): void {
    this.ctx = ctx;
    this.theme = theme;
    this.scale = scale;
    this.pictures = pictures;
    this.#font = '';
    ctx.globalAlpha = this.alpha = 1;
    ctx.textBaseline = 'alphabetic';
    ctx.textAlign = 'left';
    ctx.imageSmoothingEnabled = true;
    ctx.imageSmoothingQuality = swift ? 'low' : 'medium';
  }

  /** Puts the origin at the top left of the item's unturned box and turns the axes with it. */
  enter(item: SceneItem, p: Projection): void {
    const s = p.scale;
    const alpha = item.style.opacity ?? 1;
    if (alpha !== this.alpha) this.ctx.globalAlpha = this.alpha = alpha;
    if (item.rotation === 0) {
      this.ctx.setTransform(s, 0, 0, s, item.x * s + p.tx, item.y * s + p.ty);
      return;
    }
    const c = cosine(item.rotation);
    const n = sine(item.rotation);
    const hw = item.w / 2;
    const hh = item.h / 2;
    const ox = item.x + hw - (hw * c - hh * n);
    const oy = item.y + hh - (hw * n + hh * c);
    this.ctx.setTransform(s * c, s * n, -s * n, s * c, ox * s + p.tx, oy * s + p.ty);
  }

  /** Draws a layout with its top left at x, y. */
  text(layout: Layout, x: number, y: number, colour: string): void {
    if (layout.type.size * this.scale < smallestText) return;
    const ctx = this.ctx;
    ctx.fillStyle = colour;
    this.font(layout.font);
    for (let i = 0; i < layout.lines.length; i++) {
      const line = layout.lines[i];
      if (!line) continue;
      if (line.bullet !== null) this.#bullet(layout.type.size, x + line.bullet, y + line.y);
      ctx.direction = line.rtl ? 'rtl' : 'ltr';
      ctx.fillText(line.text, x + line.x, y + line.y);
    }
  }

  /** A soft edge in the colour of the board around a layout that is drawn next: unseen on the bare board, and over a
   *  picture what keeps the words legible. */
  halo(layout: Layout, x: number, y: number): void {
    const { size } = layout.type;
    if (size * this.scale < smallestHalo) return;
    const { ctx } = this;
    this.font(layout.font);
    ctx.strokeStyle = this.ground;
    ctx.lineJoin = 'round';
    for (const [wide, alpha] of haloes) {
      ctx.lineWidth = size * wide;
      ctx.globalAlpha = alpha * this.alpha;
      for (const line of layout.lines) {
        ctx.direction = line.rtl ? 'rtl' : 'ltr';
        ctx.strokeText(line.text, x + line.x, y + line.y);
      }
    }
    ctx.globalAlpha = this.alpha;
  }

  font(font: string): void {
    if (font === this.#font) return;
    this.ctx.font = font;
    this.#font = font;
  }

  /** After ctx.restore(): the context has its former font back. */
  forgetFont(): void {
    this.#font = '';
  }

  /** Light from the upper left over a sheet of paper: within the path that has just been filled. */
  sheen(w: number, h: number): void {
    const { ctx } = this;
    ctx.save();
    ctx.clip();
    if (this.theme.name === 'dark') ctx.globalAlpha = 0.5 * this.alpha;
    ctx.drawImage(this.#bitmaps.sheen, 0, 0, sheenSize, sheenSize, 0, 0, w, h);
    ctx.restore();
    this.forgetFont();
  }

  /** Darkens the foot of a picture from y = top down, with a soft run above it. */
  scrim(w: number, h: number, top: number): void {
    const dark = h - top;
    const run = Math.min(top, dark);
    // The bitmap is half run, half full darkness: one drawing, so that no seam shows between the two.
    const cut = scrimSteps * (1 - run / dark);
    this.ctx.drawImage(this.#bitmaps.scrim, 0, cut, 1, 2 * scrimSteps - cut, 0, top - run, w, run + dark);
  }

  /** The colour of a border. */
  edge(edge: Edge): string {
    if (edge === 'gold') return this.theme.starFill;
    if (edge === 'ink') return this.theme.name === 'dark' ? '#0b0d14' : '#1f2430';
    return this.theme.name === 'dark' ? '#ece8df' : '#ffffff';
  }

  rounded(x: number, y: number, w: number, h: number, radius: number): void {
    this.ctx.beginPath();
    this.ctx.roundRect(x, y, w, h, Math.min(radius, w / 2, h / 2));
  }

  #bullet(size: number, x: number, baseline: number): void {
    this.ctx.beginPath();
    this.ctx.arc(x + size * 0.12, baseline - size * 0.3, size * 0.1, 0, Math.PI * 2);
    this.ctx.fill();
  }
}
