// What the hand does, as a state machine: pointer in, step out. It changes nothing itself. A drag is a draft; letting go
// gives one plan; Escape gives everything back.
//
// Rules:
// - Nothing moves before the pointer has gone 3 px: a click stays a click.
// - A click selects the topmost item; with Shift it adds or takes away; on the bare board it clears. A double click opens
//   when the button comes up: a click and then a drag at one place is a drag. A drag from the bare
//   board is a marquee that takes what it touches, with Alt only what it holds whole, with Shift in addition.
// - Space, the middle button and the hand tool pan.
// - A move snaps to what lies near, unless Ctrl is held; with Shift it keeps to one axis.
// - Pictures and motifs keep their shape when resized; Shift turns that round. Alt resizes from the centre. Several items
//   always keep their shapes. Turning with Shift goes in steps of 15 degrees.

import { panned, toBoard, viewRect } from './camera';
import { between, bounds, boundsOfAll, centreOf, fromLocal, type Box, type Point, type Rect } from './geometry';
import { cursorOf, directionOf, frameOf, handleAt, inMarquee, itemAt, type Handle, type Side } from './hit';
import { angleAt, resized, resizedGroup, rotatedItems, withHeight } from './resize';
import type { ItemPatch, SceneItem } from './scene';
import { snapEdges, snapMove, snapReach, type Guide } from './snap';
import { nobody, nothing, selectedItems, type Plan, type PointerInput, type Step, type World } from './step';

export const threshold = 3;
const clickSlack = 3;
const mostNeighbours = 120;

interface Pressed {
  readonly kind: 'pressed';
  readonly at: Point;
  readonly board: Point;
  /** What lies under the pointer: a handle of the frame, an item, or the bare board. */
  readonly handle: Handle | null;
  readonly item: SceneItem | null;
  /** The item is taken away when this turns out to be a click. */
  readonly drops: boolean;
  /** A plain click on one of several selected items leaves it alone. */
  readonly narrows: boolean;
  /** The second click of a double click: it opens, unless it becomes a drag. */
  readonly opens: boolean;
  readonly shift: boolean;
}

interface Dragging {
  readonly kind: 'move' | 'resize' | 'rotate';
  readonly board: Point;
  readonly handle: Handle;
  readonly items: readonly SceneItem[];
  readonly frame: Box;
  /** From the handle's own place to where it was taken. */
  readonly grip: Point;
  readonly neighbours: readonly Rect[];
  patches: readonly ItemPatch[];
}

interface Marquee {
  readonly kind: 'marquee';
  readonly board: Point;
  readonly before: ReadonlySet<string>;
}

interface Panning {
  readonly kind: 'pan';
  x: number;
  y: number;
}

type State = { readonly kind: 'idle' } | Pressed | Dragging | Marquee | Panning;

const idle: State = { kind: 'idle' };

export class Gesture {
  #state: State = idle;
  #space = false;

  /** Whether the pointer is doing something that Escape would cancel. */
  get busy(): boolean {
    return this.#state.kind !== 'idle';
  }

  /** Space is held: the pointer pans. */
  get panning(): boolean {
    return this.#space;
  }

