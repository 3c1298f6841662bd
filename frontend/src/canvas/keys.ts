// The board by keyboard: a table from keys to steps.
//
// - Arrows nudge what is selected by 1, with Shift by 10. With nothing selected, or with Ctrl, they walk from item to item.
// - Enter opens the focused or selected item, Space selects it, Escape gives up a drag, then the selection.
// - Alt+arrows change the size from the lower right by 1 or 10; comma and full stop turn by 1 degree, with Shift by 15.
// - Verbs are for the focused item where it is not among those selected, else for those: it is selected by them.
// - Delete, Ctrl+D, ] and [ (with Shift all the way), Ctrl+A. Plus, minus and 0 zoom; Shift+1 shows all, Shift+2 the selection.

import { clampZoom, fitted, revealing, windowMargins, zoomedAt } from './camera';
import { bounds, boundsOfAll, centreOf, fromLocal, type Box, type Point } from './geometry';
import { cropNudged, cropZoomed } from './crop';
import { nextItem, type Direction } from './focus';
import { frameOf } from './hit';
import { resized, resizedGroup, rotatedItems, withHeight } from './resize';
import type { ItemPatch, SceneItem } from './scene';
import { actedOn, handledItems, nobody, nothing, selectedItems, type KeyInput, type Step, type World } from './step';
import { movable, withContents, withGroups } from './together';

const arrows: Readonly<Record<string, Direction | undefined>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const ways: Readonly<Record<Direction, { x: number; y: number }>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** A copy stands this far beside its original. */
export const duplicateOffset = 24;
const zoomStep = 1.25;

/** What a key that went down asks for. Escape during a drag is the gesture's and is handled before this. */
export function keyDown(input: KeyInput, world: World): Step {
  const cropped = world.cropping ? world.index.get(world.cropping) : undefined;
  if (cropped) return cropKey(input, cropped);
  const selection = actedOn(world.selection, world.focused);
  if (selection === world.selection) return meant(input, world, world);
  const step = meant(input, world, { ...world, selection });
  return step.plan && !step.selection ? { ...step, selection } : step;
}

/** While a picture is moved inside its frame: arrows move it, plus and minus enlarge it, Enter and Escape end it. */
function cropKey(input: KeyInput, item: SceneItem): Step {
  const direction = arrows[input.key];
  const crop = direction
    ? cropNudged(item, ways[direction], input.shift)
    : input.key === '+' || input.key === '='
      ? cropZoomed(item, 1.1)
      : input.key === '-'
        ? cropZoomed(item, 1 / 1.1)
        : null;
  if (crop) return { plan: { verb: 'patch', patches: [{ id: item.id, crop }], why: 'crop', burst: `crop:${item.id}` }, taken: true };
  if (input.key === 'Enter' || input.key === 'Escape') return { cropped: true, taken: true };
  return nothing;
}

/** `shown` is as it is; `world` has selected what verbs are for. */
function meant(input: KeyInput, shown: World, world: World): Step {
  const direction = arrows[input.key];
  if (direction) return arrow(direction, input, input.alt ? world : shown);
  const items = selectedItems(world);
  const ids = items.map((item) => item.id);
  const some = ids.length > 0;
  if (input.ctrl) {
    switch (input.key.toLowerCase()) {
      case 'd':
        return some ? { plan: { verb: 'duplicate', ids: [...withContents(world.index.items, ids)], dx: duplicateOffset, dy: duplicateOffset }, taken: true } : nothing;
      case 'a':
        return { selection: new Set(world.index.items.filter((item) => !item.style.locked).map((item) => item.id)), taken: true };
      default:
        return nothing;
    }
  }
  if (input.alt) return nothing;
  switch (input.key) {
    case 'Escape':
      return shown.selection.size > 0 ? { selection: nobody, taken: true } : nothing;
    case 'Enter':
      return opened(world, items);
    case ' ':
      return toggled(shown);
    case 'Delete':
    case 'Backspace':
      return removed(world, items);
    case ']':
      return some ? { plan: { verb: 'reorder', ids, direction: 'forward' }, taken: true } : nothing;
    case '[':
      return some ? { plan: { verb: 'reorder', ids, direction: 'backward' }, taken: true } : nothing;
    case '}':
      return some ? { plan: { verb: 'reorder', ids, direction: 'front' }, taken: true } : nothing;
    case '{':
      return some ? { plan: { verb: 'reorder', ids, direction: 'back' }, taken: true } : nothing;
    case ',':
      return rotatedBy(handledItems(world), -1);
    case '.':
      return rotatedBy(handledItems(world), 1);
    case '<':
    case ';':
      return rotatedBy(handledItems(world), -15);
    case '>':
    case ':':
      return rotatedBy(handledItems(world), 15);
    case '+':
    case '=':
      return zoomed(world, zoomStep);
    case '-':
      return zoomed(world, 1 / zoomStep);
    case '0':
      return { flight: { ...world.camera, zoom: 1 }, taken: true };
    case '1':
    case '!':
      return input.shift ? fitAll(world) : nothing;
    case '2':
    case '@':
    case '"':
      return input.shift ? fitSelection(world) : nothing;
    default:
      return nothing;
  }
}

