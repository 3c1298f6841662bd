// Finished pictures of a board: thumbnails, exports, wallpapers. Driven by promises, never by frames, so that it runs in
// a worker and in a hidden window. What is painted is what the screen shows at the same camera.

import { boardRect, covering, fitted, project, tileOf, type Camera, type Projection } from './camera';
import { bounds, boundsOfAll, intersects, type Rect, type Size } from './geometry';
import type { Painter } from './painter';
import type { PictureStore } from './pictures';
import type { Scene } from './scene';
import { contextOf, makeSurface, type MakeSurface, type Surface } from './surface';
import { wantsForPainting } from './wants';

/** The longest side that is painted in one piece; larger pictures are painted in tiles and stitched. */
export const longestWhole = 8192;
export const tileSide = 2048;

export interface StillRules {
  /** Pixels of the finished picture. */
  readonly size: Size;
  /** The part of the board to show; null is all of it. */
  readonly part: Rect | null;
  /** Show all of the part with a margin, or fill the picture with it. */
  readonly how: 'fit' | 'cover';
  /** Pixels around what is fitted. */
  readonly margin?: number;
}

/** Where the board stands in the finished picture. */
export function stillProjection(scene: Scene, rules: StillRules): Projection {
  const part = rules.part ?? boundsOfAll(scene.items);
  const margin = rules.margin ?? Math.round(Math.min(rules.size.w, rules.size.h) * 0.06);
  let camera: Camera = fitted(part, rules.size, margin, 16);
  if (part && rules.how === 'cover') camera = covering(part, rules.size);
  return project(camera, rules.size, 1);
}

/** The tiles of a picture, row by row; one for a picture that can be painted whole. */
export function tilesOf(projection: Projection): Rect[] {
  const { width, height } = projection;
  if (Math.max(width, height) <= longestWhole) return [{ x: 0, y: 0, w: width, h: height }];
  const tiles: Rect[] = [];
  for (let y = 0; y < height; y += tileSide) {
    for (let x = 0; x < width; x += tileSide) {
      tiles.push({ x, y, w: Math.min(tileSide, width - x), h: Math.min(tileSide, height - y) });
    }
  }
  return tiles;
}

/** Paints one tile, with every picture in it at full size. The fonts have been loaded before. */
export async function paintTile(
  painter: Painter, scene: Scene, projection: Projection, tile: Rect, pictures: PictureStore, make: MakeSurface = makeSurface,
): Promise<Surface> {
  const part = boardRect(projection, tile);
  const seen = { ...scene, items: scene.items.filter((item) => intersects(bounds(item), part)) };
  await pictures.load(wantsForPainting(seen, projection.scale));
  const surface = make(tile.w, tile.h);
  painter.paint(contextOf(surface, true), scene, tileOf(projection, tile.x, tile.y, tile.w, tile.h), pictures);
  return surface;
}