  space(held: boolean, world: World): Step {
    this.#space = held;
    return this.busy ? nothing : { cursor: this.#restingCursor(world) };
  }

  pointerDown(input: PointerInput, world: World): Step {
    if (this.busy) return nothing;
    const at = { x: input.x, y: input.y };
    const board = toBoard(world.camera, world.view, at);
    if (input.button === 1 || (input.button === 0 && (this.#space || world.tool === 'hand'))) {
      this.#state = { kind: 'pan', x: input.x, y: input.y };
      return { cursor: 'grabbing', taken: true };
    }
    const { zoom } = world.camera;
    if (input.button === 2) return this.#menu(at, board, world);
    if (input.button !== 0) return nothing;
    const frame = frameOf(selectedItems(world));
    const handle = frame && !input.shift ? handleAt(frame, board, zoom) : null;
    const item = itemAt(world.index, board, clickSlack / zoom);
    const selected = item !== null && world.selection.has(item.id);
    this.#state = {
      kind: 'pressed',
      at,
      board,
      handle,
      item: handle ? null : item,
      drops: !handle && input.shift && selected,
      narrows: !handle && !input.shift && selected && world.selection.size > 1,
      opens: !handle && !input.shift && input.clicks === 2,
      shift: input.shift,
    };
    if (handle || !item || selected) return { taken: true };
    return { selection: input.shift ? new Set([...world.selection, item.id]) : new Set([item.id]), focus: item.id, taken: true };
  }

  pointerMove(input: PointerInput, world: World): Step {
    const state = this.#state;
    switch (state.kind) {
      case 'idle':
        return { cursor: this.#hover(input, world) };
      case 'pan': {
        const camera = panned(world.camera, input.x - state.x, input.y - state.y);
        state.x = input.x;
        state.y = input.y;
        return { camera };
      }
      case 'pressed':
        if (Math.hypot(input.x - state.at.x, input.y - state.at.y) < threshold) return nothing;
        this.#state = this.#begin(state, world);
        return this.#drag(input, world);
      default:
        return this.#drag(input, world);
    }
  }

  pointerUp(input: PointerInput, world: World): Step {
    const state = this.#state;
    this.#state = idle;
    const cursor = this.#hover(input, world);
    switch (state.kind) {
      case 'pressed':
        return { ...this.#click(state, world), cursor };
      case 'marquee':
        return { marquee: null, cursor };
      case 'move':
      case 'resize':
      case 'rotate':
        return { ...ended(state), cursor };
      default:
        return { cursor };
    }
  }

  /** Escape, a lost pointer, a change of view: as if the gesture had never begun. */
  cancel(): Step {
    const state = this.#state;
    this.#state = idle;
    switch (state.kind) {
      case 'marquee':
        return { marquee: null, selection: state.before, taken: true };
      case 'move':
      case 'resize':
      case 'rotate':
        return { draft: null, guides: [], cursor: 'default', taken: true };
      default:
        return state.kind === 'idle' ? nothing : { cursor: 'default', taken: true };
    }
  }

  #menu(at: Point, board: Point, world: World): Step {
    const item = itemAt(world.index, board, clickSlack / world.camera.zoom);
    if (!item) return { selection: nobody, menu: at, taken: true };
    if (world.selection.has(item.id)) return { menu: at, taken: true };
    return { selection: new Set([item.id]), focus: item.id, menu: at, taken: true };
  }

  #open(item: SceneItem): Step {
    return { selection: new Set([item.id]), focus: item.id, edit: item.id, taken: true };
  }

  #click(state: Pressed, world: World): Step {
    if (state.opens) return state.item ? this.#open(state.item) : { blank: state.board, selection: nobody, taken: true };
    if (state.item && state.drops) {
      const left = new Set(world.selection);
      left.delete(state.item.id);
      return { selection: left };
    }
    if (state.item && state.narrows) return { selection: new Set([state.item.id]), focus: state.item.id };
    if (!state.item && !state.handle && !state.shift && world.selection.size > 0) return { selection: nobody };
    return nothing;
  }

  #begin(state: Pressed, world: World): State {
    if (!state.handle && !state.item) {
      return { kind: 'marquee', board: state.board, before: world.selection };
    }
    const items = selectedItems(world);
    const frame = frameOf(items) ?? { x: 0, y: 0, w: 1, h: 1, rotation: 0 };
    const handle = state.handle ?? 'se';
    const own = state.handle && state.handle !== 'rotate' ? cornerOf(frame, state.handle) : state.board;
    return {
      kind: state.handle === null ? 'move' : state.handle === 'rotate' ? 'rotate' : 'resize',
      board: state.board,
      handle,
      items,
      frame,
      grip: { x: state.board.x - own.x, y: state.board.y - own.y },
      neighbours: neighboursOf(world),
      patches: [],
    };
  }

  #drag(input: PointerInput, world: World): Step {
    const state = this.#state;
    const board = toBoard(world.camera, world.view, input);
    switch (state.kind) {
      case 'marquee':
        return marqueeStep(state, board, input, world);
      case 'move': {
        const { patches, guides } = moved(state, board, input, world);
        state.patches = patches;
        return { draft: patches, guides, cursor: 'grabbing' };
      }
      case 'resize': {
        const { patches, guides } = stretched(state, board, input, world);
        state.patches = patches;
        return { draft: patches, guides, cursor: cursorOf(state.handle, state.frame.rotation) };
      }
      case 'rotate': {
        const pivot = centreOf(state.frame);
        const turn = angleAt(pivot, board) - angleAt(pivot, state.board);
        state.patches = rotatedItems(state.items, pivot, turn, input.shift ? 15 : null);
        return { draft: state.patches, guides: [], cursor: 'grabbing' };
      }
      default:
        return nothing;
    }
  }

  #restingCursor(world: World): string {
    return this.#space || world.tool === 'hand' ? 'grab' : 'default';
  }

  #hover(input: PointerInput, world: World): string {
    if (this.#space || world.tool === 'hand') return 'grab';
    const board = toBoard(world.camera, world.view, input);
    const frame = frameOf(selectedItems(world));
    const handle = frame ? handleAt(frame, board, world.camera.zoom) : null;
    if (frame && handle) return cursorOf(handle, frame.rotation);
    return itemAt(world.index, board, clickSlack / world.camera.zoom) ? 'move' : 'default';
  }
}

