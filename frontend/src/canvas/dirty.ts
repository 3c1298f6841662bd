// What has to be painted again, as rectangles of device pixels. Few and apart: rectangles that meet become one.

import { intersects, type Rect } from './geometry';

const most = 12;

export class Dirty {
  readonly rects: Rect[] = [];
  /** Everything has to be painted again. */
  all = false;

  get any(): boolean {
    return this.all || this.rects.length > 0;
  }

  add(rect: Rect): void {
    if (this.all || rect.w <= 0 || rect.h <= 0) return;
    let { x, y, w, h } = rect;
    for (let i = 0; i < this.rects.length; ) {
      const one = this.rects[i];
      if (!one || !intersects(one, { x, y, w, h })) {
        i++;
        continue;
      }
      const right = Math.max(x + w, one.x + one.w);
      const bottom = Math.max(y + h, one.y + one.h);
      x = Math.min(x, one.x);
      y = Math.min(y, one.y);
      w = right - x;
      h = bottom - y;
      this.rects.splice(i, 1);
      // The larger one may now meet those that were passed.
      i = 0;
    }
    this.rects.push({ x, y, w, h });
    if (this.rects.length > most) this.#joinAll();
  }

  addAll(): void {
    this.all = true;
    this.rects.length = 0;
  }

  clear(): void {
    this.all = false;
    this.rects.length = 0;
  }

  #joinAll(): void {
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    for (const r of this.rects) {
      left = Math.min(left, r.x);
      top = Math.min(top, r.y);
      right = Math.max(right, r.x + r.w);
      bottom = Math.max(bottom, r.y + r.h);
    }
    this.rects.length = 0;
    this.rects.push({ x: left, y: top, w: right - left, h: bottom - top });
  }
}

/** The rectangle on whole pixels, inside 0..width and 0..height. May be empty. */
export function snapped(rect: Rect, width: number, height: number): Rect {
  const x = Math.max(0, Math.floor(rect.x));
  const y = Math.max(0, Math.floor(rect.y));
  return { x, y, w: Math.min(width, Math.ceil(rect.x + rect.w)) - x, h: Math.min(height, Math.ceil(rect.y + rect.h)) - y };
}

/** What comes into sight when a picture of this size is moved by whole pixels: at most two strips. */
export function exposed(width: number, height: number, dx: number, dy: number): Rect[] {
  const out: Rect[] = [];
  if (dx > 0) out.push({ x: 0, y: 0, w: dx, h: height });
  else if (dx < 0) out.push({ x: width + dx, y: 0, w: -dx, h: height });
  if (dy > 0) out.push({ x: 0, y: 0, w: width, h: dy });
  else if (dy < 0) out.push({ x: 0, y: height + dy, w: width, h: -dy });
  return out;
}
