// The board itself: its colour, and on paper a grain that is barely there. The grain lies on the board and moves with it.

import type { Projection } from '../camera';
import type { Rect } from '../geometry';
import type { Scene } from '../scene';
import type { Context } from '../surface';
import { backgroundColour, themeOf } from '../theme';
import { grainSize, type Bitmaps } from './bitmaps';

const patterns = new WeakMap<Context, Map<string, CanvasPattern>>();

/** Fills a rectangle of device pixels. */
export function paintBackground(ctx: Context, scene: Scene, projection: Projection, bitmaps: Bitmaps, area: Rect): void {
  const theme = themeOf(scene.theme);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = 1;
  ctx.fillStyle = backgroundColour(scene.background, theme);
  ctx.fillRect(area.x, area.y, area.w, area.h);
  if (scene.background.kind !== 'paper') return;
  const pattern = patternOf(ctx, theme.grain, bitmaps);
  if (!pattern) return;
  const ox = ((projection.tx % grainSize) + grainSize) % grainSize;
  const oy = ((projection.ty % grainSize) + grainSize) % grainSize;
  ctx.setTransform(1, 0, 0, 1, ox, oy);
  ctx.fillStyle = pattern;
  ctx.fillRect(area.x - ox, area.y - oy, area.w, area.h);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
}

function patternOf(ctx: Context, colour: string, bitmaps: Bitmaps): CanvasPattern | null {
  let known = patterns.get(ctx);
  if (!known) patterns.set(ctx, (known = new Map()));
  const found = known.get(colour);
  if (found) return found;
  const made = ctx.createPattern(bitmaps.grain(colour), 'repeat');
  if (made) known.set(colour, made);
  return made;
}
