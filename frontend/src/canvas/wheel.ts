// What a turn of the wheel means.
//
// - With Ctrl (or Cmd) it zooms at the pointer, and so does a pinch, which browsers send as Ctrl+wheel.
// - A mouse wheel alone zooms at the pointer too: that is what the board promises. With Shift it pans sideways.
// - A touchpad pans with two fingers. Browsers do not say which device it is, so a gesture counts as a touchpad's when it
//   goes sideways, or comes in steps smaller than a notch. What a gesture is, is decided once and holds while its events
//   follow each other; so the coasting of a touchpad does not turn into a zoom.

import { panned, zoomedAt, type Camera } from './camera';
import type { Point, Size } from './geometry';

export interface WheelInput {
  /** CSS pixels in the view. */
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** WheelEvent.deltaMode: 0 pixels, 1 lines, 2 pages. */
  readonly mode: number;
  readonly ctrl: boolean;
  readonly shift: boolean;
  /** Milliseconds, event.timeStamp. */
  readonly time: number;
}

/** 'auto' tells the devices apart; the others are for those whose device is told wrongly. */
export type WheelHabit = 'auto' | 'zoom' | 'pan';

const sameGesture = 220;
const notch = 40;
const line = 40;
const page = 600;

export class Wheel {
  habit: WheelHabit = 'auto';
  #last = -Infinity;
  #panning = false;

  turn(camera: Camera, view: Size, input: WheelInput): Camera {
    const unit = input.mode === 1 ? line : input.mode === 2 ? page : 1;
    const dx = input.dx * unit;
    const dy = input.dy * unit;
    const fresh = input.time - this.#last > sameGesture;
    this.#last = input.time;
    const at: Point = { x: input.x, y: input.y };
    if (input.ctrl) return zoomedAt(camera, view, at, camera.zoom * Math.exp(-bounded(dy) * (Math.abs(dy) < notch ? 0.01 : 0.002)));
    if (input.shift && dx === 0) return panned(camera, -dy, 0);
    const sideways = dx !== 0;
    if (fresh) this.#panning = sideways || (input.mode === 0 && Math.abs(dy) < notch);
    else if (sideways) this.#panning = true;
    const pans = this.habit === 'pan' || (this.habit === 'auto' && this.#panning);
    if (pans) return panned(camera, -dx, -dy);
    return zoomedAt(camera, view, at, camera.zoom * Math.exp(-bounded(dy) * 0.0018));
  }
}

/** One event never zooms by more than a few notches: some mice send a whole spin at once. */
function bounded(delta: number): number {
  return Math.max(-300, Math.min(300, delta));
}
