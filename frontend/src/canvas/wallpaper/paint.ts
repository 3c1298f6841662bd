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
import type { Land } from './land';
import { paintLand, paintMarks } from './marks';
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
  readonly land: Land | null;
  readonly veil: Surface | null;
}

const sampleSide = 96;

export async function prepare(
  subject: Subject, size: Size, painter: Painter, pictures: PictureStore, make: MakeSurface = makeSurface,
): Promise<Prepared> {
  if (subject.kind === 'board') {
    const { scene, projection } = boardWallpaper(subject.scene, size);
    await pictures.load(wantsForPainting(scene, projection.scale));
    return { size, scene, projection, marks: [], land: null, veil: null };
  }
  const ground = groundOf(subject.goal, size, subject.theme);
  const { scene } = ground;
  const projection: Projection = { scale: 1, tx: 0, ty: 0, width: size.w, height: size.h };
  await pictures.load(wantsForPainting(scene, 1));
  const veil = ground.veil && veilOf(ground.veil, size, pictures, make);
  const unmarked: Prepared = { size, scene, projection, marks: [], land: ground.land, veil };
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
  } else if (ready.land) paintLand(ctx, ready.land, tile.x, tile.y);
  if (ready.veil || ready.land) painter.items(ctx, ready.scene, ready.scene.items, projection, pictures);
  else painter.paint(ctx, ready.scene, projection, pictures);
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
  if (ready.veil) ctx.drawImage(ready.veil, 0, 0, w, h);
  else if (ready.land) paintLand(ctx, ready.land, 0, 0, k);
  if (ready.veil || ready.land) painter.items(ctx, ready.scene, ready.scene.items, small, pictures);
  else painter.paint(ctx, ready.scene, small, pictures);
  return { w, h, data: ctx.getImageData(0, 0, w, h).data };
}

/** A picture's colours over the whole screen, blurred without a filter: spread in small, then enlarged in steps. */
function veilOf(picture: ScenePicture, size: Size, pictures: PictureStore, make: MakeSurface): Surface {
  const k = 96 / Math.max(size.w, size.h);
  let made = make(Math.max(2, size.w * k), Math.max(2, size.h * k));
  const ctx = contextOf(made, true);
  const { width, height } = made;
  ctx.fillStyle = picture.colour;
  ctx.fillRect(0, 0, width, height);
  const bitmap = pictures.bitmap(picture, 128);
  if (bitmap) {
    const cover = Math.max(width / bitmap.width, height / bitmap.height);
    const w = bitmap.width * cover;
    const h = bitmap.height * cover;
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(bitmap, (width - w) / 2, (height - h) / 2, w, h);
  }
  // Each pass is the mean of itself and of itself moved: wide steps first, small ones to smooth them.
  for (const step of [9, 7, 5, 4, 3, 2, 1, 1]) {
    for (const [x, y] of [[step, 0], [-step, 0], [0, step], [0, -step]] as const) spread(made, x, y, make);
  }
  for (const side of [192, 384, 768]) {
    const larger = make((width * side) / 96, (height * side) / 96);
    const to = contextOf(larger, true);
    to.imageSmoothingQuality = 'high';
    to.drawImage(made, 0, 0, larger.width, larger.height);
    made = larger;
  }
  return made;
}

/** Lays a copy over the surface, moved and half transparent; what is moved out comes from the edge itself. */
function spread(surface: Surface, x: number, y: number, make: MakeSurface): void {
  const copy = make(surface.width, surface.height);
  contextOf(copy, true).drawImage(surface, 0, 0);
  const ctx = contextOf(surface, true);
  ctx.globalAlpha = 0.5;
  ctx.drawImage(copy, x, y);
  ctx.globalAlpha = 1;
}
