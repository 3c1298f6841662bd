// Excalidraw as its package gives it. Pictures are files of the scene, a note is a filled rectangle with a text on it.

import { CaptureUpdateAction, convertToExcalidrawElements, Excalidraw } from '@excalidraw/excalidraw';
import '@excalidraw/excalidraw/index.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { pause, type Engine, type View } from './engine';
import { imageAddress, imageCount, noteColours, type BenchItem } from './scene';

/** What is used of its imperative API, whose own types need those of React. */
interface API {
  updateScene(scene: { elements?: unknown; appState?: object; captureUpdate: unknown }): void;
  addFiles(files: readonly object[]): void;
  getSceneElements(): readonly { id: string; x: number; y: number }[];
}
type Skeleton = NonNullable<Parameters<typeof convertToExcalidrawElements>[0]>[number];

const look = { strokeColor: 'transparent', fillStyle: 'solid', roughness: 0, strokeWidth: 1 } as const;

export class ExcalidrawBoard implements Engine {
  readonly version: string = __EXCALIDRAW__;
  #api!: API;

  async show(stage: HTMLElement, items: readonly BenchItem[]): Promise<void> {
    const files = await Promise.all(
      Array.from({ length: imageCount }, async (_, i) => ({
        id: `f${i}`,
        mimeType: 'image/jpeg',
        dataURL: await dataURL(imageAddress(i, 512)),
        created: 1,
      })),
    );
    const elements = convertToExcalidrawElements(items.flatMap(skeletons), { regenerateIds: false });
    this.#api = await new Promise<API>((resolve) => {
      createRoot(stage).render(createElement(Excalidraw, { excalidrawAPI: resolve }));
    });
    await pause(500);
    this.#api.addFiles(files);
    this.#api.updateScene({ elements, captureUpdate: CaptureUpdateAction.NEVER });
    await pause(2500);
  }

  look(view: View, zooming: boolean): void {
    // shouldCacheIgnoreZoom is what its own wheel handler sets while it zooms.
    const appState = {
      scrollX: innerWidth / 2 / view.zoom - view.x,
      scrollY: innerHeight / 2 / view.zoom - view.y,
      zoom: { value: view.zoom },
      shouldCacheIgnoreZoom: zooming,
    };
    this.#api.updateScene({ appState, captureUpdate: CaptureUpdateAction.NEVER });
  }

  dragging(): void {
    // Nothing is prepared for a drag.
  }

  placeOf(id: string): { x: number; y: number } {
    const element = this.#api.getSceneElements().find((one) => one.id === id);
    if (!element) throw new Error(`no item ${id}`);
    return { x: element.x, y: element.y };
  }
}

function skeletons(item: BenchItem): Skeleton[] {
  const { id, x, y, w: width, h: height } = item;
  if (item.kind === 'picture') {
    return [{ type: 'image', id, x, y, width, height, fileId: `f${item.image}`, status: 'saved', ...look } as unknown as Skeleton];
  }
  const text = { type: 'text', text: item.text, fontSize: 13, fontFamily: 2, strokeColor: '#1f2430' } as const;
  if (item.kind === 'text') return [{ ...text, id, x, y } as Skeleton];
  return [
    { type: 'rectangle', id, x, y, width, height, backgroundColor: noteColours[item.colour], ...look } as Skeleton,
    { ...text, id: `${id}t`, x: x + 10, y: y + 10 } as Skeleton,
  ];
}

async function dataURL(address: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return `data:image/jpeg;base64,${btoa(binary)}`;
}
