import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Decoder } from './decoder';
import { PictureStore, tierFor } from './pictures';
import type { ScenePicture } from './scene';

const photo = (id: string, width = 4000, height = 3000): ScenePicture => ({ id, width, height, colour: '#777777', animated: false });

interface Pending {
  readonly url: string;
  readonly signal: AbortSignal;
  answer(width?: number, height?: number): Promise<void>;
  fail(): Promise<void>;
}

/** Bitmaps come when the test says so. */
class SlowDecoder implements Decoder {
  readonly asked: Pending[] = [];
  readonly closed: string[] = [];

  load(url: string, signal: AbortSignal): Promise<ImageBitmap> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('cancelled')));
      const settle = () => vi.advanceTimersByTimeAsync(0).then(() => undefined);
      this.asked.push({
        url,
        signal,
        answer: (width = 100, height = 100) => {
          resolve({ width, height, close: () => this.closed.push(url) } as unknown as ImageBitmap);
          return settle();
        },
        fail: () => {
          reject(new Error('404'));
          return settle();
        },
      });
    });
  }

  close(): void {
    this.asked.length = 0;
  }

  of(url: string): Pending {
    const found = this.asked.findLast((one) => one.url === url);
    if (!found) throw new Error(`${url} was not asked for: ${this.asked.map((one) => one.url).join(' ')}`);
    return found;
  }
}

let decoder: SlowDecoder;
const store = (more: object = {}) => new PictureStore({ decoder, address: (id, tier) => `${id}/${tier}`, ...more });
const urls = () => decoder.asked.map((one) => one.url);

beforeEach(() => {
  vi.useFakeTimers();
  decoder = new SlowDecoder();
});
afterEach(() => vi.useRealTimers());

describe('the tier that covers', () => {
  test.each([
    [20, 32],
    [32, 32],
    [33, 128],
    [500, 512],
    [1500, 2048],
    [9000, 4096],
  ])('%i device pixels take %i', (pixels, tier) => {
    expect(tierFor(photo('a', 8000, 6000), pixels)).toBe(tier);
  });

  test('a small picture never asks for more than it has', () => {
    expect(tierFor(photo('a', 400, 300), 3000)).toBe(512);
  });
});

