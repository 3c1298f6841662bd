// Live cards: a goal with its progress, days and next action; an aspiration with what and why.

import type { SceneFace, SceneItem } from '../scene';
import type { Type } from '../faces';
import { tonesOf } from '../theme';
import { smallestRounded, type Pen } from './pen';
import { paintProgress } from './goal';
import { starPath } from './star';
import { daysText, percentText } from './words';

const radius = 10;
const pad = 18;
const titleType: Type = { face: 'sans', weight: 600, size: 17, leading: 1.3 };
const whyType: Type = { face: 'serif', weight: 400, size: 15, leading: 1.35 };
const noteType: Type = { face: 'sans', weight: 500, size: 12.5, leading: 1.35 };
const nextType: Type = { face: 'sans', weight: 400, size: 13, leading: 1.4 };
const whatType: Type = { face: 'serif', weight: 500, size: 23, leading: 1.18 };

export function paintCard(pen: Pen, item: SceneItem): void {
  const { ctx, theme } = pen;
  const { w, h, face } = item;
  const aspiration = face?.what !== undefined;
  const tones = tonesOf(theme, face?.hue);
  const small = Math.max(w, h) * pen.scale < smallestRounded;
  ctx.fillStyle = aspiration ? tones.wash : theme.surface;
  if (small) {
    ctx.fillRect(0, 0, w, h);
    return;
  }
  pen.shadows.draw(pen, 'flat', w, h);
  pen.rounded(0, 0, w, h, radius);
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = aspiration ? tones.far : theme.line;
  pen.rounded(0.5, 0.5, w - 1, h - 1, radius - 0.5);
  ctx.stroke();
  if (w < 2 * pad + 40 || h < 2 * pad) return;
  if (!face) paintBare(pen, item.text || 'This card has no goal yet', w, h);
  else if (aspiration) paintAspiration(pen, face, w, h);
  else paintGoalCard(pen, face, w, h);
}

function paintBare(pen: Pen, text: string, w: number, h: number): void {
  const lines = Math.max(1, Math.floor((h - 2 * pad) / 22));
  pen.text(pen.layouts.get(text, { type: titleType, width: w - 2 * pad, maxLines: lines }), pad, pad, pen.theme.quiet);
}

function paintAspiration(pen: Pen, face: SceneFace, w: number, h: number): void {
  const { ctx, theme } = pen;
  const tones = tonesOf(theme, face.hue);
  const inner = w - 2 * pad;
  ctx.fillStyle = tones.mark;
  starPath(ctx, pad + 8, pad + 8, 9);
  ctx.fill();
  const top = pad + 26;
  const room = h - top - pad;
  const what = pen.layouts.get(face.what || face.title, {
    type: whatType,
    width: inner,
    maxLines: Math.max(1, Math.floor(room / (23 * 1.18))),
  });
  pen.text(what, pad, top, tones.ink);
  const left = room - what.height - 8;
  if (!face.why || left < 20) return;
  const why = pen.layouts.get(face.why, { type: whyType, width: inner, maxLines: Math.floor(left / (15 * 1.35)) });
  pen.text(why, pad, top + what.height + 8, theme.name === 'dark' ? theme.ink : '#3d4250');
}

function paintGoalCard(pen: Pen, face: SceneFace, w: number, h: number): void {
  const { ctx, theme } = pen;
  const inner = w - 2 * pad;
  const tones = tonesOf(theme, face.hue);
  // What stands at the foot is laid out first: it keeps its place when the room above grows short.
  let foot = h - pad;
  const full = h > 130;
  if (face.nextAction && full && !face.reached) {
    const next = pen.layouts.get(face.nextAction, { type: nextType, width: inner - 20, maxLines: h > 190 ? 2 : 1 });
    foot -= next.height;
    pen.text(next, pad + 20, foot, theme.ink);
    paintArrow(pen, pad, foot + 9);
    foot -= 11;
    ctx.fillStyle = theme.line;
    ctx.fillRect(pad, foot, inner, 1);
    foot -= 12;
  }
  const percent = face.reached ? 'Reached' : percentText(face.progress);
  const days = face.reached ? null : daysText(face.daysLeft);
  if (percent !== null || days !== null) {
    foot -= 17;
    let x = pad;
    if (face.reached) {
      ctx.fillStyle = theme.starFill;
      starPath(ctx, pad + 7, foot + 8.5, 8);
      ctx.fill();
      x += 21;
    }
    const left = pen.layouts.get(percent ?? days ?? '', { type: noteType, width: inner, maxLines: 1 });
    pen.text(left, x, foot, face.reached ? theme.star : theme.quiet);
    if (percent !== null && days !== null) {
      const right = pen.layouts.get(days, { type: noteType, width: inner, align: 'right', maxLines: 1 });
      const pressing = face.daysLeft !== null && face.daysLeft < 3;
      pen.text(right, pad, foot, pressing ? theme.care : theme.quiet);
    }
  }
  if (face.progress !== null) {
    foot -= 13;
    paintProgress(pen, pad, foot, inner, 6, face.reached ? 1 : face.progress, theme.track, theme.starFill);
    foot -= 4;
  }
  const dot = 9;
  const room = foot - pad - 8;
  const lines = Math.max(1, Math.min(3, Math.floor(room / (17 * 1.3))));
  const title = pen.layouts.get(face.title, { type: titleType, width: inner - dot - 9, maxLines: lines });
  ctx.fillStyle = tones.mark;
  ctx.beginPath();
  ctx.arc(pad + dot / 2, pad + 11.5, dot / 2, 0, Math.PI * 2);
  ctx.fill();
  pen.text(title, pad + dot + 9, pad, theme.ink);
  const left = room - title.height - 6;
  if (!face.why || left < 20) return;
  const why = pen.layouts.get(face.why, { type: whyType, width: inner - dot - 9, maxLines: Math.floor(left / (15 * 1.35)) });
  pen.text(why, pad + dot + 9, pad + title.height + 6, theme.quiet);
}

/** The arrow before a next action, in the star's gold. */
function paintArrow(pen: Pen, x: number, y: number): void {
  const { ctx } = pen;
  ctx.strokeStyle = pen.theme.name === 'dark' ? pen.theme.star : '#b87a14';
  ctx.lineWidth = 1.75;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  ctx.moveTo(x + 1, y);
  ctx.lineTo(x + 12, y);
  ctx.moveTo(x + 7.5, y - 4.5);
  ctx.lineTo(x + 12, y);
  ctx.lineTo(x + 7.5, y + 4.5);
  ctx.stroke();
}
