// Pictures at the right size. The painter asks what is held; the renderer says what is wanted; this fetches, keeps and
// lets go.
//
// Rules:
// - A picture is drawn from the smallest preview that covers its device pixels; until that has come, from the best held.
// - At most six requests are under way. Pictures of which nothing is held come first, then small previews before large
//   ones, then in the order they are wanted (nearest first). What is no longer wanted is cancelled.
// - Bitmaps are kept within a budget of bytes. What is on screen now is never let go; large ones go before small ones.
// - A failed request is tried once more, later. A picture that failed twice and of which nothing is held is broken,
//   until it is mentioned anew.

import type { ScenePicture } from './scene';
import { startDecoder, type Decoder } from './decoder';

export const tiers = [32, 128, 512, 1024, 2048, 4096] as const;

/** What the painter asks. It has no effect: painting never starts a request. */
export interface PictureSource {
  /** The best bitmap held for covering this many device pixels along the picture's longer side. */
  bitmap(picture: ScenePicture, pixels: number): ImageBitmap | null;
  broken(id: string): boolean;
}

export interface Want {
  readonly picture: ScenePicture;
  /** Device pixels along the picture's longer side. */
  readonly pixels: number;
}

export const noPictures: PictureSource = { bitmap: () => null, broken: () => false };

export function tierFor(picture: ScenePicture, pixels: number): number {
  const natural = Math.max(picture.width, picture.height, 1);
  const wanted = Math.min(pixels, natural);
  for (const tier of tiers) if (tier >= wanted) return tier;
  return tiers[tiers.length - 1] ?? 4096;
}

interface Held {
  readonly id: string;
  readonly tier: number;
  readonly bitmap: ImageBitmap;
  readonly bytes: number;
  used: number;
}

interface Request {
  readonly key: string;
  readonly id: string;
  readonly tier: number;
  readonly url: string;
  rank: number;
  abort: AbortController | null;
}

export interface PictureOptions {
  readonly decoder?: Decoder;
  readonly budget?: number;
  readonly atOnce?: number;
  /** Where pictures are served; the default is the window's own handler. */
  readonly address?: (id: string, tier: number) => string;
  /** Milliseconds before the one second try. */
  readonly retryAfter?: number;
}

const nearTier = 128;

const keyOf = (id: string, tier: number) => `${id}/${tier}`;

export class PictureStore implements PictureSource {
  readonly #decoder: Decoder;
  readonly #budget: number;
  readonly #atOnce: number;
  readonly #retryAfter: number;
  readonly #address: (id: string, tier: number) => string;
  readonly #held = new Map<string, Map<number, Held>>();
  readonly #requests = new Map<string, Request>();
  readonly #failed = new Map<string, number>();
  readonly #listeners = new Set<(id: string) => void>();
  readonly #idle = new Set<() => void>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #wanted = new Map<string, number>();
  #bytes = 0;
  #clock = 0;
  #running = 0;
  #closed = false;

  constructor(options: PictureOptions = {}) {
    this.#decoder = options.decoder ?? startDecoder();
    this.#budget = options.budget ?? 192 * 1024 * 1024;
    this.#atOnce = options.atOnce ?? 6;
    this.#retryAfter = options.retryAfter ?? 1500;
    this.#address = options.address ?? ((id, tier) => `/picture/${id}?w=${tier}`);
  }

  get bytes(): number {
    return this.#bytes;
  }

  bitmap(picture: ScenePicture, pixels: number): ImageBitmap | null {
    const held = this.#best(picture.id, tierFor(picture, pixels));
    if (!held) return null;
    held.used = ++this.#clock;
    return held.bitmap;
  }

