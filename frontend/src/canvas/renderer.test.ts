import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Decoder } from './decoder';
import { Painter } from './painter';
import { PictureStore } from './pictures';
import { Renderer, type RendererOptions } from './renderer';
import type { Scene, SceneItem } from './scene';
import { eightEach, fakeSurface, FakeSurface } from './testing/recorder';
import { item, picture } from './testing/testCanvas';

const decoder: Decoder = {
  load: () => Promise.resolve({ width: 128, height: 96, close: () => undefined } as unknown as ImageBitmap),
  close: () => undefined,
};

const scene = (items: readonly SceneItem[], theme: Scene['theme'] = 'light'): Scene => ({ items, background: { kind: 'paper', value: '' }, theme });

function stage(options: Partial<RendererOptions> = {}) {
  const screen = new FakeSurface(1, 1) as unknown as HTMLCanvasElement;
  const surfaces: FakeSurface[] = [];
  const surface = (w: number, h: number) => {
    const made = fakeSurface(w, h);
    surfaces.push(made as unknown as FakeSurface);
    return made;
  };
  const pictures = new PictureStore({ decoder });
  const painter = new Painter({ surface, measure: eightEach });
  const renderer = new Renderer(screen, { pictures, painter, surface, ...options });
  renderer.resize(800, 600, 1);
  const texts = () => surfaces.flatMap((one) => one.recorder.texts());
  const forget = () => {
    for (const one of surfaces) one.recorder.calls.length = 0;
    (screen as unknown as FakeSurface).recorder.calls.length = 0;
  };
  const frame = () => vi.advanceTimersByTimeAsync(17);
  return { renderer, pictures, texts, forget, frame, onScreen: () => (screen as unknown as FakeSurface).recorder, surfaces };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('requestAnimationFrame', (then: (now: number) => void) => setTimeout(() => then(performance.now()), 16));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('renderer', () => {
  test('no frame is painted while nothing changes', async () => {
    const { renderer, frame } = stage();
    renderer.setScene(scene([item({ text: 'a' })]));
    await frame();
    await vi.advanceTimersByTimeAsync(500);
    const count = renderer.frames;
    await vi.advanceTimersByTimeAsync(5000);
    expect(renderer.frames).toBe(count);
  });

  test('only what changed is painted again', async () => {
    const { renderer, frame, texts, forget } = stage();
    const a = item({ id: 'a', text: 'aaa', x: -300 });
    const b = item({ id: 'b', text: 'bbb', x: 200 });
    renderer.setScene(scene([a, b]));
    await frame();
    expect(texts()).toEqual(['aaa', 'bbb']);
    forget();
    renderer.setScene(scene([a, { ...b, text: 'ccc' }]));
    await frame();
    expect(texts()).toEqual(['ccc']);
  });

  test('a change of theme paints everything', async () => {
    const { renderer, frame, texts, forget } = stage();
    const items = [item({ text: 'aaa' })];
    renderer.setScene(scene(items));
    await frame();
    forget();
    renderer.setScene(scene(items, 'dark'));
    await frame();
    expect(texts()).toEqual(['aaa']);
  });

  test('a pan paints only what comes into sight', async () => {
    const { renderer, frame, texts, forget } = stage();
    renderer.setScene(scene([item({ text: 'here' }), item({ text: 'there', x: 450 })]));
    await frame();
    expect(texts()).toEqual(['here']);
    forget();
    renderer.setCamera({ x: 100, y: 0, zoom: 1 });
    await frame();
    expect(texts()).toEqual(['there']);
  });

  test('a draft is painted above, its place in the scene left empty', async () => {
    const { renderer, frame, texts, forget, onScreen } = stage();
    renderer.setScene(scene([item({ id: 'a', text: 'aaa' }), item({ id: 'b', text: 'bbb', x: 10 })]));
    await frame();
    forget();
    renderer.setDraft([{ id: 'a', x: 100 }]);
    await frame();
    expect(texts()).toEqual(['bbb']);
    expect(onScreen().texts()).toEqual(['aaa']);
    forget();
    renderer.setDraft([{ id: 'a', x: 120 }]);
    await frame();
    expect(texts()).toEqual([]);
    expect(onScreen().texts()).toEqual(['aaa']);
    forget();
    renderer.setDraft(null);
    await frame();
    expect(texts()).toEqual(['aaa', 'bbb']);
    expect(onScreen().texts()).toEqual([]);
  });

  test('many items that only move are painted once', async () => {
    const { renderer, frame, forget, onScreen, texts } = stage();
    const items = Array.from({ length: 40 }, (_, i) => item({ id: `m${i}`, text: `t${i}`, x: (i % 8) * 90 - 350, y: Math.floor(i / 8) * 90 - 250, w: 80, h: 80 }));
    renderer.setScene(scene(items));
    await frame();
    renderer.setDraft(items.map(({ id, x, y }) => ({ id, x: x + 5, y })));
    await frame();
    forget();
    renderer.setDraft(items.map(({ id, x, y }) => ({ id, x: x + 9, y })));
    await frame();
    expect(texts()).toEqual([]);
    expect(onScreen().texts()).toEqual([]);
    expect(onScreen().names().filter((name) => name === 'drawImage').length).toBe(2);
  });

  test('the item in an editor is painted without its text', async () => {
    const { renderer, frame, texts, forget } = stage();
    renderer.setScene(scene([item({ id: 'a', text: 'aaa' })]));
    await frame();
    forget();
    renderer.setEditing('a');
    await frame();
    expect(texts()).toEqual([]);
    renderer.setEditing(null);
    await frame();
    expect(texts()).toEqual(['aaa']);
  });

  test('a picture that comes is painted where it lies', async () => {
    const { renderer, frame, surfaces, pictures } = stage();
    renderer.setScene(scene([picture()]));
    await frame();
    const drawn = () => surfaces.some((one) => one.recorder.calls.some((call) => (call.args[0] as { width?: number } | undefined)?.width === 128));
    expect(drawn()).toBe(false);
    await vi.advanceTimersByTimeAsync(300);
    expect(pictures.bytes).toBeGreaterThan(0);
    await frame();
    expect(drawn()).toBe(true);
  });

  test('a zoom over very many items stretches what is there and becomes crisp at rest', async () => {
    const { renderer, frame, texts, forget, onScreen } = stage();
    const items = Array.from({ length: 900 }, (_, i) => item({ id: `m${i}`, text: `t${i}`, x: (i % 30) * 24 - 360, y: Math.floor(i / 30) * 18 - 270, w: 20, h: 16, kind: 'text' }));
    renderer.setScene(scene(items));
    await frame();
    await vi.advanceTimersByTimeAsync(2000);
    forget();
    renderer.setCamera({ x: 0, y: 0, zoom: 1.05 });
    await frame();
    expect(texts()).toEqual([]);
    expect(onScreen().names()).toContain('drawImage');
    await vi.advanceTimersByTimeAsync(1000);
    expect(texts()).toContain('t5');
  });

  test('the camera is told once a frame, and its rest once', async () => {
    const onCamera = vi.fn();
    const onRest = vi.fn();
    const { renderer, frame } = stage({ onCamera, onRest });
    renderer.setScene(scene([]));
    await vi.advanceTimersByTimeAsync(400);
    onCamera.mockClear();
    onRest.mockClear();
    renderer.setCamera({ x: 1, y: 0, zoom: 1 });
    renderer.setCamera({ x: 2, y: 0, zoom: 1 });
    await frame();
    expect(onCamera).toHaveBeenCalledExactlyOnceWith({ x: 2, y: 0, zoom: 1 });
    await vi.advanceTimersByTimeAsync(400);
    expect(onRest).toHaveBeenCalledOnce();
  });

  test('a flight ends where it should; with reduced motion at once', async () => {
    const { renderer } = stage();
    const there = { x: 300, y: 40, zoom: 2 };
    const flown = renderer.animateTo(there, 200);
    await vi.advanceTimersByTimeAsync(100);
    expect(renderer.camera.x).toBeGreaterThan(0);
    expect(renderer.camera.x).toBeLessThan(300);
    await vi.advanceTimersByTimeAsync(200);
    await flown;
    expect(renderer.camera).toEqual(there);
    const still = stage({ reducedMotion: () => true }).renderer;
    await still.animateTo(there);
    expect(still.camera).toEqual(there);
  });

  test('a camera set during a flight ends it', async () => {
    const { renderer, frame } = stage();
    const flown = renderer.animateTo({ x: 300, y: 0, zoom: 1 }, 200);
    await frame();
    renderer.setCamera({ x: -5, y: 0, zoom: 1 });
    await flown;
    await vi.advanceTimersByTimeAsync(400);
    expect(renderer.camera.x).toBe(-5);
  });

  test('a picture that had failed is asked for again when it is told anew', async () => {
    let works = false;
    const asked: string[] = [];
    const flaky: Decoder = {
      load: (url) => (asked.push(url), works ? decoder.load(url, new AbortController().signal) : Promise.reject(new Error('not there'))),
      close: () => undefined,
    };
    const pictures = new PictureStore({ decoder: flaky, retryAfter: 10 });
    const { renderer } = stage({ pictures });
    const one = picture({ x: -100, y: -100 });
    renderer.setScene(scene([one]));
    await vi.advanceTimersByTimeAsync(1000);
    expect(pictures.broken('p')).toBe(true);
    const tries = asked.length;
    works = true;
    renderer.setScene(scene([{ ...one, x: -90 }]));
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.length).toBe(tries);
    renderer.setScene(scene([{ ...one, picture: { id: 'p', width: 300, height: 200, colour: '#808080', animated: false } }]));
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.length).toBeGreaterThan(tries);
    expect(pictures.broken('p')).toBe(false);
  });

  test('after destroy nothing is painted', async () => {
    const { renderer, frame } = stage();
    renderer.setScene(scene([picture()]));
    renderer.destroy();
    await frame();
    await vi.advanceTimersByTimeAsync(1000);
    expect(renderer.frames).toBe(0);
  });
});
