// What the hand does, as a state machine: pointer in, step out. It changes nothing itself. A drag is a draft; letting go
// gives one plan; Escape gives everything back.
//
// Rules:
// - Nothing moves before the pointer has gone 3 px: a click stays a click.
// - A click selects the topmost item; with Shift it adds or takes away; on the bare board it clears. A double click opens
//   when the button comes up: a click and then a drag at one place is a drag. A drag from the bare
//   board is a marquee that takes what it touches, with Alt only what it holds whole, with Shift in addition.
// - A group is selected as one; Ctrl takes one of it, and a double click goes into it. What is locked can be selected and
//   nothing else. The open ground of a frame is like the bare board until the frame is selected; its title is its handle.
// - A frame takes what lies in it along, and connectors follow what they hold on to.
// - With Alt a move leaves the things where they are and makes copies.
// - The connector's tool draws from item to item; its ends can be taken elsewhere.
// - Space, the middle button and the hand tool pan.
// - A move snaps to what lies near, unless Ctrl is held; with Shift it keeps to one axis.
// - Pictures and motifs keep their shape when resized; Shift turns that round. Alt resizes from the centre. Several items
//   always keep their shapes. Turning with Shift goes in steps of 15 degrees.

import { panned, toBoard, viewRect } from './camera';
import { boxAround, following, lineBetween, storedEnds } from './connector';
import { cropMoved } from './crop';
import { between, bounds, boundsOfAll, centreOf, fromLocal, insideBox, type Box, type Point, type Rect } from './geometry';
import { cursorOf, directionOf, frameOf, handleAt, inMarquee, isGround, itemAt, type Handle, type Side } from './hit';
import { angleAt, resized, resizedGroup, rotatedItems, withHeight } from './resize';
import type { Crop, ItemPatch, Line, SceneItem } from './scene';
import { snapEdges, snapMove, snapReach, type Guide } from './snap';
import { handledItems, nobody, nothing, type Plan, type PointerInput, type Step, type World } from './step';
import { connectorsOf, movable, withGroups } from './together';

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
  /** The item is ground: a click selects it, a drag does not move it. */
  readonly ground: boolean;
  /** The end of the only selected connector that was taken. */
  readonly end: ConnectorEnd | null;
}

type ConnectorEnd = 'from' | 'to';

interface Dragging {
  readonly kind: 'move' | 'resize' | 'rotate';
  readonly board: Point;
  readonly handle: Handle;
  readonly items: readonly SceneItem[];
  readonly frame: Box;
  /** From the handle's own place to where it was taken. */
  readonly grip: Point;
  readonly neighbours: readonly Rect[];
  /** Connectors that hold on to what is dragged. */
  readonly connectors: readonly SceneItem[];
  patches: readonly ItemPatch[];
  /** The patches and the connectors that follow. */
  shown: readonly ItemPatch[];
  copies: boolean;
}