  broken(id: string): boolean {
    if (this.#held.get(id)?.size) return false;
    for (const [key, times] of this.#failed) if (times > 1 && key.startsWith(id)) return true;
    return false;
  }

  /** Says all that is on screen, nearest to the middle first, and what lies around it. Replaces what was said before. */
  want(list: readonly Want[], near: readonly ScenePicture[] = []): void {
    const wanted = new Map<string, number>();
    for (let i = 0; i < list.length; i++) {
      const one = list[i];
      if (!one) continue;
      const { id } = one.picture;
      const tier = Math.max(tierFor(one.picture, one.pixels), wanted.get(id) ?? 0);
      wanted.set(id, tier);
    }
    this.#wanted = wanted;
    const around = new Set<string>();
    // What is only near must not push anything out: it comes while there is plenty of room.
    if (this.#bytes < this.#budget * 0.6) for (const picture of near) if (!wanted.has(picture.id)) around.add(picture.id);
    for (const request of [...this.#requests.values()]) {
      const kept = wanted.get(request.id) === request.tier || (request.tier === nearTier && around.has(request.id));
      if (!kept) this.#drop(request);
    }
    let order = 0;
    for (const [id, tier] of wanted) this.#ask(id, tier, order++);
    for (const id of around) this.#ask(id, nearTier, 1e12 + order++);
    this.#pump();
    this.#evict();
  }

  /** Wants these, and settles when each has come or failed for good. For what is painted once, never for the screen. */
  async load(list: readonly Want[]): Promise<void> {
    this.want(list);
    while (this.#requests.size > 0 || this.#timers.size > 0) {
      await new Promise<void>((resolve) => this.#idle.add(resolve));
    }
  }

  /** Told each time a bitmap has come or a picture has turned out broken. Returns how to stop. */
  onArrival(listener: (id: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The picture has changed on the other side (its previews are ready, it was restored): failures are forgotten. */
  mention(id: string): void {
    for (const key of [...this.#failed.keys()]) if (key.startsWith(id)) this.#failed.delete(key);
    const tier = this.#wanted.get(id);
    if (tier !== undefined) this.#ask(id, tier, 0);
    this.#pump();
  }

  /** Nobody looks any more: nothing more is fetched, what is held stays. What had failed is tried anew the next time. */
  rest(): void {
    this.want([]);
    this.#failed.clear();
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    for (const request of [...this.#requests.values()]) this.#drop(request);
    this.#decoder.close();
    for (const byTier of this.#held.values()) for (const held of byTier.values()) held.bitmap.close();
    this.#held.clear();
    this.#bytes = 0;
    this.#settled();
  }

  /** The smallest held that covers the tier, else the largest. */
  #best(id: string, tier: number): Held | null {
    const byTier = this.#held.get(id);
    if (!byTier) return null;
    let best: Held | null = null;
    for (const held of byTier.values()) {
      if (!best) best = held;
      else if (held.tier >= tier) {
        if (best.tier < tier || held.tier < best.tier) best = held;
      } else if (best.tier < tier && held.tier > best.tier) best = held;
    }
    return best;
  }

  #ask(id: string, tier: number, order: number): void {
    const best = this.#best(id, tier);
    if (best && best.tier >= tier) return;
    const key = keyOf(id, tier);
    const rank = (best ? 1e9 : 0) + tier * 1e5 + order;
    const known = this.#requests.get(key);
    if (known) {
      known.rank = rank;
      return;
    }
    if (this.#failed.has(key)) return;
    this.#requests.set(key, { key, id, tier, url: this.#address(id, tier), rank, abort: null });
  }

  #pump(): void {
    while (this.#running < this.#atOnce && !this.#closed) {
      let next: Request | null = null;
      for (const request of this.#requests.values()) {
        if (!request.abort && (!next || request.rank < next.rank)) next = request;
      }
      if (!next) break;
      this.#start(next);
    }
    if (this.#requests.size === 0) this.#settled();
  }

  #start(request: Request): void {
    const abort = new AbortController();
    request.abort = abort;
    this.#running++;
    this.#decoder
      .load(request.url, abort.signal)
      .then(
        (bitmap) => this.#arrived(request, bitmap),
        () => this.#missed(request, abort.signal.aborted),
      )
      .finally(() => {
        this.#running--;
        this.#pump();
      });
  }

  #arrived(request: Request, bitmap: ImageBitmap): void {
    if (this.#requests.get(request.key) !== request) {
      bitmap.close();
      return;
    }
    this.#requests.delete(request.key);
    this.#failed.delete(request.key);
    const held: Held = { id: request.id, tier: request.tier, bitmap, bytes: bitmap.width * bitmap.height * 4, used: ++this.#clock };
    let byTier = this.#held.get(request.id);
    if (!byTier) this.#held.set(request.id, (byTier = new Map()));
    byTier.set(request.tier, held);
    this.#bytes += held.bytes;
    this.#evict();
    this.#tell(request.id);
  }

  #missed(request: Request, cancelled: boolean): void {
    if (this.#requests.get(request.key) !== request) return;
    this.#requests.delete(request.key);
    if (cancelled || this.#closed) return;
    const times = (this.#failed.get(request.key) ?? 0) + 1;
    this.#failed.set(request.key, times);
    if (times > 1) {
      this.#tell(request.id);
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#wanted.get(request.id) === request.tier && this.#failed.get(request.key) === 1) {
        this.#requests.set(request.key, { ...request, abort: null });
        this.#pump();
      } else this.#failed.delete(request.key);
      if (this.#requests.size === 0) this.#settled();
    }, this.#retryAfter);
    this.#timers.add(timer);
  }

  #drop(request: Request): void {
    this.#requests.delete(request.key);
    request.abort?.abort();
  }

  #evict(): void {
    if (this.#bytes <= this.#budget) return;
    const spare: Held[] = [];
    for (const [id, byTier] of this.#held) {
      const wanted = this.#wanted.get(id);
      const shown = wanted === undefined ? null : this.#best(id, wanted);
      for (const held of byTier.values()) if (held !== shown) spare.push(held);
    }
    const large = (held: Held) => (held.tier > 128 ? 0 : 1);
    spare.sort((a, b) => large(a) - large(b) || a.used - b.used);
    for (const held of spare) {
      if (this.#bytes <= this.#budget) return;
      const byTier = this.#held.get(held.id);
      byTier?.delete(held.tier);
      if (byTier?.size === 0) this.#held.delete(held.id);
      this.#bytes -= held.bytes;
      held.bitmap.close();
    }
  }

  #tell(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }

  #settled(): void {
    for (const resolve of [...this.#idle]) resolve();
    this.#idle.clear();
  }
}
