// The goal that a picture stands for: title, a thin line of progress and the days that are left, over a scrim that keeps
// white text legible on any picture. Drawn inside the picture's clip.

import type { SceneFace } from '../scene';
import type { Type } from '../faces';
import type { Pen } from './pen';
import { starPath } from './star';
import { daysText, percentText } from './words';

const gold = '#f2b84b';

/** `round`: the words keep clear of the corners that a circle cuts away. */
export function paintGoal(pen: Pen, face: SceneFace, w: number, h: number, round = false): void {
  const { ctx } = pen;
  const size = Math.round(Math.min(22, Math.max(11, Math.min(w * 0.066, h * 0.12))) * 2) / 2;
  const small = Math.round(size * 0.76 * 2) / 2;
  const pad = round ? Math.max(size * 0.85, w * 0.2) : size * 0.85;
  const inner = w - 2 * pad;
  if (inner < size * 2 || size * pen.scale < 4) {
    if (face.reached) paintReached(pen, w, size, round);
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
  let y = h - (round ? h * 0.14 : pad * 0.9) - content;
  pen.scrim(w, h, Math.max(0, y - size * 0.3));
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
  if (face.reached) paintReached(pen, w, size, round);
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

/** A reached goal wears a trophy in its top right corner. */
function paintReached(pen: Pen, w: number, size: number, round: boolean): void {
  const r = size * 0.95;
  const cx = round ? w * 0.79 : w - r * 1.5;
  const cy = round ? w * 0.21 : r * 1.5;
  const { ctx } = pen;
  ctx.fillStyle = 'rgba(11,14,24,0.72)';
  ctx.beginPath();
  ctx.arc(cx, cy, r, 0, Math.PI * 2);
  ctx.fill();
  paintTrophy(pen, cx, cy, r * 0.62, gold);
}

/** A cup with two handles on a foot, as high and wide as 2 r. */
export function paintTrophy(pen: Pen, cx: number, cy: number, r: number, colour: string): void {
  const { ctx } = pen;
  const at = (x: number, y: number): [number, number] => [cx + x * r, cy + y * r];
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.lineWidth = r * 0.2;
  ctx.lineCap = 'round';
  ctx.beginPath();
  ctx.moveTo(...at(-0.58, -0.92));
  ctx.lineTo(...at(0.58, -0.92));
  ctx.lineTo(...at(0.54, -0.3));
  ctx.quadraticCurveTo(...at(0.42, 0.22), ...at(0.12, 0.3));
  ctx.lineTo(...at(0.12, 0.62));
  ctx.lineTo(...at(0.48, 0.68));
  ctx.lineTo(...at(0.48, 0.92));
  ctx.lineTo(...at(-0.48, 0.92));
  ctx.lineTo(...at(-0.48, 0.68));
  ctx.lineTo(...at(-0.12, 0.62));
  ctx.lineTo(...at(-0.12, 0.3));
  ctx.quadraticCurveTo(...at(-0.42, 0.22), ...at(-0.54, -0.3));
  ctx.closePath();
  ctx.fill();
  for (const side of [-1, 1]) {
    ctx.beginPath();
    ctx.moveTo(...at(side * 0.58, -0.72));
    ctx.bezierCurveTo(...at(side * 1.05, -0.72), ...at(side * 1.0, -0.1), ...at(side * 0.5, -0.06));
    ctx.stroke();
  }
}