/** A connector is drawn, or one of its ends is taken elsewhere. */
interface Connecting {
  readonly kind: 'connect';
  /** The connector whose end is taken; null while a new one is drawn. */
  readonly item: SceneItem | null;
  readonly end: ConnectorEnd;
  /** The end that stays: an item or a point. */
  readonly fixed: SceneItem | Point;
  line: Line | null;
  over: string | null;
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

/** The picture is moved inside its frame. */
interface Cropping {
  readonly kind: 'crop';
  readonly board: Point;
  readonly item: SceneItem;
  crop: Crop | null;
}

type State = { readonly kind: 'idle' } | Pressed | Dragging | Marquee | Panning | Connecting | Cropping;

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
    const cropped = world.cropping ? world.index.get(world.cropping) : undefined;
    if (cropped) {
      const side = handleAt(cropped, board, zoom);
      if (!side && !insideBox(cropped, board)) return { cropped: true, taken: true };
      if (!side) {
        this.#state = { kind: 'crop', board, item: cropped, crop: null };
        return { cursor: 'grabbing', taken: true };
      }
    }
    const under = itemAt(world.index, board, clickSlack / zoom);
    if (world.tool === 'connector') {
      const from = under && canHold(under) ? under : board;
      this.#state = { kind: 'connect', item: null, end: 'to', fixed: from, line: null, over: null };
      return { cursor: 'crosshair', selection: nobody, taken: true };
    }
    const handled = handledItems(world);
    const end = endAt(world, board);
    const frame = frameOf(handled);
    const handle = frame && !input.shift && !isConnector(handled) ? handleAt(frame, board, zoom) : null;
    const item = under;
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
      ground: !handle && item !== null && isGround(item, board, selected),
      end,
    };
    if (handle || !item || selected || end || isGround(item, board, selected)) return { taken: true };
    const whole = input.ctrl ? [item.id] : withGroups(world.index.items, [item.id]);
    return { selection: new Set(input.shift ? [...world.selection, ...whole] : whole), focus: item.id, taken: true };
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
      case 'connect':
        return { ...connectedAtLast(state), cursor };
      case 'crop':
        if (!state.crop) return { draft: null, cursor };
        return { draft: null, cursor, plan: { verb: 'patch', patches: [{ id: state.item.id, crop: state.crop }], why: 'crop', burst: '' } };
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
      case 'crop':
        return { draft: null, cursor: 'default', taken: true };
      case 'connect':
        return { draft: null, connecting: null, cursor: 'default', taken: true };
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
    return { selection: withGroups(world.index.items, [item.id]), focus: item.id, menu: at, taken: true };
  }

  #open(item: SceneItem): Step {
    return { selection: new Set([item.id]), focus: item.id, edit: item.id, taken: true };
  }

  #click(state: Pressed, world: World): Step {
    const { items } = world.index;
    if (state.opens) {
      if (!state.item || (state.ground && state.item.kind === 'frame')) return { blank: state.board, selection: nobody, taken: true };
      // The first double click goes into a group, the next opens what is in it.
      if (world.selection.size > 1 && state.item.style.group !== undefined) return { selection: new Set([state.item.id]), focus: state.item.id, taken: true };
      return this.#open(state.item);
    }
    if (state.item && state.drops) {
      const gone = withGroups(items, [state.item.id]);
      return { selection: new Set([...world.selection].filter((id) => !gone.has(id))) };
    }
    if (state.item && state.ground && !world.selection.has(state.item.id)) {
      const whole = withGroups(items, [state.item.id]);
      return { selection: state.shift ? new Set([...world.selection, ...whole]) : whole, focus: state.item.id };
    }
    if (state.item && state.narrows) return { selection: withGroups(items, [state.item.id]), focus: state.item.id };
    if (!state.item && !state.handle && !state.shift && world.selection.size > 0) return { selection: nobody };
    return nothing;
  }

  #begin(state: Pressed, world: World): State {
    const [one] = handledOrHeld(world);
    if (state.end && one) return takenEnd(one, state.end, world);
    if (!state.handle && (!state.item || state.ground)) {
      return { kind: 'marquee', board: state.board, before: world.selection };
    }
    const moves = state.handle === null;
    const items = moves ? movable(world.index.items, world.selection) : handledItems(world).filter((item) => item.kind !== 'connector');
    const taken = new Set(items.map((item) => item.id));
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
      neighbours: neighboursOf(world, taken),
      connectors: connectorsOf(world.index.items, taken),
      patches: [],
      shown: [],
      copies: false,
    };
  }

  #drag(input: PointerInput, world: World): Step {
    const state = this.#state;
    const board = toBoard(world.camera, world.view, input);
    switch (state.kind) {
      case 'marquee':
        return marqueeStep(state, board, input, world);
      case 'connect':
        return connecting(state, board, world);
      case 'crop':
        state.crop = cropMoved(state.item, board.x - state.board.x, board.y - state.board.y);
        return { draft: [{ id: state.item.id, crop: state.crop }], cursor: 'grabbing' };
      case 'move': {
        const { patches, guides } = moved(state, board, input, world);
        state.patches = patches;
        state.copies = input.alt;
        // Copies are let go of by what holds on to the originals.
        return { draft: input.alt ? patches : followed(state, patches, world), copies: input.alt, guides, cursor: input.alt ? 'copy' : 'grabbing' };
      }
      case 'resize': {
        const { patches, guides } = stretched(state, board, input, world);
        state.patches = patches;
        return { draft: followed(state, patches, world), guides, cursor: cursorOf(state.handle, state.frame.rotation) };
      }
      case 'rotate': {
        const pivot = centreOf(state.frame);
        const turn = angleAt(pivot, board) - angleAt(pivot, state.board);
        state.patches = rotatedItems(state.items, pivot, turn, input.shift ? 15 : null);
        return { draft: followed(state, state.patches, world), guides: [], cursor: 'grabbing' };
      }
      default:
        return nothing;
    }
  }

  #restingCursor(world: World): string {
    return this.#space || world.tool === 'hand' ? 'grab' : world.tool === 'connector' ? 'crosshair' : 'default';
  }

  #hover(input: PointerInput, world: World): string {
    if (this.#space || world.tool !== 'select') return this.#restingCursor(world);
    const board = toBoard(world.camera, world.view, input);
    if (endAt(world, board)) return 'crosshair';
    const handled = handledItems(world);
    const frame = frameOf(handled);
    const handle = frame && !isConnector(handled) ? handleAt(frame, board, world.camera.zoom) : null;
    if (frame && handle) return cursorOf(handle, frame.rotation);
    const item = itemAt(world.index, board, clickSlack / world.camera.zoom);
    return item && !isGround(item, board, world.selection.has(item.id)) ? 'move' : 'default';
  }
}

/** What may be at the end of a connector. */
const canHold = (item: SceneItem): boolean => item.kind !== 'connector';

const isConnector = (items: readonly SceneItem[]): boolean => items.length === 1 && items[0]?.kind === 'connector';

