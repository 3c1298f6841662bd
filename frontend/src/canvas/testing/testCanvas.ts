// A board without a screen: hands and keys go in, items can be asked for. What the board view does with steps and the
// library with plans is done here in the simplest way, so that a test reads like a person's doing.

import { home, toScreen, type Camera } from '../camera';
import { Gesture } from '../gesture';
import type { Point, Rect, Size } from '../geometry';
import { frameOf, handlePoint, type Handle } from '../hit';
import { SceneIndex } from '../index';
import { keyDown } from '../keys';
import { applyPatches, inOrder, type ItemPatch, type SceneItem } from '../scene';
import type { Guide } from '../snap';
import { selectedItems, type KeyInput, type Plan, type PointerInput, type Step, type Tool, type World } from '../step';

let made = 0;

export function item(more: Partial<SceneItem> = {}): SceneItem {
  const id = more.id ?? `item${made++}`;
  return { id, kind: 'note', x: 0, y: 0, w: 100, h: 100, rotation: 0, z: id, text: '', style: {}, ...more };
}

export function picture(more: Partial<SceneItem> = {}): SceneItem {
  return item({ kind: 'picture', picture: { id: 'p', width: 300, height: 200, colour: '#808080', animated: false }, w: 300, h: 200, ...more });
}

type Held = Partial<Pick<PointerInput, 'shift' | 'alt' | 'ctrl' | 'button' | 'clicks'>>;

export class TestCanvas {
  readonly index = new SceneIndex();
  readonly gesture = new Gesture();
  readonly plans: Plan[] = [];
  items: SceneItem[];
  camera: Camera = home;
  view: Size = { w: 1000, h: 800 };
  selection: ReadonlySet<string> = new Set();
  focused: string | null = null;
  tool: Tool = 'select';
  cropping: string | null = null;
  draft: readonly ItemPatch[] | null = null;
  guides: readonly Guide[] = [];
  marquee: Rect | null = null;
  edited: string | null = null;
  cursor = 'default';
  last: Step = {};
  heightOf: ((one: SceneItem) => number) | undefined;
  #copies = 0;

  constructor(items: readonly SceneItem[]) {
    this.items = inOrder(items);
    this.index.update(this.items);
  }

  get world(): World {
    const { index, camera, view, selection, focused, tool, cropping, heightOf } = this;
    return { index, camera, view, selection, focused, tool, cropping, heightOf };
  }

  get(id: string): SceneItem {
    const found = this.items.find((one) => one.id === id);
    if (!found) throw new Error(`no item ${id}`);
    return found;
  }

  /** The item as it is shown: with the draft over it. */
  shown(id: string): SceneItem {
    const [one] = applyPatches([this.get(id)], this.draft ?? []);
    return one ?? this.get(id);
  }

  /** Pointers are given in board units. */
  pointerDown(x: number, y: number, held: Held = {}): this {
    return this.#take(this.gesture.pointerDown(this.#pointer(x, y, held), this.world));
  }

  pointerMove(x: number, y: number, held: Held = {}): this {
    return this.#take(this.gesture.pointerMove(this.#pointer(x, y, held), this.world));
  }

  pointerUp(x: number, y: number, held: Held = {}): this {
    return this.#take(this.gesture.pointerUp(this.#pointer(x, y, held), this.world));
  }

  click(x: number, y: number, held: Held = {}): this {
    return this.pointerDown(x, y, held).pointerUp(x, y, held);
  }

  drag(from: Point, to: Point, held: Held = {}): this {
    return this.pointerDown(from.x, from.y, held)
      .pointerMove((from.x + to.x) / 2, (from.y + to.y) / 2, held)
      .pointerMove(to.x, to.y, held)
      .pointerUp(to.x, to.y, held);
  }

  /** Takes a handle of the selection by a vector in board units. */
  dragHandle(handle: Handle, dx: number, dy: number, held: Held = {}): this {
    const at = this.handle(handle);
    return this.drag(at, { x: at.x + dx, y: at.y + dy }, held);
  }

  handle(handle: Handle): Point {
    const frame = frameOf(selectedItems(this.world));
    if (!frame) throw new Error('nothing is selected');
    return handlePoint(frame, handle, this.camera.zoom);
  }

  key(key: string, held: Partial<Omit<KeyInput, 'key'>> = {}): this {
    if (key === 'Escape' && this.gesture.busy) return this.#take(this.gesture.cancel());
    return this.#take(keyDown({ key, shift: false, alt: false, ctrl: false, ...held }, this.world));
  }

  select(...ids: string[]): this {
    this.selection = new Set(ids);
    return this;
  }

  #pointer(x: number, y: number, held: Held): PointerInput {
    const at = toScreen(this.camera, this.view, { x, y });
    return { x: at.x, y: at.y, button: 0, shift: false, alt: false, ctrl: false, clicks: 1, ...held };
  }

  #take(step: Step): this {
    this.last = step;
    if (step.selection) this.selection = step.selection;
    if (step.camera) this.camera = step.camera;
    if (step.flight) this.camera = step.flight;
    if (step.draft !== undefined) this.draft = step.draft;
    if (step.guides) this.guides = step.guides;
    if (step.marquee !== undefined) this.marquee = step.marquee;
    if (step.edit) this.edited = step.edit;
    if (step.focus) this.focused = step.focus;
    if (step.cursor) this.cursor = step.cursor;
    if (step.plan) this.#run(step.plan);
    return this;
  }

  #run(plan: Plan): void {
    this.plans.push(plan);
    switch (plan.verb) {
      case 'patch':
        this.items = applyPatches(this.items, plan.patches);
        break;
      case 'delete':
        this.items = this.items.filter((one) => !plan.ids.includes(one.id));
        break;
      case 'duplicate':
        for (const id of plan.ids) {
          const one = this.get(id);
          this.items = [...this.items, { ...one, id: `copy${this.#copies++}`, x: one.x + plan.dx, y: one.y + plan.dy }];
        }
        break;
      case 'connect':
        break;
      case 'reorder': {
        const chosen = this.items.filter((one) => plan.ids.includes(one.id));
        const rest = this.items.filter((one) => !plan.ids.includes(one.id));
        this.items = plan.direction === 'front' || plan.direction === 'forward' ? [...rest, ...chosen] : [...chosen, ...rest];
        break;
      }
    }
    this.index.update(this.items);
  }
}
