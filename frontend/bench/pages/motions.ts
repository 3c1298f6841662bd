// The four motions, the same for every engine. A frame is the time from one animation frame to the next, with one change
// of the view, or one move of the pointer, in each.

import { pause, type Engine, type View } from './engine';
import { boundsOf, middlePicture, type BenchItem } from './scene';

export interface Motion {
  readonly name: 'pan' | 'zoom' | 'all in view' | 'drag';
  /** Milliseconds of each frame. */
  readonly frames: number[];
}

export interface Lasting {
  /** Each motion lasts this many milliseconds, and at least `atLeast` frames. */
  readonly ms: number;
  readonly atLeast: number;
}

const restingMs = 1500;
/** Some begin to move an item only when the pointer has gone a little way. */
const slack = 25;

export async function motions(engine: Engine, items: readonly BenchItem[], lasting: Lasting): Promise<Motion[]> {
  const all = boundsOf(items);
  const middle = { x: all.w / 2, y: all.h / 2 };
  const whole = 0.94 * Math.min(innerWidth / all.w, innerHeight / all.h);
  const found: Motion[] = [];

  const look = async (name: Motion['name'], at: (frame: number) => View, zooming: boolean) => {
    engine.look(at(0), false);
    await pause(restingMs);
    found.push({ name, frames: await frames((frame) => engine.look(at(frame), zooming), lasting) });
  };
  // Back and forth, so that any number of frames stays on the board.
  const swing = (frame: number, half: number) => Math.abs(((frame + half) % (2 * half)) - half);
  await look('pan', (frame) => ({ x: middle.x - 600 + 12 * swing(frame, 100), y: middle.y - 150 + 3 * swing(frame, 100), zoom: 1 }), false);
  await look('zoom', (frame) => ({ ...middle, zoom: 0.4 * 1.02 ** swing(frame, 80) }), true);
  const round = (frame: number) => ({ x: Math.cos(frame / 12), y: Math.sin(frame / 12) });
  await look('all in view', (frame) => ({ x: middle.x + (80 * round(frame).x) / whole, y: middle.y + (50 * round(frame).y) / whole, zoom: whole }), false);

  const item = middlePicture(items);
  const at = { x: item.x + item.w / 2, y: item.y + item.h / 2 };
  engine.look({ ...at, zoom: 1 }, false);
  await pause(restingMs);
  engine.dragging(true);
  const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body;
  const hand = (type: 'down' | 'move' | 'up', x: number, y: number) => point(target, type, innerWidth / 2 + x, innerHeight / 2 + y);
  hand('move', 0, 0);
  hand('down', 0, 0);
  hand('move', 6, 6);
  await pause(100);
  const frame = (n: number) => hand('move', 160 * Math.sin(n / 15), 110 * Math.sin(n / 11));
  found.push({ name: 'drag', frames: await frames(frame, lasting) });
  const away = () => {
    const now = engine.placeOf(item.id);
    return Math.hypot(now.x - item.x - 150, now.y - item.y - 90);
  };
  // The hand rests before it lets go: whoever lags behind catches up.
  for (let tries = 0; tries < 20; tries++) {
    hand('move', 150, 90);
    await pause(50);
  }
  hand('up', 150, 90);
  for (let tries = 0; tries < 40 && away() > slack; tries++) await pause(50);
  engine.dragging(false);
  const off = away();
  if (off > slack) throw new Error(`the drag left the item ${Math.round(off)} away from the pointer`);
  return found;
}

/** What a real pointer sends: the pointer event, and the mouse event after it. */
function point(target: Element, type: 'down' | 'move' | 'up', clientX: number, clientY: number): void {
  const shared = { bubbles: true, cancelable: true, composed: true, clientX, clientY, screenX: clientX, screenY: clientY, button: type === 'move' ? -1 : 0, buttons: type === 'up' ? 0 : 1 };
  target.dispatchEvent(new PointerEvent(`pointer${type}`, { ...shared, pointerId: 1, pointerType: 'mouse', isPrimary: true }));
  target.dispatchEvent(new MouseEvent(`mouse${type}`, { ...shared, button: 0 }));
}

function frames(step: (frame: number) => void, lasting: Lasting): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const took: number[] = [];
    let began = 0;
    let last = 0;
    let count = 0;
    const warm = 5;
    const onFrame = () => {
      const now = performance.now();
      if (count === warm) began = now;
      else if (count > warm) took.push(now - last);
      last = now;
      if (count > warm && now - began >= lasting.ms && took.length >= lasting.atLeast) return resolve(took);
      requestAnimationFrame(onFrame);
      try {
        step(count++);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    requestAnimationFrame(onFrame);
  });
}
