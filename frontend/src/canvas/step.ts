// The language between the canvas and the board view: what comes in, what the canvas knows, and what should happen.

import type { Camera, Margins } from './camera';
import type { Point, Rect, Size } from './geometry';
import type { SceneIndex } from './index';
import type { ItemPatch, Line, SceneItem } from './scene';
import type { Guide } from './snap';
import { free } from './together';

export interface PointerInput {
  /** CSS pixels in the view. */
  readonly x: number;
  readonly y: number;
  /** 0 left, 1 middle, 2 right: of the button that went down. */
  readonly button: number;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly ctrl: boolean;
  /** PointerEvent.detail or a count of clicks: 2 is a double click. */
  readonly clicks: number;
}

export interface KeyInput {
  /** KeyboardEvent.key. */
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

export type Tool = 'select' | 'hand' | 'connector';

/** What the canvas looks at. The view keeps it and hands it in. */
export interface World {
  readonly index: SceneIndex;
  readonly camera: Camera;
  readonly view: Size;
  readonly selection: ReadonlySet<string>;
  readonly focused: string | null;
  readonly tool: Tool;
  /** The picture that is being moved inside its frame. */
  readonly cropping?: string | null;
  /** Room for what lies over the board; absent means the usual. */
  readonly margins?: Margins;
  /** The height that a text needs in its width (Painter.heightOf). */
  readonly heightOf?: (item: SceneItem) => number;
}

/** What is done to items by patches: it names the step that Undo takes back. */
export type PatchVerb =
  | 'move' | 'resize' | 'rotate' | 'style' | 'group' | 'ungroup' | 'lock' | 'unlock' | 'align' | 'distribute' | 'tidy' | 'pack' | 'crop' | 'flip' | 'replace' | 'connect';

/** What a finished gesture or a key asks for: one plan, one call, one step of undo. */
export type Plan =
  | { readonly verb: 'patch'; readonly patches: readonly ItemPatch[]; readonly why: PatchVerb; readonly burst: string }
  | { readonly verb: 'delete'; readonly ids: readonly string[] }
  /** A new connector between items, or from and to free points. */
  | { readonly verb: 'connect'; readonly from: string | null; readonly to: string | null; readonly line: Line }
  | { readonly verb: 'duplicate'; readonly ids: readonly string[]; readonly dx: number; readonly dy: number }
  | { readonly verb: 'reorder'; readonly ids: readonly string[]; readonly direction: 'front' | 'back' | 'forward' | 'backward' };

/** What should happen now. What is absent stays as it is. */
export interface Step {
  readonly selection?: ReadonlySet<string>;
  readonly camera?: Camera;
  /** A camera to fly to rather than to jump to. */
  readonly flight?: Camera;
  /** The flight shows everything: a window of another size goes on showing everything. */
  readonly whole?: boolean;
  /** The draft above the scene; null lets it go. With a plan in the same step the patches are the plan's. */
  readonly draft?: readonly ItemPatch[] | null;
  /** The draft shows copies; what they are copies of stays in sight. */
  readonly copies?: boolean;
  /** A connector that is being drawn; null lets it go. */
  readonly connecting?: Line | null;
  readonly guides?: readonly Guide[];
  /** Board units. */
  readonly marquee?: Rect | null;
  readonly cursor?: string;
  readonly plan?: Plan;
  /** The picture is as it should be inside its frame. */
  readonly cropped?: true;
  /** Open this item's editor, or the goal behind it. */
  readonly edit?: string;
  /** A double click on the bare board, in board units. */
  readonly blank?: Point;
  /** Open the menu here (CSS pixels), for what is selected now. */
  readonly menu?: Point;
  /** The keyboard's focus goes to this item. */
  readonly focus?: string;
  /** The input was used: keep the browser from acting on it as well. */
  readonly taken?: boolean;
}

export const nothing: Step = {};
export const nobody: ReadonlySet<string> = new Set();

/** What a verb is for: the item that has the keyboard's focus where it is not among those selected, else those. */
export function actedOn(selection: ReadonlySet<string>, focused: string | null): ReadonlySet<string> {
  return focused === null || selection.has(focused) ? selection : new Set([focused]);
}

/** What is selected and may be moved, resized and turned: it has handles. */
export function handledItems(world: World): SceneItem[] {
  return selectedItems(world).filter(free);
}

export function selectedItems(world: World): SceneItem[] {
  const items: SceneItem[] = [];
  for (const id of world.selection) {
    const item = world.index.get(id);
    if (item) items.push(item);
  }
  return items.sort((a, b) => world.index.orderOf(a.id) - world.index.orderOf(b.id));
}
