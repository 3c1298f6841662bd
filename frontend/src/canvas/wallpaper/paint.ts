// A wallpaper from its parts to its pixels: the same for the hidden page that makes it and for the preview in the
// window. Driven by promises, never by frames.

import { tileOf, type Projection } from '../camera';
import type { Rect, Size } from '../geometry';
import type { Painter } from '../painter';
import type { PictureStore } from '../pictures';
import type { Scene, ScenePicture, ThemeName } from '../scene';
import { contextOf, makeSurface, type Context, type MakeSurface, type Surface } from '../surface';
import { wantsForPainting } from '../wants';
import { boardWallpaper } from './board';
import { groundOf, marksOf, type GoalWords, type Mark } from './goal';
import { paintMarks } from './marks';
import type { Sample } from './scrim';

/** What a wallpaper shows. */
export type Subject =
  | { readonly kind: 'board'; readonly scene: Scene }
  | { readonly kind: 'goal'; readonly goal: GoalWords; readonly theme: ThemeName };

/** A wallpaper that is ready to be painted, tile by tile: its pictures are held. */
export interface Prepared {
  readonly size: Size;
  readonly scene: Scene;
  readonly projection: Projection;
  readonly marks: readonly Mark[];
  readonly veil: Surface | null;
}

const sampleSide = 96;

export async function prepare(
  subject: Subject, size: Size, painter: Painter, pictures: PictureStore, make: MakeSurface = makeSurface,
): Promise<Prepared> {
  if (subject.kind === 'board') {
    const { scene, projection } = boardWallpaper(subject.scene, size);
    await pictures.load(wantsForPainting(scene, projection.scale));
    return { size, scene, projection, marks: [], veil: null };
  }
  const ground = groundOf(subject.goal, size, subject.theme);
  const { scene } = ground;
  const projection: Projection = { scale: 1, tx: 0, ty: 0, width: size.w, height: size.h };
  await pictures.load(wantsForPainting(scene, 1));
  const veil = ground.veil && veilOf(ground.veil, size, pictures, make);
  const unmarked: Prepared = { size, scene, projection, marks: [], veil };
  const marks = marksOf(subject.goal, ground, size, sampleOf(unmarked, painter, pictures, make), painter.layouts);
  return { ...unmarked, marks };
}

/** Paints one tile of it. */
export function paintPrepared(ready: Prepared, tile: Rect, painter: Painter, pictures: PictureStore, make: MakeSurface = makeSurface): Surface {
  const surface = make(tile.w, tile.h);
  paintInto(contextOf(surface, true), ready, tile, painter, pictures, make);
  return surface;
}

export function paintInto(ctx: Context, ready: Prepared, tile: Rect, painter: Painter, pictures: PictureStore, make: MakeSurface = makeSurface): void {
  const projection = tileOf(ready.projection, tile.x, tile.y, tile.w, tile.h);
  if (ready.veil) {
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(ready.veil, -tile.x, -tile.y, ready.size.w, ready.size.h);
    painter.items(ctx, ready.scene, ready.scene.items, projection, pictures);
  } else painter.paint(ctx, ready.scene, projection, pictures);
  if (ready.marks.length > 0) paintMarks(ctx, ready.marks, painter.layouts, ready.scene.theme, tile.x, tile.y, make);
}

/** The ground in small, to be measured. */
function sampleOf(ready: Prepared, painter: Painter, pictures: PictureStore, make: MakeSurface): Sample {
  const k = sampleSide / Math.max(ready.size.w, ready.size.h);
  const w = Math.max(1, Math.round(ready.size.w * k));
  const h = Math.max(1, Math.round(ready.size.h * k));
  const surface = make(w, h);
  const ctx = contextOf(surface, true);
  const small: Projection = { scale: k, tx: 0, ty: 0, width: w, height: h };
  if (ready.veil) {
    ctx.drawImage(ready.veil, 0, 0, w, h);
    painter.items(ctx, ready.scene, ready.scene.items, small, pictures);
  } else painter.paint(ctx, ready.scene, small, pictures);
  return { w, h, data: ctx.getImageData(0, 0, w, h).data };
}

/** A picture's colours over the whole screen: made small, then large again in steps, which is a blur without a filter. */
function veilOf(picture: ScenePicture, size: Size, pictures: PictureStore, make: MakeSurface): Surface {
  const bitmap = pictures.bitmap(picture, 128);
  let from: CanvasImageSource | null = bitmap;
  let made: Surface | null = null;
  const longest = Math.max(size.w, size.h);
  for (const side of [20, 40, 80, 160, 320]) {
    const k = side / longest;
    const next: Surface = make(Math.max(2, size.w * k), Math.max(2, size.h * k));
    const ctx = contextOf(next, true);
    ctx.imageSmoothingQuality = 'high';
    if (made === null) {
      ctx.fillStyle = picture.colour;
      ctx.fillRect(0, 0, next.width, next.height);
    }
    if (from && made === null && bitmap) {
      const cover = Math.max(next.width / bitmap.width, next.height / bitmap.height);
      const w = bitmap.width * cover;
      const h = bitmap.height * cover;
      ctx.drawImage(from, (next.width - w) / 2, (next.height - h) / 2, w, h);
    } else if (made) ctx.drawImage(made, 0, 0, next.width, next.height);
    made = next;
    from = next;
  }
  return made ?? make(2, 2);
}
