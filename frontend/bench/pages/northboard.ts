// Northboard's own renderer and gestures, wired as the board's stage wires them, without the page around.

import { fontsToLoad } from '../../src/canvas/faces';
import { Gesture } from '../../src/canvas/gesture';
import { PictureStore } from '../../src/canvas/pictures';
import { Renderer } from '../../src/canvas/renderer';
import { applyPatches, papers, type SceneItem } from '../../src/canvas/scene';
import type { PointerInput, Step, World } from '../../src/canvas/step';
import '../../src/ui/fonts.css';
import { pause, type Engine, type View } from './engine';
import { imageAddress, imageSize, type BenchItem } from './scene';

function sceneItem(item: BenchItem): SceneItem {
  const { id, x, y, w, h, text } = item;
  const base = { id, x, y, w, h, text, rotation: 0, z: id };
  if (item.kind === 'picture') {
    return { ...base, kind: 'picture', style: {}, picture: { id: String(item.image), ...imageSize, colour: '#8a97a5', animated: false } };
  }
  return { ...base, kind: item.kind, style: { face: 'sans', size: 13, ...(item.kind === 'note' ? { paper: papers[item.colour] } : {}) } };
}

export class Northboard implements Engine {
  readonly version = 'this build';
  #renderer!: Renderer;
  #items: SceneItem[] = [];
  #selection: ReadonlySet<string> = new Set();
  readonly #gesture = new Gesture();

  async show(stage: HTMLElement, items: readonly BenchItem[]): Promise<void> {
    await Promise.all(fontsToLoad.map((font) => document.fonts.load(font)));
    const canvas = document.createElement('canvas');
    stage.append(canvas);
    let arrived = performance.now();
    const pictures = new PictureStore({ address: (id, tier) => imageAddress(Number(id), Math.min(tier, 1024)) });
    pictures.onArrival(() => (arrived = performance.now()));
    this.#renderer = new Renderer(canvas, { pictures });
    this.#renderer.observe();
    this.#items = items.map(sceneItem);
    this.#setScene();
    canvas.addEventListener('pointerdown', (event) => this.#do(this.#gesture.pointerDown(input(event), this.#world)));
    canvas.addEventListener('pointermove', (event) => this.#do(this.#gesture.pointerMove(input(event), this.#world)));
    canvas.addEventListener('pointerup', (event) => this.#do(this.#gesture.pointerUp(input(event), this.#world)));
    while (performance.now() - arrived < 800) await pause(100);
  }

  look(view: View): void {
    this.#renderer.setCamera(view);
  }

  dragging(): void {
    // Nothing is prepared for a drag.
  }

  placeOf(id: string): { x: number; y: number } {
    const item = this.#items.find((one) => one.id === id);
    if (!item) throw new Error(`no item ${id}`);
    return { x: item.x, y: item.y };
  }

  get #world(): World {
    const { index, camera, view } = this.#renderer;
    return { index, camera, view, selection: this.#selection, focused: null, tool: 'select' };
  }

  #do(step: Step): void {
    if (step.selection) this.#selection = step.selection;
    if (step.plan?.verb === 'patch') {
      this.#items = applyPatches(this.#items, step.plan.patches);
      this.#setScene();
    }
    if (step.draft !== undefined) this.#renderer.setDraft(step.draft);
  }

  #setScene(): void {
    this.#renderer.setScene({ items: this.#items, background: { kind: 'paper', value: '' }, theme: 'light' });
  }
}

function input(event: PointerEvent): PointerInput {
  const { clientX: x, clientY: y, button, shiftKey: shift, altKey: alt, ctrlKey: ctrl } = event;
  return { x, y, button, shift, alt, ctrl, clicks: 1 };
}