export function fitAll(world: World): Step {
  return { flight: fitted(boundsOfAll(world.index.items), world.view, world.margins ?? windowMargins), whole: true, taken: true };
}

export function fitSelection(world: World): Step {
  const rect = boundsOfAll(selectedItems(world));
  return rect ? { flight: fitted(rect, world.view, world.margins ?? windowMargins), taken: true } : fitAll(world);
}

export function zoomed(world: World, factor: number): Step {
  const { camera, view } = world;
  return { flight: zoomedAt(camera, view, { x: view.w / 2, y: view.h / 2 }, clampZoom(camera.zoom * factor)), taken: true };
}

function arrow(direction: Direction, input: KeyInput, world: World): Step {
  const items = selectedItems(world);
  const way = ways[direction];
  const by = input.shift ? 10 : 1;
  if (input.alt) return items.length > 0 ? grown(handledItems(world).filter((item) => item.kind !== 'connector'), way.x * by, way.y * by, world) : nothing;
  if (items.length > 0 && !input.ctrl) {
    const taken = movable(world.index.items, world.selection);
    if (taken.length === 0) return { taken: true };
    const patches = taken.filter((item) => item.kind !== 'connector').map((item) => ({ id: item.id, x: item.x + way.x * by, y: item.y + way.y * by }));
    return { plan: { verb: 'patch', patches, why: 'move', burst: burstOf('nudge', items) }, taken: true };
  }
  const next = nextItem(world.index.items, world.focused ?? items[0]?.id ?? null, direction);
  if (!next) return nothing;
  return { focus: next.id, flight: revealing(world.camera, world.view, bounds(next)), taken: true };
}

/** Nudges of the same items that follow each other are one step of undo. */
function burstOf(what: string, items: readonly SceneItem[]): string {
  const first = items[0]?.id ?? '';
  return `${what}:${items.length}:${first}`;
}

function grown(items: readonly SceneItem[], dw: number, dh: number, world: World): Step {
  const frame = frameOf(items);
  const [only] = items;
  if (!frame || !only) return nothing;
  let patches: ItemPatch[];
  if (items.length > 1 || only.kind === 'picture' || only.kind === 'motif') {
    const side = dw !== 0 ? 'e' : 's';
    const to = corner(frame, dw, dh);
    const box = resized(frame, side, to, { locked: true, centred: false });
    patches = items.length > 1 ? resizedGroup(items, frame, box) : [{ id: only.id, x: box.x, y: box.y, w: box.w, h: box.h }];
  } else {
    let box = resized(frame, 'se', corner(frame, dw, dh), { locked: false, centred: false });
    if (only.kind === 'text' && world.heightOf) box = withHeight(box, 'se', world.heightOf({ ...only, w: box.w }));
    patches = [{ id: only.id, x: box.x, y: box.y, w: box.w, h: box.h }];
  }
  return { plan: { verb: 'patch', patches, why: 'resize', burst: burstOf('size', items) }, taken: true };
}

/** The lower right corner of a frame, taken further along its own axes. */
function corner(frame: Box, dw: number, dh: number): Point {
  return fromLocal(frame, frame.w / 2 + dw, frame.h / 2 + dh);
}

function rotatedBy(all: readonly SceneItem[], degrees: number): Step {
  const items = all.filter((item) => item.kind !== 'connector');
  const frame = frameOf(items);
  if (!frame) return nothing;
  // A step of null would click into right angles, out of which a single degree could not turn.
  const patches = rotatedItems(items, centreOf(frame), degrees, items.length === 1 ? Math.abs(degrees) : null);
  return { plan: { verb: 'patch', patches, why: 'rotate', burst: burstOf('turn', items) }, taken: true };
}

/** What is locked stays; a frame goes with what lies in it. */
function removed(world: World, items: readonly SceneItem[]): Step {
  const taken = withContents(world.index.items, items.filter((item) => !item.style.locked).map((item) => item.id));
  const ids = [...taken].filter((id) => !world.index.get(id)?.style.locked);
  return ids.length > 0 ? { plan: { verb: 'delete', ids }, selection: nobody, taken: true } : nothing;
}

function opened(world: World, items: readonly SceneItem[]): Step {
  const id = world.focused ?? (items.length === 1 ? items[0]?.id : undefined);
  if (id === undefined || id === null || !world.index.get(id)) return nothing;
  return { selection: new Set([id]), edit: id, taken: true };
}

function toggled(world: World): Step {
  const id = world.focused;
  if (id === null || !world.index.get(id)) return nothing;
  const whole = withGroups(world.index.items, [id]);
  if (world.selection.has(id)) return { selection: new Set([...world.selection].filter((one) => !whole.has(one))), taken: true };
  return { selection: new Set([...world.selection, ...whole]), taken: true };
}
