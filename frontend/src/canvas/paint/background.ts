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
  const colour = backgroundColour(scene.background, theme);
  const pattern = scene.background.kind === 'paper' ? patternOf(ctx, colour, theme.grain, bitmaps) : null;
  ctx.globalAlpha = 1;
  // The paper's tile begins where the board's first whole one is.
  const ox = pattern ? whole(projection.tx) : 0;
  const oy = pattern ? whole(projection.ty) : 0;
  ctx.setTransform(1, 0, 0, 1, ox, oy);
  ctx.fillStyle = pattern ?? colour;
  ctx.fillRect(area.x - ox, area.y - oy, area.w, area.h);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
}

const whole = (offset: number): number => ((offset % grainSize) + grainSize) % grainSize;

function patternOf(ctx: Context, ground: string, grain: string, bitmaps: Bitmaps): CanvasPattern | null {
  let known = patterns.get(ctx);
  if (!known) patterns.set(ctx, (known = new Map()));
  const key = ground + grain;
  const found = known.get(key);
  if (found) return found;
  const made = ctx.createPattern(bitmaps.paper(ground, grain), 'repeat');
  if (made) known.set(key, made);
  return made;
}
