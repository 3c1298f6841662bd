// Cropping: the picture moves inside its frame, and the frame stays. It always covers the frame.

import { turned, type Point, type Rect } from './geometry';
import { imageArea, partShown } from './paint/picture';
import type { Crop, SceneItem } from './scene';

export const largestCrop = 20;
export const uncropped: Crop = { x: 0.5, y: 0.5, zoom: 1 };

/** The crop after the picture was moved by so much on the board. */
export function cropMoved(item: SceneItem, dx: number, dy: number): Crop {
  const { picture } = item;
  if (!picture) return item.style.crop ?? uncropped;
  const { part, scale } = shownOf(item);
  const way = turned({ x: dx, y: dy }, -item.rotation);
  const x = flipped(item, 'x') ? -way.x : way.x;
  const y = flipped(item, 'y') ? -way.y : way.y;
  return held(item, { x: (part.x + part.w / 2 - x / scale) / picture.width, y: (part.y + part.h / 2 - y / scale) / picture.height, zoom: item.style.crop?.zoom ?? 1 });
}

/** The crop after the picture was enlarged by a factor, about the middle of the frame. */
export function cropZoomed(item: SceneItem, factor: number): Crop {
  const crop = held(item, item.style.crop ?? uncropped);
  return held(item, { ...crop, zoom: Math.min(largestCrop, Math.max(1, crop.zoom * factor)) });
}

/** Where the whole picture would lie on the board, unturned and not flipped, if the frame did not cut it. */
export function wholePicture(item: SceneItem): Rect | null {
  const { picture } = item;
  if (!picture) return null;
  const area = imageArea(item);
  const { part, scale } = shownOf(item);
  const x = flipped(item, 'x') ? picture.width - part.x - part.w : part.x;
  const y = flipped(item, 'y') ? picture.height - part.y - part.h : part.y;
  return { x: item.x + area.x - x * scale, y: item.y + area.y - y * scale, w: picture.width * scale, h: picture.height * scale };
}

function shownOf(item: SceneItem): { part: Rect; scale: number } {
  const area = imageArea(item);
  const part = partShown(item.picture?.width ?? 1, item.picture?.height ?? 1, area.w, area.h, item.style.crop);
  return { part, scale: area.w / part.w };
}

/** A crop that shows nothing beyond the picture's edge: what it says is what is painted. */
function held(item: SceneItem, crop: Crop): Crop {
  const { part } = shownOf({ ...item, style: { ...item.style, crop } });
  const { width, height } = item.picture ?? { width: 1, height: 1 };
  return { x: (part.x + part.w / 2) / width, y: (part.y + part.h / 2) / height, zoom: crop.zoom };
}

const flipped = (item: SceneItem, axis: 'x' | 'y'): boolean => item.style.flip?.includes(axis) ?? false;

/** A step of an arrow key: the picture goes that way by a share of its frame. */
export function cropNudged(item: SceneItem, way: Point, large: boolean): Crop {
  const by = Math.min(item.w, item.h) * (large ? 0.1 : 0.01);
  const p = turned({ x: way.x * by, y: way.y * by }, item.rotation);
  return cropMoved(item, p.x, p.y);
}
