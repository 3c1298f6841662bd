// The one star of Northboard: a four-pointed star with a lit and a shaded side of every ray.

import type { Context } from '../surface';

/** A star around cx, cy; `r` from the centre to a point. Leaves the path filled in the context's fill colour. */
export function starPath(ctx: Context, cx: number, cy: number, r: number): void {
  const waist = r * 0.2;
  ctx.beginPath();
  ctx.moveTo(cx, cy - r);
  ctx.quadraticCurveTo(cx + waist * 0.55, cy - waist * 0.55 - r * 0.12, cx + r, cy);
  ctx.quadraticCurveTo(cx + waist * 0.55 + r * 0.12, cy + waist * 0.55, cx, cy + r);
  ctx.quadraticCurveTo(cx - waist * 0.55, cy + waist * 0.55 + r * 0.12, cx - r, cy);
  ctx.quadraticCurveTo(cx - waist * 0.55 - r * 0.12, cy - waist * 0.55, cx, cy - r);
  ctx.closePath();
}
