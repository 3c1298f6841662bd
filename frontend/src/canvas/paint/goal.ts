// The goal that a picture stands for: title, a thin line of progress and the days that are left, over a scrim that keeps
// white text legible on any picture. Drawn inside the picture's clip.

import type { SceneFace } from '../scene';
import type { Type } from '../faces';
import type { Pen } from './pen';
import { starPath } from './star';
import { daysText, percentText } from './words';

const gold = '#f2b84b';

export function paintGoal(pen: Pen, face: SceneFace, w: number, h: number): void {
  const { ctx } = pen;
  const size = Math.round(Math.min(22, Math.max(11, Math.min(w * 0.066, h * 0.12))) * 2) / 2;
  const small = Math.round(size * 0.76 * 2) / 2;
  const pad = size * 0.85;
  const inner = w - 2 * pad;
  if (inner < size * 2 || size * pen.scale < 4) {
    if (face.reached) paintReached(pen, w, size);
    return;
  }
  const title: Type = { face: 'sans', weight: 600, size, leading: 1.25 };
  const note: Type = { face: 'sans', weight: 500, size: small, leading: 1.2 };
  const layout = pen.layouts.get(face.title, { type: title, width: inner, maxLines: h > size * 9 ? 2 : 1 });
  const percent = face.reached ? 'Reached' : percentText(face.progress);
  const days = face.reached ? null : daysText(face.daysLeft);
  const line = face.progress !== null && !face.reached ? Math.max(2, size * 0.2) : 0;
  const hasNote = percent !== null || days !== null;
  const noteHeight = hasNote ? small * 1.2 : 0;
  const gap = size * 0.42;
  const content = layout.height + (line ? line + gap : 0) + (hasNote ? noteHeight + gap * 0.8 : 0);
  let y = h - pad * 0.9 - content;
  pen.scrim(w, h, Math.max(0, y - pad * 0.35));
  pen.text(layout, pad, y, '#ffffff');
  y += layout.height + gap;
  if (line) {
    paintProgress(pen, pad, y, inner, line, face.progress ?? 0, 'rgba(255,255,255,0.34)', gold);
    y += line + gap * 0.8;
  } else if (hasNote) y -= gap * 0.2;
  if (hasNote) {
    const left = percent ?? days ?? '';
    const leftLayout = pen.layouts.get(left, { type: note, width: inner, maxLines: 1 });
    let indent = 0;
    if (face.reached) {
      ctx.fillStyle = gold;
      starPath(ctx, pad + small * 0.5, y + small * 0.6, small * 0.58);
      ctx.fill();
      indent = small * 1.35;
    }
    pen.text(leftLayout, pad + indent, y, '#ffffff');
    if (percent && days) {
      const right = pen.layouts.get(days, { type: note, width: inner, align: 'right', maxLines: 1 });
      if (right.used + leftLayout.used + small < inner) pen.text(right, pad, y, 'rgba(255,255,255,0.92)');
    }
  }
  if (face.reached) paintReached(pen, w, size);
}

export function paintProgress(
  pen: Pen, x: number, y: number, w: number, h: number, progress: number, track: string, fill: string,
): void {
  const { ctx } = pen;
  ctx.fillStyle = track;
  pen.rounded(x, y, w, h, h / 2);
  ctx.fill();
  const share = Math.min(1, Math.max(0, progress));
  if (share <= 0) return;
  ctx.fillStyle = fill;
  pen.rounded(x, y, Math.max(h, w * share), h, h / 2);
  ctx.fill();
}

/** A reached goal wears a small star in its top right corner. */
function paintReached(pen: Pen, w: number, size: number): void {
  const r = size * 0.85;
  const cx = w - r * 1.6;
  const cy = r * 1.6;
  const { ctx } = pen;
  ctx.fillStyle = 'rgba(11,14,24,0.66)';
  ctx.beginPath();
  ctx.arc(cx, cy, r, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = gold;
  starPath(ctx, cx, cy, r * 0.72);
  ctx.fill();
}