describe('requests', () => {
  test('at most six at once, the nearest first, the next when one has come', async () => {
    const pictures = store();
    pictures.want(Array.from({ length: 9 }, (_, i) => ({ picture: photo(`p${i}`), pixels: 300 })));
    expect(urls()).toEqual(['p0/512', 'p1/512', 'p2/512', 'p3/512', 'p4/512', 'p5/512']);
    await decoder.of('p2/512').answer();
    expect(urls()).toHaveLength(7);
    expect(urls()[6]).toBe('p6/512');
  });

  test('the same picture twice on the board is one request, at the larger size', () => {
    const pictures = store();
    pictures.want([{ picture: photo('a'), pixels: 100 }, { picture: photo('a'), pixels: 900 }]);
    expect(urls()).toEqual(['a/1024']);
  });

  test('what is no longer wanted is cancelled and makes room', () => {
    const pictures = store({ atOnce: 1 });
    pictures.want([{ picture: photo('a'), pixels: 100 }]);
    pictures.want([{ picture: photo('b'), pixels: 100 }]);
    expect(decoder.of('a/128').signal.aborted).toBe(true);
    return vi.advanceTimersByTimeAsync(0).then(() => expect(urls()).toEqual(['a/128', 'b/128']));
  });

  test('a picture of which nothing is held comes before a sharper one', async () => {
    const pictures = store({ atOnce: 1 });
    pictures.want([{ picture: photo('a'), pixels: 100 }]);
    await decoder.of('a/128').answer();
    pictures.want([{ picture: photo('x'), pixels: 20 }]);
    pictures.want([{ picture: photo('a'), pixels: 900 }, { picture: photo('b'), pixels: 900 }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(urls().at(-1)).toBe('b/1024');
  });

  test('what lies around comes last and small', async () => {
    const pictures = store({ atOnce: 1 });
    pictures.want([{ picture: photo('a'), pixels: 900 }], [photo('a'), photo('n')]);
    await decoder.of('a/1024').answer();
    expect(urls()).toEqual(['a/1024', 'n/128']);
  });

  test('the old size is shown until the next has come', async () => {
    const pictures = store();
    pictures.want([{ picture: photo('a'), pixels: 100 }]);
    await decoder.of('a/128').answer(128, 96);
    pictures.want([{ picture: photo('a'), pixels: 900 }]);
    expect(pictures.bitmap(photo('a'), 900)?.width).toBe(128);
    await decoder.of('a/1024').answer(1024, 768);
    expect(pictures.bitmap(photo('a'), 900)?.width).toBe(1024);
    expect(pictures.bitmap(photo('a'), 60)?.width).toBe(128);
  });

  test('painting never starts a request', () => {
    expect(store().bitmap(photo('a'), 500)).toBeNull();
    expect(urls()).toEqual([]);
  });
});

describe('budget', () => {
  test('the least recently used goes first, large before small; what is on screen stays', async () => {
    const pictures = store({ budget: 100 * 100 * 4 * 2 });
    for (const [id, pixels] of [['small', 100], ['old', 900], ['new', 900]] as const) {
      pictures.want([{ picture: photo(id), pixels }]);
      await decoder.of(`${id}/${pixels === 100 ? 128 : 1024}`).answer();
    }
    expect(decoder.closed).toEqual(['old/1024']);
    expect(pictures.bytes).toBe(80000);
    pictures.want([{ picture: photo('small'), pixels: 100 }, { picture: photo('new'), pixels: 900 }, { picture: photo('more'), pixels: 900 }]);
    await decoder.of('more/1024').answer();
    expect(decoder.closed).toEqual(['old/1024']);
  });
});

describe('failures', () => {
  test('are tried once more, then the picture is broken', async () => {
    const pictures = store({ retryAfter: 1000 });
    const told: string[] = [];
    pictures.onArrival((id) => told.push(id));
    const want = () => pictures.want([{ picture: photo('a'), pixels: 100 }]);
    want();
    await decoder.of('a/128').fail();
    want();
    expect(urls()).toHaveLength(1);
    expect(pictures.broken('a')).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(urls()).toHaveLength(2);
    await decoder.of('a/128').fail();
    expect(pictures.broken('a')).toBe(true);
    expect(told).toEqual(['a']);
    want();
    await vi.advanceTimersByTimeAsync(60000);
    expect(urls()).toHaveLength(2);
  });

  test('mentioned anew, it is tried again', async () => {
    const pictures = store({ retryAfter: 10 });
    pictures.want([{ picture: photo('a'), pixels: 100 }]);
    await decoder.of('a/128').fail();
    await vi.advanceTimersByTimeAsync(10);
    await decoder.of('a/128').fail();
    pictures.mention('a');
    await decoder.of('a/128').answer();
    expect(pictures.broken('a')).toBe(false);
    expect(pictures.bitmap(photo('a'), 100)).not.toBeNull();
  });

  test('a larger size that fails leaves the smaller one', async () => {
    const pictures = store({ retryAfter: 10 });
    pictures.want([{ picture: photo('a'), pixels: 100 }]);
    await decoder.of('a/128').answer();
    pictures.want([{ picture: photo('a'), pixels: 900 }]);
    await decoder.of('a/1024').fail();
    await vi.advanceTimersByTimeAsync(10);
    await decoder.of('a/1024').fail();
    expect(pictures.broken('a')).toBe(false);
    expect(pictures.bitmap(photo('a'), 900)).not.toBeNull();
  });
});

describe('load', () => {
  test('settles when all have come or failed for good', async () => {
    const pictures = store({ retryAfter: 10 });
    let done = false;
    const loading = pictures.load([{ picture: photo('a'), pixels: 100 }, { picture: photo('b'), pixels: 100 }]).then(() => (done = true));
    await decoder.of('a/128').answer();
    await decoder.of('b/128').fail();
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(10);
    await decoder.of('b/128').fail();
    await loading;
    expect(done).toBe(true);
  });

  test('of nothing settles at once', async () => {
    await store().load([]);
  });
});

describe('a store that nobody looks at', () => {
  test('keeps what it holds, fetches nothing more, and tries again what had failed', async () => {
    const pictures = store({ atOnce: 1, retryAfter: 10 });
    pictures.want([{ picture: photo('a'), pixels: 100 }, { picture: photo('b'), pixels: 100 }, { picture: photo('c'), pixels: 100 }]);
    await decoder.of('a/128').answer();
    await decoder.of('b/128').fail();
    await vi.advanceTimersByTimeAsync(20);
    pictures.rest();
    await vi.advanceTimersByTimeAsync(20);
    expect(urls().filter((url) => url === 'b/128')).toHaveLength(1);
    expect(decoder.of('c/128').signal.aborted).toBe(true);
    expect(pictures.bitmap(photo('a'), 100)).not.toBeNull();
    pictures.want([{ picture: photo('a'), pixels: 100 }, { picture: photo('b'), pixels: 100 }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(urls().filter((url) => url === 'a/128')).toHaveLength(1);
    expect(urls().at(-1)).toBe('b/128');
  });
});
