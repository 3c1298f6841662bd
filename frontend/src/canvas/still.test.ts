import { describe, expect, test } from 'vitest';
import { boardRect } from './camera';
import type { Decoder } from './decoder';
import { contains } from './geometry';
import { Painter } from './painter';
import { PictureStore } from './pictures';
import type { Scene, SceneItem } from './scene';
import { paintTile, stillProjection, tilesOf } from './still';
import { eightEach, fakeSurface, type FakeSurface } from './testing/recorder';
import { item, picture } from './testing/testCanvas';

const scene = (items: readonly SceneItem[]): Scene => ({ items, background: { kind: 'paper', value: '' }, theme: 'light' });
const size = { w: 3840, h: 2160 };

describe('still', () => {
  test('fit shows the whole board with a margin, cover fills the picture', () => {
    const board = scene([item({ x: -500 }), item({ x: 900, y: 300 })]);
    const all = { x: -500, y: 0, w: 1500, h: 400 };
    const fit = stillProjection(board, { size, part: null, how: 'fit', margin: 100 });
    expect([fit.width, fit.height]).toEqual([3840, 2160]);
    expect(contains(boardRect(fit, { x: 98, y: 98, w: 3644, h: 1964 }), all)).toBe(true);
    const cover = stillProjection(board, { size, part: all, how: 'cover' });
    const seen = boardRect(cover, { x: 1, y: 1, w: 3838, h: 2158 });
    expect(contains(all, seen)).toBe(true);
  });

  test('an empty board is an empty picture, not a failure', () => {
    expect(stillProjection(scene([]), { size, part: null, how: 'cover' }).scale).toBe(1);
  });

  test('above 8192 pixels there are tiles that cover all and never overlap', () => {
    expect(tilesOf({ scale: 1, tx: 0, ty: 0, width: 8192, height: 100 })).toHaveLength(1);
    const tiles = tilesOf({ scale: 1, tx: 0, ty: 0, width: 9000, height: 5000 });
    expect(tiles).toHaveLength(15);
    expect(tiles.reduce((sum, tile) => sum + tile.w * tile.h, 0)).toBe(9000 * 5000);
    expect(tiles.at(-1)).toEqual({ x: 8192, y: 4096, w: 808, h: 904 });
  });

  test('a tile waits for its pictures, at the size that covers, and paints them', async () => {
    const asked: string[] = [];
    const bitmap = { width: 2048, height: 1365, close: () => undefined } as unknown as ImageBitmap;
    const decoder: Decoder = { load: (url) => (asked.push(url), Promise.resolve(bitmap)), close: () => undefined };
    const pictures = new PictureStore({ decoder });
    const big = { id: 'p', width: 6000, height: 4000, colour: '#808080', animated: false };
    const board = scene([picture({ picture: big }), picture({ x: 40000, picture: { ...big, id: 'far' } })]);
    const projection = stillProjection(board, { size: { w: 1800, h: 1200 }, part: { x: 0, y: 0, w: 300, h: 200 }, how: 'cover' });
    const tile = tilesOf(projection)[0] ?? { x: 0, y: 0, w: 1, h: 1 };
    const painter = new Painter({ surface: fakeSurface, measure: eightEach });
    const surface = (await paintTile(painter, board, projection, tile, pictures, fakeSurface)) as unknown as FakeSurface;
    expect(asked).toEqual(['/picture/p?w=2048']);
    expect(surface.recorder.calls.some((call) => call.name === 'drawImage' && call.args[0] === bitmap)).toBe(true);
  });
});
