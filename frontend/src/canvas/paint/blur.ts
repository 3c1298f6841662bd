// Pictures out of focus, for a goal that is not reached yet: made small, then enlarged in soft steps. Kept by the step,
// so that a picture costs this once for each few percent of its progress.

import { contextOf, type MakeSurface, type Surface } from '../surface';

/** The longer side that a picture is made small to, by how far its goal is. The last is nearly sharp. */
const sides = [10, 16, 24, 36, 56, 88] as const;
const shownSide = 224;
const mostKept = 120;

export function blurStep(progress: number): number {
  return Math.min(sides.length - 1, Math.max(0, Math.floor(progress * sides.length)));
}

export class Blurs {
  readonly #make: MakeSurface;
  readonly #kept = new Map<string, { source: number; surface: Surface }>();

  constructor(make: MakeSurface) {
    this.#make = make;
  }

  of(id: string, bitmap: ImageBitmap, progress: number): ImageBitmap | Surface {
    if (progress >= 1) return bitmap;
    const step = blurStep(progress);
    const key = `${id}/${step}`;
    const known = this.#kept.get(key);
    // A larger preview has come: what was made of a tiny one was made of too little.
    if (known && (known.source >= bitmap.width || known.source >= shownSide)) return known.surface;
    const surface = this.#made(bitmap, sides[step] ?? 10);
    if (this.#kept.size >= mostKept) for (const old of [...this.#kept.keys()].slice(0, mostKept / 4)) this.#kept.delete(old);
    this.#kept.set(key, { source: bitmap.width, surface });
    return surface;
  }

  #made(bitmap: ImageBitmap, side: number): Surface {
    const longer = Math.max(bitmap.width, bitmap.height);
    let from: ImageBitmap | Surface = bitmap;
    // Down in halves: one great step would pick single pixels.
    for (let at = longer / 2; at > side; at /= 2) from = this.#scaled(from, at / longer, bitmap);
    let small = this.#scaled(from, side / longer, bitmap);
    for (let at = side * 2; at < shownSide * 2; at *= 2) small = this.#scaled(small, Math.min(at, shownSide) / longer, bitmap);
    return small;
  }

  #scaled(from: ImageBitmap | Surface, share: number, whole: ImageBitmap): Surface {
    const to = this.#make(Math.max(2, Math.round(whole.width * share)), Math.max(2, Math.round(whole.height * share)));
    const ctx = contextOf(to);
    ctx.imageSmoothingEnabled = true;
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(from, 0, 0, to.width, to.height);
    return to;
  }
}
