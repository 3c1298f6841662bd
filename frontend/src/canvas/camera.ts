// The camera: which board point lies at the middle of the view, and how large. Pure functions; the renderer keeps one.

import type { Point, Rect, Size } from './geometry';

export interface Camera {
  /** The board point at the centre of the view. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels a board unit. */
  readonly zoom: number;
}

export const minZoom = 0.02;
export const maxZoom = 16;
export const home: Camera = { x: 0, y: 0, zoom: 1 };

export function clampZoom(zoom: number): number {
  return Number.isFinite(zoom) ? Math.min(maxZoom, Math.max(minZoom, zoom)) : 1;
}

export function toBoard(camera: Camera, view: Size, screen: Point): Point {
  return { x: camera.x + (screen.x - view.w / 2) / camera.zoom, y: camera.y + (screen.y - view.h / 2) / camera.zoom };
}

export function toScreen(camera: Camera, view: Size, board: Point): Point {
  return { x: (board.x - camera.x) * camera.zoom + view.w / 2, y: (board.y - camera.y) * camera.zoom + view.h / 2 };
}

/** The part of the board that the view shows. */
export function viewRect(camera: Camera, view: Size): Rect {
  const w = view.w / camera.zoom;
  const h = view.h / camera.zoom;
  return { x: camera.x - w / 2, y: camera.y - h / 2, w, h };
}

/** Moves what is seen by screen pixels: the board follows the hand. */
export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom, zoom: camera.zoom };
}

/** Zooms so that the board point under the screen point stays under it. */
export function zoomedAt(camera: Camera, view: Size, screen: Point, zoom: number): Camera {
  const to = clampZoom(zoom);
  const held = toBoard(camera, view, screen);
  return { x: held.x - (screen.x - view.w / 2) / to, y: held.y - (screen.y - view.h / 2) / to, zoom: to };
}

/** Room around what is shown whole, in CSS pixels: above for the title, below for the bars. */
export interface Margins {
  readonly side: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room for what the window lays over the board. */
export const windowMargins: Margins = { side: 48, top: 64, bottom: 92 };

/** Shows the whole rectangle with the margin (CSS pixels) around it; null shows the origin at zoom 1. */
export function fitted(rect: Rect | null, view: Size, margin: number | Margins = 48, largest = 2): Camera {
  if (!rect) return home;
  const m = typeof margin === 'number' ? { side: margin, top: margin, bottom: margin } : margin;
  const w = Math.max(1, view.w - 2 * m.side);
  const h = Math.max(1, view.h - m.top - m.bottom);
  const zoom = clampZoom(Math.min(w / Math.max(rect.w, 1), h / Math.max(rect.h, 1), largest));
  return { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 + (m.bottom - m.top) / 2 / zoom, zoom };
}

/** Fills the whole picture with the rectangle, cutting what stands over: for a wallpaper of one item. */
export function covering(rect: Rect, view: Size): Camera {
  return {
    x: rect.x + rect.w / 2,
    y: rect.y + rect.h / 2,
    zoom: clampZoom(Math.max(view.w / Math.max(rect.w, 1), view.h / Math.max(rect.h, 1))),
  };
}

/** The smallest move that brings the rectangle into view; the same camera when it is already there. */
export function revealing(camera: Camera, view: Size, rect: Rect, margin = 48): Camera {
  const seen = viewRect(camera, view);
  const m = margin / camera.zoom;
  if (rect.w + 2 * m > seen.w || rect.h + 2 * m > seen.h) return fitted(rect, view, margin, camera.zoom);
  const dx = Math.min(0, rect.x - m - seen.x) + Math.max(0, rect.x + rect.w + m - (seen.x + seen.w));
  const dy = Math.min(0, rect.y - m - seen.y) + Math.max(0, rect.y + rect.h + m - (seen.y + seen.h));
  return dx === 0 && dy === 0 ? camera : { x: camera.x + dx, y: camera.y + dy, zoom: camera.zoom };
}

/** A camera on the way from one to the other; share 0..1 in time, eased out. Zoom runs in equal ratios, and the
 *  centre with it, so that the point both cameras agree on does not swim. */
export function animated(from: Camera, to: Camera, share: number): Camera {
  if (share >= 1) return to;
  if (share <= 0) return from;
  const t = 1 - (1 - share) ** 3;
  const zoom = from.zoom * (to.zoom / from.zoom) ** t;
  const near = Math.abs(to.zoom / from.zoom - 1) < 1e-6;
  const along = near ? t : (1 / zoom - 1 / from.zoom) / (1 / to.zoom - 1 / from.zoom);
  return { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along, zoom };
}

/** From the board to device pixels: device = board * scale + t. What the painter is given. */
export interface Projection {
  readonly scale: number;
  readonly tx: number;
  readonly ty: number;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
}

/** Whole device pixels in tx and ty: a pan moves every pixel by a whole number, so that what is painted can be shifted. */
export function project(camera: Camera, view: Size, ratio: number): Projection {
  const scale = camera.zoom * ratio;
  const width = Math.max(1, Math.round(view.w * ratio));
  const height = Math.max(1, Math.round(view.h * ratio));
  return { scale, tx: Math.round(width / 2 - camera.x * scale), ty: Math.round(height / 2 - camera.y * scale), width, height };
}

/** The part of the board that falls into a rectangle of device pixels. */
export function boardRect(projection: Projection, device: Rect): Rect {
  const s = projection.scale;
  return { x: (device.x - projection.tx) / s, y: (device.y - projection.ty) / s, w: device.w / s, h: device.h / s };
}

/** One tile of a large picture; tiles painted one by one and stitched are the same as one painting. */
export function tileOf(projection: Projection, x: number, y: number, width: number, height: number): Projection {
  return { scale: projection.scale, tx: projection.tx - x, ty: projection.ty - y, width, height };
}
