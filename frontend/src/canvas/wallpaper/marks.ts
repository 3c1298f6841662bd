// Draws the marks of a wallpaper with the painter's own pen.

import { noPictures } from '../pictures';
import { makeSurface, type Context, type MakeSurface } from '../surface';
import type { TextLayouts } from '../text';
import { themeOf } from '../theme';
import type { ThemeName } from '../scene';
import { Bitmaps } from '../paint/bitmaps';
import { paintProgress } from '../paint/goal';
import { Pen } from '../paint/pen';
import { Shadows } from '../paint/shadow';
import { starPath } from '../paint/star';
import type { Mark } from './goal';

/** Draws marks over what is painted already; x, y is the top left of the tile that ctx holds. */
export function paintMarks(ctx: Context, marks: readonly Mark[], layouts: TextLayouts, theme: ThemeName, x: number, y: number, make: MakeSurface = makeSurface): void {
  const pen = new Pen(layouts, new Shadows(make), new Bitmaps(make));
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
function paintScrim(ctx: Context, mark: Extract<Mark, { kind: 'scrim' }>): void {
  const { scrim, wide, reach, size } = mark;
  const length = wide ? size.w : size.h;
  const full = Math.min(0.98, reach / length);
  const run = Math.min(1, full + (wide ? 0.34 : 0.3));
  const line = wide ? ctx.createLinearGradient(0, 0, size.w, 0) : ctx.createLinearGradient(0, size.h, 0, 0);
  const rgb = [1, 3, 5].map((at) => parseInt(scrim.colour.slice(at, at + 2), 16)).join(',');
  const steps = 24;
  line.addColorStop(0, `rgba(${rgb},${scrim.alpha.toFixed(4)})`);
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const eased = 1 - t * t * (3 - 2 * t);
    line.addColorStop(full + (run - full) * t, `rgba(${rgb},${(scrim.alpha * eased).toFixed(4)})`);
  }
  ctx.fillStyle = line;
  ctx.fillRect(0, 0, size.w, size.h);
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
