// Word cards: one word or a short line, large, in the serif face on a coloured card. What a board without a single
// photograph is made of.

import type { SceneItem } from '../scene';
import type { Layout, TextLayouts } from '../text';
import type { Type } from '../faces';
import { tonesOf, type HueTones } from '../theme';
import { footHeight, paintFoot } from './foot';
import { trackOn } from './note';
import { smallestRounded, type Pen } from './pen';
import { starPath } from './star';

const radius = 10;
const sizes = [132, 116, 100, 88, 76, 66, 58, 50, 44, 38, 33, 28, 24, 20, 17, 14, 12];

export function wordPadding(item: SceneItem): number {
  return Math.min(item.w, item.h) * 0.12;
}

const sizesOf = new Map<number, number[]>();

export function wordLayout(layouts: TextLayouts, item: SceneItem): Layout {
  const face = item.style.face ?? 'serif';
  const type: Type = { face, weight: face === 'sans' ? 600 : 500, size: 132, leading: face === 'hand' ? 1 : 1.12 };
  const pad = wordPadding(item);
  let tried = sizes;
  if (item.style.size !== undefined) {
    const own = item.style.size;
    tried = sizesOf.get(own) ?? [own, ...sizes.filter((s) => s < own)];
    sizesOf.set(own, tried);
  }
  return layouts.fit(item.text, type, item.w - 2 * pad, Math.max(1, item.h - 2 * pad - footHeight(item)), item.style.align ?? 'centre', tried);
}

export function wordColour(tones: HueTones, item: SceneItem): string {
  const look = item.style.look ?? 'full';
  return look === 'full' ? tones.onFull : tones.ink;
}

/** Where the text's box begins: the lines stand in the middle of what a goal at the foot leaves of the card. */
export function wordTop(item: SceneItem, layout: Layout): number {
  return Math.max(wordPadding(item), (item.h - footHeight(item) - layout.height) / 2);
}

export function paintWord(pen: Pen, item: SceneItem): void {
  const { ctx, theme } = pen;
  const { w, h } = item;
  const look = item.style.look ?? 'full';
  const tones = tonesOf(theme, item.style.hue);
  const small = Math.max(w, h) * pen.scale < smallestRounded;
  if (look !== 'bare') {
    if (!small) pen.shadows.draw(pen, 'flat', w, h);
    ctx.fillStyle = look === 'full' ? tones.full : tones.wash;
    if (small) ctx.fillRect(0, 0, w, h);
    else {
      pen.rounded(0, 0, w, h, radius);
      ctx.fill();
      pen.sheen(w, h);
      paintFrame(pen, look === 'full' ? tones.onFull : tones.mark, w, h);
    }
  }
  const foot = footHeight(item);
  if (foot > 0) {
    const pad = wordPadding(item);
    const ink = wordColour(tones, item);
    const mark = look === 'full' ? '#f2b84b' : theme.star;
    paintFoot(pen, item, pad, h - pad - foot, w - 2 * pad, { ink, mark, track: trackOn(look === 'full' ? 'dark' : theme.name) });
  }
  if (pen.editing === item.id || item.text === '') return;
  const layout = wordLayout(pen.layouts, item);
  pen.text(layout, wordPadding(item), wordTop(item, layout), wordColour(tones, item));
}

/** A hairline inside the edge, closed by a small star at its foot. */
function paintFrame(pen: Pen, colour: string, w: number, h: number): void {
  const m = Math.min(w, h) * 0.055;
  if (m * pen.scale < 3) return;
  const { ctx } = pen;
  ctx.globalAlpha = 0.38 * pen.alpha;
  ctx.strokeStyle = colour;
  ctx.lineWidth = Math.max(0.75, Math.min(w, h) * 0.005);
  const gap = m * 1.1;
  const r = radius * 0.6;
  ctx.beginPath();
  ctx.moveTo(w / 2 + gap, h - m);
  ctx.arcTo(w - m, h - m, w - m, m, r);
  ctx.arcTo(w - m, m, m, m, r);
  ctx.arcTo(m, m, m, h - m, r);
  ctx.arcTo(m, h - m, w / 2, h - m, r);
  ctx.lineTo(w / 2 - gap, h - m);
  ctx.stroke();
  ctx.globalAlpha = 0.8 * pen.alpha;
  ctx.fillStyle = colour;
  starPath(ctx, w / 2, h - m, m * 0.62);
  ctx.fill();
  ctx.globalAlpha = pen.alpha;
}
