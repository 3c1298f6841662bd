// Draws the marks of a wallpaper with the painter's own pen.

import { noPictures } from '../pictures';
import { makeSurface, type Context, type MakeSurface } from '../surface';
import type { TextLayouts } from '../text';
import { themeOf } from '../theme';
import type { ThemeName } from '../scene';
import { Bitmaps } from '../paint/bitmaps';
import { Blurs } from '../paint/blur';
import { paintProgress } from '../paint/goal';
import { Pen } from '../paint/pen';
import { Shadows } from '../paint/shadow';
import { starPath } from '../paint/star';
import type { Mark } from './goal';
import type { Land } from './land';

/** Draws marks over what is painted already; x, y is the top left of the tile that ctx holds. */
export function paintMarks(ctx: Context, marks: readonly Mark[], layouts: TextLayouts, theme: ThemeName, x: number, y: number, make: MakeSurface = makeSurface): void {
  const pen = new Pen(layouts, new Shadows(make), new Bitmaps(make), new Blurs(make));
  pen.begin(ctx, themeOf(theme), 1, noPictures, false);
  ctx.setTransform(1, 0, 0, 1, -x, -y);
  for (const mark of marks) paintMark(pen, mark);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
}

function paintMark(pen: Pen, mark: Mark): void {
  const { ctx } = pen;
  switch (mark.kind) {
    case 'scrim':
      return paintScrim(ctx, mark);
    case 'text':
      return pen.text(mark.layout, mark.x, mark.y, mark.colour);
    case 'bar':
      return paintProgress(pen, mark.box.x, mark.box.y, mark.box.w, mark.box.h, mark.share, mark.track, mark.fill);
    case 'star':
      ctx.fillStyle = mark.colour;
      starPath(ctx, mark.x, mark.y, mark.r);
      return ctx.fill();
    case 'arrow':
      return paintArrow(ctx, mark);
  }
}

/** Full behind the words, then running out softly, so that no edge of it is ever seen. */
function paintScrim(ctx: Context, { scrim, words, wide, size }: Extract<Mark, { kind: 'scrim' }>): void {
  const rgb = [1, 3, 5].map((at) => parseInt(scrim.colour.slice(at, at + 2), 16)).join(',');
  // A quarter of an ellipse from the left foot, out to the words' far corner; across the foot it is a band.
  const corner = 1.3;
  const reach = wide ? { x: (words.x + words.w) * corner, y: (size.h - words.y) * corner } : { x: 1, y: size.h - words.y };
  const run = wide ? 1.65 : 1.6;
  const shade = wide ? ctx.createRadialGradient(0, 0, 0, 0, 0, run) : ctx.createLinearGradient(0, 0, 0, -run);
  const steps = 24;
  shade.addColorStop(0, `rgba(${rgb},${scrim.alpha.toFixed(4)})`);
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const eased = 1 - t * t * (3 - 2 * t);
    shade.addColorStop((1 + (run - 1) * t) / run, `rgba(${rgb},${(scrim.alpha * eased).toFixed(4)})`);
  }
  ctx.save();
  ctx.translate(0, size.h);
  ctx.scale(reach.x, reach.y);
  ctx.fillStyle = shade;
  ctx.fillRect(0, -size.h / reach.y, size.w / reach.x, size.h / reach.y);
  ctx.restore();
}

/** Draws a land, k times its size; x, y is the top left of the tile that ctx holds. */
export function paintLand(ctx: Context, land: Land, x: number, y: number, k = 1): void {
  const { size, star } = land;
  ctx.setTransform(k, 0, 0, k, -x, -y);
  const sky = ctx.createLinearGradient(0, 0, 0, size.h * 0.8);
  land.sky.forEach((colour, i) => sky.addColorStop([0, 0.55, 1][i] ?? 1, colour));
  ctx.fillStyle = sky;
  ctx.fillRect(0, 0, size.w, size.h);
  const reach = star.r * 12;
  const glow = ctx.createRadialGradient(star.x, star.y, 0, star.x, star.y, reach);
  for (let i = 0; i <= 12; i++) {
    const t = i / 12;
    glow.addColorStop(t, `${star.glow}${Math.round(255 * 0.34 * (1 - t) ** 2.2).toString(16).padStart(2, '0')}`);
  }
  ctx.fillStyle = glow;
  ctx.fillRect(star.x - reach, star.y - reach, 2 * reach, 2 * reach);
  ctx.fillStyle = land.starColour;
  for (const one of land.stars) {
    ctx.globalAlpha = one.alpha;
    ctx.beginPath();
    ctx.arc(one.x, one.y, one.r, 0, Math.PI * 2);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  ctx.fillStyle = star.colour;
  starPath(ctx, star.x, star.y, star.r);
  ctx.fill();
  for (const hill of land.hills) {
    const top = Math.min(...hill.line.map((point) => point.y));
    const slope = ctx.createLinearGradient(0, top, 0, top + size.h * 0.3);
    slope.addColorStop(0, hill.from);
    slope.addColorStop(1, hill.to);
    ctx.fillStyle = slope;
    ctx.beginPath();
    ctx.moveTo(0, size.h);
    for (const point of hill.line) ctx.lineTo(point.x, point.y);
    ctx.lineTo(size.w, size.h);
    ctx.closePath();
    ctx.fill();
  }
  ctx.setTransform(1, 0, 0, 1, 0, 0);
}

function paintArrow(ctx: Context, { x, y, w, colour }: Extract<Mark, { kind: 'arrow' }>): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = w * 0.11;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  ctx.moveTo(x + w * 0.04, y);
  ctx.lineTo(x + w * 0.94, y);
  ctx.moveTo(x + w * 0.62, y - w * 0.32);
  ctx.lineTo(x + w * 0.94, y);
  ctx.lineTo(x + w * 0.62, y + w * 0.32);
  ctx.stroke();
}
