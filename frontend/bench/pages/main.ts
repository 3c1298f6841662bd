// Asks for its job, does it and hands in what it found.

import type { Engine } from './engine';
import { motions, type Lasting, type Motion } from './motions';
import { benchScene } from './scene';

export type EngineName = 'Northboard' | 'Excalidraw' | 'Konva';

export interface Job extends Lasting {
  readonly engine: EngineName;
  readonly items: number;
}

export interface Found {
  readonly engine: EngineName;
  readonly version: string;
  readonly items: number;
  readonly browser: string;
  readonly view: { width: number; height: number; ratio: number };
  readonly showMs: number;
  readonly motions: Motion[];
}

async function engineOf(name: EngineName): Promise<Engine> {
  switch (name) {
    case 'Northboard':
      return new (await import('./northboard')).Northboard();
    case 'Konva':
      return new (await import('./konva')).KonvaBoard();
    case 'Excalidraw':
      // Its fonts would be fetched from a server elsewhere otherwise.
      Object.assign(window, { EXCALIDRAW_ASSET_PATH: '/' });
      return new (await import('./excalidraw')).ExcalidrawBoard();
  }
}

async function run(): Promise<Found> {
  const job = (await (await fetch('/job')).json()) as Job;
  const engine = await engineOf(job.engine);
  const stage = document.getElementById('stage');
  if (!stage) throw new Error('the page has no stage');
  const items = benchScene(job.items);
  const began = performance.now();
  await engine.show(stage, items);
  const showMs = performance.now() - began;
  const found = await motions(engine, items, job);
  return {
    engine: job.engine,
    version: engine.version,
    items: job.items,
    browser: navigator.userAgent,
    view: { width: innerWidth, height: innerHeight, ratio: devicePixelRatio },
    showMs,
    motions: found,
  };
}

run()
  .catch((error: unknown) => ({ failed: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) }))
  .then((result) => fetch('/result', { method: 'POST', body: JSON.stringify(result) }))
  .catch((error: unknown) => console.error(error));