/** The only selected item, where it is a connector that is not locked. */
function handledOrHeld(world: World): SceneItem[] {
  const [id] = world.selection;
  const item = id === undefined || world.selection.size !== 1 ? undefined : world.index.get(id);
  return item?.kind === 'connector' && !item.style.locked ? [item] : [];
}

const endReach = 10;

/** The end of the only selected connector under the pointer. */
function endAt(world: World, board: Point): ConnectorEnd | null {
  const [item] = handledOrHeld(world);
  if (!item?.line) return null;
  const { ax, ay, bx, by } = item.line;
  const reach = endReach / world.camera.zoom;
  if (Math.hypot(bx - board.x, by - board.y) <= reach) return 'to';
  return Math.hypot(ax - board.x, ay - board.y) <= reach ? 'from' : null;
}

function takenEnd(item: SceneItem, end: ConnectorEnd, world: World): State {
  const other = end === 'from' ? item.style.to : item.style.from;
  const held = other === undefined ? undefined : world.index.get(other);
  const [a, b] = item.line ? [{ x: item.line.ax, y: item.line.ay }, { x: item.line.bx, y: item.line.by }] : storedEnds(item, item.style.flip);
  return { kind: 'connect', item, end, fixed: held ?? (end === 'from' ? b : a), line: null, over: null };
}

/** The connector as it runs now: to what lies under the pointer, or to the pointer. */
function connecting(state: Connecting, board: Point, world: World): Step {
  const under = itemAt(world.index, board, clickSlack / world.camera.zoom);
  const other = under && canHold(under) && under !== state.fixed ? under : null;
  const moving = other ?? board;
  const curve = state.item?.style.curve ?? 'straight';
  const line = state.end === 'to' ? lineBetween(state.fixed, moving, curve) : lineBetween(moving, state.fixed, curve);
  state.line = line;
  state.over = other?.id ?? null;
  if (!state.item) return { connecting: line, cursor: 'crosshair' };
  return { draft: [{ id: state.item.id, ...boxAround(line, state.item.text), line }], cursor: 'crosshair' };
}

function connectedAtLast(state: Connecting): Step {
  const { line, item, fixed } = state;
  if (!line) return { draft: null, connecting: null };
  if (item) {
    const patch: ItemPatch = { id: item.id, line, [state.end]: state.over ?? '' };
    return { draft: null, plan: { verb: 'patch', patches: [patch], why: 'connect', burst: '' } };
  }
  if (Math.hypot(line.bx - line.ax, line.by - line.ay) < threshold) return { connecting: null };
  return { connecting: null, plan: { verb: 'connect', from: 'kind' in fixed ? fixed.id : null, to: state.over, line } };
}

/** The patches, and those of the connectors that follow. */
function followed(state: Dragging, patches: readonly ItemPatch[], world: World): readonly ItemPatch[] {
  const own = state.items.filter((item) => item.kind === 'connector');
  state.shown = patches;
  if (state.connectors.length === 0 && own.length === 0) return patches;
  const all = new Set([...state.connectors, ...own]);
  const lines = following([...all], patches, (id) => world.index.get(id));
  const drawn = new Set(lines.map((one) => one.id));
  state.shown = [...patches.filter((patch) => !drawn.has(patch.id)), ...lines];
  return state.shown;
}

function ended(state: Dragging): Step {
  if (state.kind === 'move' && state.copies) {
    const [patch] = state.patches;
    const item = state.items.find((one) => one.id === patch?.id);
    if (!patch || !item) return { draft: null, guides: [] };
    const ids = state.items.map((one) => one.id);
    return { draft: null, guides: [], plan: { verb: 'duplicate', ids, dx: (patch.x ?? item.x) - item.x, dy: (patch.y ?? item.y) - item.y } };
  }
  const changed = state.patches.filter((patch) => {
    const item = state.items.find((one) => one.id === patch.id);
    return item !== undefined && differs(item, patch);
  });
  if (changed.length === 0) return { draft: null, guides: [] };
  // A connector that was taken along has run elsewhere: its line says where.
  const patches = changed.map((patch) => state.shown.find((one) => one.id === patch.id && one.line) ?? patch);
  const plan: Plan = { verb: 'patch', patches, why: state.kind, burst: '' };
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
  const whole = withGroups(world.index.items, taken.map((item) => item.id));
  return { marquee, selection: input.shift ? new Set([...state.before, ...whole]) : whole };
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
  const locked = (keepsShape(only) && world.cropping !== only.id) !== input.shift;
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
function neighboursOf(world: World, taken: ReadonlySet<string>): Rect[] {
  const seen = world.index.query(viewRect(world.camera, world.view)).filter((item) => !taken.has(item.id) && item.kind !== 'connector');
  if (seen.length > mostNeighbours) {
    const { camera } = world;
    const far = (item: SceneItem) => Math.hypot(item.x + item.w / 2 - camera.x, item.y + item.h / 2 - camera.y);
    seen.sort((a, b) => far(a) - far(b));
    seen.length = mostNeighbours;
  }
  return seen.map(bounds);
}