function ended(state: Dragging): Step {
  const changed = state.patches.filter((patch) => {
    const item = state.items.find((one) => one.id === patch.id);
    return item !== undefined && differs(item, patch);
  });
  if (changed.length === 0) return { draft: null, guides: [] };
  const plan: Plan = { verb: 'patch', patches: changed, why: state.kind, burst: '' };
  return { draft: null, guides: [], plan };
}

function differs(item: SceneItem, patch: ItemPatch): boolean {
  return (
    (patch.x ?? item.x) !== item.x || (patch.y ?? item.y) !== item.y || (patch.w ?? item.w) !== item.w ||
    (patch.h ?? item.h) !== item.h || (patch.rotation ?? item.rotation) !== item.rotation
  );
}

function marqueeStep(state: Marquee, board: Point, input: PointerInput, world: World): Step {
  const marquee = between(state.board, board);
  const taken = inMarquee(world.index, marquee, input.alt ? 'contains' : 'touches');
  const selection = new Set(input.shift ? state.before : nobody);
  for (const item of taken) selection.add(item.id);
  return { marquee, selection };
}

interface Moved {
  readonly patches: readonly ItemPatch[];
  readonly guides: readonly Guide[];
}

function moved(state: Dragging, board: Point, input: PointerInput, world: World): Moved {
  let dx = board.x - state.board.x;
  let dy = board.y - state.board.y;
  if (input.shift) {
    if (Math.abs(dx) > Math.abs(dy)) dy = 0;
    else dx = 0;
  }
  let guides: readonly Guide[] = [];
  const all = boundsOfAll(state.items);
  if (!input.ctrl && all) {
    const snap = snapMove({ ...all, x: all.x + dx, y: all.y + dy }, state.neighbours, snapReach / world.camera.zoom);
    if (!input.shift || dx !== 0) dx += snap.dx;
    if (!input.shift || dy !== 0) dy += snap.dy;
    guides = input.shift ? [] : snap.guides;
  }
  return { patches: state.items.map((item) => ({ id: item.id, x: item.x + dx, y: item.y + dy })), guides };
}

function keepsShape(item: SceneItem): boolean {
  return item.kind === 'picture' || item.kind === 'motif';
}

function stretched(state: Dragging, board: Point, input: PointerInput, world: World): Moved {
  const { frame, items } = state;
  const side = state.handle as Side;
  let to = { x: board.x - state.grip.x, y: board.y - state.grip.y };
  const [only] = items;
  if (items.length !== 1 || !only) {
    return { patches: resizedGroup(items, frame, resized(frame, side, to, { locked: true, centred: input.alt })), guides: [] };
  }
  const locked = keepsShape(only) !== input.shift;
  const rules = { locked, centred: input.alt };
  let box = resized(frame, side, to, rules);
  let guides: readonly Guide[] = [];
  if (!input.ctrl && frame.rotation === 0) {
    const d = directionOf(side);
    const snap = snapEdges(box, d.x, d.y, state.neighbours, snapReach / world.camera.zoom);
    if (snap.guides.length > 0) {
      // With the shape kept only one edge can click into place, the nearer one; it takes the other along.
      const along = snap.dx !== 0 && (snap.dy === 0 || Math.abs(snap.dx) <= Math.abs(snap.dy)) ? 'x' : 'y';
      const corner = cornerOf(box, side);
      to = { x: corner.x + snap.dx, y: corner.y + snap.dy };
      box = resized(frame, side, to, { ...rules, along });
      guides = locked ? snap.guides.filter((guide) => guide.axis === along) : snap.guides;
    }
  }
  if (only.kind === 'text' && world.heightOf) {
    box = withHeight(box, side, world.heightOf({ ...only, w: box.w, h: box.h }));
  }
  return { patches: [{ id: only.id, x: box.x, y: box.y, w: box.w, h: box.h }], guides };
}

function cornerOf(frame: Box, side: Side): Point {
  const d = directionOf(side);
  return fromLocal(frame, (d.x * frame.w) / 2, (d.y * frame.h) / 2);
}

/** What a drag may snap to: items on screen that are not dragged, those nearest to the middle when there are many. */
function neighboursOf(world: World): Rect[] {
  const seen = world.index.query(viewRect(world.camera, world.view)).filter((item) => !world.selection.has(item.id));
  if (seen.length > mostNeighbours) {
    const { camera } = world;
    const far = (item: SceneItem) => Math.hypot(item.x + item.w / 2 - camera.x, item.y + item.h / 2 - camera.y);
    seen.sort((a, b) => far(a) - far(b));
    seen.length = mostNeighbours;
  }
  return seen.map(bounds);
}
