import { describe, expect, test } from 'vitest';
import { home, toBoard } from './camera';
import { Wheel, type WheelInput } from './wheel';

const view = { w: 1000, h: 800 };
const turn = (more: Partial<WheelInput>): WheelInput => ({ x: 700, y: 200, dx: 0, dy: 0, mode: 0, ctrl: false, shift: false, time: 0, ...more });

describe('wheel', () => {
  test.each([
    ['a notch of a mouse', { dy: -120 }],
    ['a notch in lines', { dy: -3, mode: 1 }],
    ['Ctrl and a pinch', { dy: -4, ctrl: true }],
    ['Ctrl and a notch', { dy: -120, ctrl: true }],
  ])('%s zooms at the pointer', (_name, more) => {
    const camera = new Wheel().turn(home, view, turn(more));
    expect(camera.zoom).toBeGreaterThan(1);
    const at = { x: 700, y: 200 };
    expect(toBoard(camera, view, at).x).toBeCloseTo(toBoard(home, view, at).x);
  });

  test.each([
    ['two fingers sideways', { dx: 30, dy: 2 }, { x: 30, y: 2, zoom: 1 }],
    ['two fingers down', { dy: 9 }, { x: 0, y: 9, zoom: 1 }],
    ['Shift and a notch', { dy: 120, shift: true }, { x: 120, y: 0, zoom: 1 }],
  ])('%s pans', (_name, more, expected) => {
    expect(new Wheel().turn(home, view, turn(more))).toEqual(expected);
  });

  test('a swift touchpad gesture stays a pan to its end, a new gesture is judged anew', () => {
    const wheel = new Wheel();
    wheel.turn(home, view, turn({ dy: 6, time: 1000 }));
    expect(wheel.turn(home, view, turn({ dy: 90, time: 1016 })).zoom).toBe(1);
    expect(wheel.turn(home, view, turn({ dy: 120, time: 2000 })).zoom).toBeLessThan(1);
  });

  test('the person can say which it is', () => {
    const wheel = new Wheel();
    wheel.habit = 'pan';
    expect(wheel.turn(home, view, turn({ dy: 120 }))).toEqual({ x: 0, y: 120, zoom: 1 });
    wheel.habit = 'zoom';
    expect(wheel.turn(home, view, turn({ dy: 5, time: 5000 })).zoom).toBeLessThan(1);
  });

  test('one wild event does not throw the board away', () => {
    expect(new Wheel().turn(home, view, turn({ dy: 90000 })).zoom).toBeGreaterThan(0.5);
  });
});
