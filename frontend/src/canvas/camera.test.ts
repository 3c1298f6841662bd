import { describe, expect, test } from 'vitest';
import {
  animated, boardRect, clampZoom, covering, fitted, home, maxZoom, minZoom, panned, project, revealing, tileOf, toBoard, toScreen, viewRect, zoomedAt,
} from './camera';
import { contains } from './geometry';
import { withSeeds } from './testing/random';

const view = { w: 1000, h: 800 };

describe('camera', () => {
  test('what goes to the screen comes back', () => {
    withSeeds([7], 300, (random) => {
      const camera = { x: (random() - 0.5) * 1e5, y: (random() - 0.5) * 1e5, zoom: minZoom * (maxZoom / minZoom) ** random() };
      const point = { x: (random() - 0.5) * 1e5, y: (random() - 0.5) * 1e5 };
      const back = toBoard(camera, view, toScreen(camera, view, point));
      expect(back.x).toBeCloseTo(point.x, 5);
      expect(back.y).toBeCloseTo(point.y, 5);
    });
  });

  test('zooming holds the point under the pointer', () => {
    withSeeds([], 300, (random) => {
      const camera = { x: random() * 500, y: random() * 500, zoom: 0.1 + random() * 4 };
      const at = { x: random() * view.w, y: random() * view.h };
      const before = toBoard(camera, view, at);
      const after = toBoard(zoomedAt(camera, view, at, camera.zoom * (0.2 + random() * 5)), view, at);
      expect(after.x).toBeCloseTo(before.x, 6);
      expect(after.y).toBeCloseTo(before.y, 6);
    });
  });

  test('zoom stays within its limits', () => {
    expect(clampZoom(1e9)).toBe(maxZoom);
    expect(clampZoom(0)).toBe(minZoom);
    expect(clampZoom(NaN)).toBe(1);
  });

  test('the board follows the hand', () => {
    expect(panned({ x: 10, y: 10, zoom: 2 }, 20, -40)).toEqual({ x: 0, y: 30, zoom: 2 });
  });

  test('fit shows all of it, not larger than asked', () => {
    const rect = { x: -400, y: 100, w: 3000, h: 500 };
    const camera = fitted(rect, view, 40);
    expect(contains(viewRect(camera, view), rect)).toBe(true);
    expect(fitted({ x: 0, y: 0, w: 10, h: 10 }, view).zoom).toBe(2);
    expect(fitted(null, view)).toEqual(home);
  });

  test('cover leaves nothing of the view empty', () => {
    const rect = { x: 0, y: 0, w: 300, h: 100 };
    expect(contains(rect, viewRect(covering(rect, view), view))).toBe(true);
  });

  test('reveal moves no further than it must', () => {
    expect(revealing(home, view, { x: 0, y: 0, w: 50, h: 50 })).toBe(home);
    expect(revealing(home, view, { x: 500, y: 0, w: 100, h: 50 }, 0)).toEqual({ x: 100, y: 0, zoom: 1 });
  });

  test('a flight begins and ends where it should, and holds the common point', () => {
    const from = home;
    const at = { x: 900, y: 100 };
    const to = zoomedAt(from, view, at, 5);
    expect(animated(from, to, 0)).toEqual(from);
    expect(animated(from, to, 1)).toEqual(to);
    const held = toBoard(from, view, at);
    for (const share of [0.1, 0.5, 0.9]) {
      const between = toBoard(animated(from, to, share), view, at);
      expect(between.x).toBeCloseTo(held.x, 6);
      expect(between.y).toBeCloseTo(held.y, 6);
    }
  });

  test('a pan moves the projection by whole pixels', () => {
    const camera = { x: 12.34, y: 56.78, zoom: 1.37 };
    const a = project(camera, view, 1.5);
    const b = project(panned(camera, 7.3, 0), view, 1.5);
    expect(Number.isInteger(a.tx) && Number.isInteger(b.tx)).toBe(true);
    expect(b.scale).toBe(a.scale);
  });

  test('tiles show the same board as the whole', () => {
    const whole = project({ x: 5, y: 6, zoom: 2 }, view, 2);
    const tile = tileOf(whole, 500, 300, 400, 400);
    const direct = boardRect(whole, { x: 500, y: 300, w: 400, h: 400 });
    expect(boardRect(tile, { x: 0, y: 0, w: 400, h: 400 })).toEqual(direct);
  });
});
