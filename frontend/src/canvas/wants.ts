// Which pictures a view needs: those on screen at the size they have there, nearest to the middle first, and those
// around it, small, so that a pan finds them.

import { viewRect, type Camera } from './camera';
import { grown, type Size } from './geometry';
import type { SceneIndex } from './index';
import { pixelsOf } from './paint/picture';
import type { Want } from './pictures';
import type { Scene, SceneItem, ScenePicture } from './scene';

export interface Wants {
  readonly shown: Want[];
  readonly near: ScenePicture[];
}

export function wantsOf(index: SceneIndex, camera: Camera, view: Size, ratio: number): Wants {
  const rect = viewRect(camera, view);
  const distance = (item: SceneItem) => Math.hypot(item.x + item.w / 2 - camera.x, item.y + item.h / 2 - camera.y);
  const scale = camera.zoom * ratio;
  const items = index.query(rect).filter((item) => item.picture !== undefined);
  items.sort((a, b) => distance(a) - distance(b));
  const shown: Want[] = [];
  for (const item of items) if (item.picture) shown.push({ picture: item.picture, pixels: pixelsOf(item, item.picture, scale) });
  const near: ScenePicture[] = [];
  for (const { picture } of index.query(grown(rect, Math.max(rect.w, rect.h)))) if (picture) near.push(picture);
  return { shown, near };
}

/** What a painting at this scale needs, whole: for thumbnails, exports and wallpapers. */
export function wantsForPainting(scene: Scene, scale: number): Want[] {
  const wants: Want[] = [];
  for (const item of scene.items) if (item.picture) wants.push({ picture: item.picture, pixels: pixelsOf(item, item.picture, scale) });
  return wants;
}

/** The items that show each picture: what to paint again when it comes. */
export function itemsByPicture(items: readonly SceneItem[]): Map<string, SceneItem[]> {
  const out = new Map<string, SceneItem[]>();
  for (const item of items) {
    if (!item.picture) continue;
    const list = out.get(item.picture.id);
    if (list) list.push(item);
    else out.set(item.picture.id, [item]);
  }
  return out;
}

/** The pictures that are told anew: of items that are shown again with other words about the same picture. What had
 *  failed to come is worth another try. */
export function retold(before: readonly SceneItem[], after: readonly SceneItem[]): Set<string> {
  const old = new Map(before.map((item) => [item.id, item.picture]));
  const out = new Set<string>();
  for (const { id, picture } of after) {
    const was = old.get(id);
    if (picture && was && was !== picture && was.id === picture.id) out.add(picture.id);
  }
  return out;
}
