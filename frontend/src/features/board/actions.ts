// The board's verbs, each one object for bar, menu, key and palette.
import ArrowDownToLine from '@lucide/svelte/icons/arrow-down-to-line';
import ArrowUpToLine from '@lucide/svelte/icons/arrow-up-to-line';
import ChevronDown from '@lucide/svelte/icons/chevron-down';
import ChevronUp from '@lucide/svelte/icons/chevron-up';
import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import Copy from '@lucide/svelte/icons/copy';
import Goal from '@lucide/svelte/icons/goal';
import Hand from '@lucide/svelte/icons/hand';
import ImagePlus from '@lucide/svelte/icons/image-plus';
import Circle from '@lucide/svelte/icons/circle';
import Diamond from '@lucide/svelte/icons/diamond';
import Frame from '@lucide/svelte/icons/frame';
import Minus from '@lucide/svelte/icons/minus';
import MoveUpRight from '@lucide/svelte/icons/move-up-right';
import Square from '@lucide/svelte/icons/square';
import Triangle from '@lucide/svelte/icons/triangle';
import List from '@lucide/svelte/icons/list';
import Maximize from '@lucide/svelte/icons/maximize';
import MousePointer2 from '@lucide/svelte/icons/mouse-pointer-2';
import Scan from '@lucide/svelte/icons/scan';
import SquareDashed from '@lucide/svelte/icons/square-dashed';
import Star from '@lucide/svelte/icons/star';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import Trash2 from '@lucide/svelte/icons/trash-2';
import Type from '@lucide/svelte/icons/type';
import ZoomIn from '@lucide/svelte/icons/zoom-in';
import ZoomOut from '@lucide/svelte/icons/zoom-out';
import type { BoardItem } from '../../backend/types';
import { duplicateOffset } from '../../canvas/keys';
import { nobody, type Plan } from '../../canvas/step';
import type { Shape } from '../../canvas/scene';
import { withContents } from '../../canvas/together';
import { isEnabled, type Action, type MenuItem } from '../../ui/actions';
import { arrangeActions } from './arrange';
import type { Adding } from './add.svelte';
import type { BoardState } from './board.svelte';
import type { Stage } from './stage';

export interface BoardVerbs {
  board: BoardState;
  stage: () => Stage | null;
  adding: Adding;
  carryOut: (plan: Plan) => Promise<void>;
  addText: (kind: 'note' | 'text' | 'word') => Promise<void>;
  makeGoal: () => void;
  open: (route: string) => void;
  hangGoal: () => void;
  paste: () => Promise<void>;
  outline: () => void;
  crop: (id: string) => void;
  addDrawn: (kind: 'frame' | 'shape', shape?: Shape) => Promise<void>;
  onfault: (reason: unknown) => void;
}

const zoomStep = 1.25;

export function boardActions(verbs: BoardVerbs): Action[] {
  const { board, stage, adding, carryOut } = verbs;
  const some = (): boolean => board.acted.size > 0;
  /** What the verb is for; where that only has the focus, it is selected now. */
  const take = (): string[] => {
    board.selection = board.acted;
    return [...board.selection];
  };
  const items = () => board.scene?.items ?? [];
  const locked = (id: string): boolean => board.item(id)?.style.locked === true;
  const shape = (of: Shape, title: string, icon: Action['icon']): Action => ({
    id: `board.add-${of}`, title, icon, group: 'Shape', words: 'shape', run: () => verbs.addDrawn('shape', of),
  });
  const one = (): BoardItem | undefined => {
    const [id = ''] = board.acted;
    return board.acted.size === 1 ? board.item(id) : undefined;
  };
  const oneWithoutGoal = (): boolean => {
    const item = one();
    return item !== undefined && item.goalId === '' && item.aspirationId === '' && item.kind !== 'card';
  };
  /** A frame goes with what lies in it; what is locked stays. */
  const remove = (): Promise<void> => {
    const ids = [...withContents(items(), take().filter((id) => !locked(id)))].filter((id) => !locked(id));
    return carryOut({ verb: 'delete', ids });
  };
  /** Words that a goal can fill in stand on what shows it. */
  const oneWithWords = (): BoardItem | undefined => {
    const item = one();
    return item && item.goalId !== '' && ['note', 'text', 'word', 'shape'].includes(item.kind) && !item.style.locked ? item : undefined;
  };
  const reorder = (direction: 'front' | 'back' | 'forward' | 'backward') => () => carryOut({ verb: 'reorder', ids: take(), direction });

  // Keys of things on the board (Delete, Ctrl+D, arrows) are the canvas's own: they work where it has the focus, and are
  // shown here. Only verbs that need no focus on the board are found by key.
  return [
    { id: 'board.add-pictures', title: 'Add pictures', icon: ImagePlus, keys: ['Mod+I'], group: 'Add', words: 'photo image file', run: () => adding.pick() },
    { id: 'board.add-note', title: 'Add a note', icon: StickyNote, keys: ['N'], group: 'Add', run: () => verbs.addText('note') },
    { id: 'board.add-text', title: 'Add a text', icon: Type, keys: ['T'], group: 'Add', run: () => verbs.addText('text') },
    { id: 'board.hang-goal', title: 'Put a goal on the board', icon: Goal, keys: ['C'], group: 'Add', words: 'card hang', run: verbs.hangGoal },
    { id: 'board.add-frame', title: 'Add a frame', icon: Frame, keys: ['F'], group: 'Add', words: 'section area', run: () => verbs.addDrawn('frame') },
    { id: 'board.connector-tool', title: 'Draw a connector', icon: MoveUpRight, keys: ['X'], group: 'Add', words: 'arrow line join', checked: () => board.tool === 'connector', run: () => void (board.tool = board.tool === 'connector' ? 'select' : 'connector') },
    shape('rectangle', 'Add a rectangle', Square),
    shape('ellipse', 'Add a circle', Circle),
    shape('triangle', 'Add a triangle', Triangle),
    shape('diamond', 'Add a diamond', Diamond),
    shape('line', 'Add a line', Minus),
    { id: 'board.paste', title: 'Paste', icon: ClipboardPaste, group: 'Add', run: verbs.paste },
    {
      id: 'board.make-goal',
      title: 'Make this a goal',
      icon: Goal,
      keys: ['G'],
      group: 'Selection',
      enabled: oneWithoutGoal,
      run: () => {
        take();
        verbs.makeGoal();
      },
    },
    { id: 'board.open-goal', title: 'Open the goal', icon: Goal, group: 'Selection', enabled: () => (one()?.goalId ?? '') !== '', run: () => verbs.open(`plan/${one()?.goalId}`) },
    {
      id: 'board.open-aspiration',
      title: 'Open the aspiration',
      icon: Star,
      group: 'Selection',
      enabled: () => (one()?.aspirationId ?? '') !== '',
      run: () => verbs.open(`plan/${one()?.aspirationId}`),
    },
    {
      id: 'board.duplicate',
      title: 'Duplicate',
      icon: Copy,
      keys: ['Mod+D'],
      group: 'Selection',
      enabled: some,
      run: () => carryOut({ verb: 'duplicate', ids: [...withContents(items(), take())], dx: duplicateOffset, dy: duplicateOffset }),
    },
    { id: 'board.front', title: 'Bring to front', icon: ArrowUpToLine, keys: ['Shift+]'], group: 'Selection', enabled: some, run: reorder('front') },
    { id: 'board.forward', title: 'Bring forward', icon: ChevronUp, keys: [']'], group: 'Selection', enabled: some, run: reorder('forward') },
    { id: 'board.backward', title: 'Send backward', icon: ChevronDown, keys: ['['], group: 'Selection', enabled: some, run: reorder('backward') },
    { id: 'board.back', title: 'Send to back', icon: ArrowDownToLine, keys: ['Shift+['], group: 'Selection', enabled: some, run: reorder('back') },
    { id: 'board.delete', title: 'Delete', icon: Trash2, keys: ['Delete'], group: 'Selection', danger: true, enabled: () => [...board.acted].some((id) => !locked(id)), run: () => remove() },
    {
      id: 'board.unframe', title: 'Remove the frame only', icon: Frame, group: 'Arrange', words: 'dissolve', enabled: () => one()?.kind === 'frame' && one()?.style.locked !== true,
      run: () => carryOut({ verb: 'delete', ids: take() }),
    },
    ...arrangeActions(verbs),
    ...liveVerbs.map(({ id, title, text }): Action => ({
      id: `board.live-${id}`, title, group: 'Live', words: 'live word goal insert', enabled: () => oneWithWords() !== undefined,
      run: async () => {
        const item = oneWithWords();
        if (item) await board.patch([{ id: item.id, text: item.text === '' ? text : `${item.text}${/\s$/u.test(item.text) ? '' : ' '}${text}` }]).catch(verbs.onfault);
      },
    })),
    { id: 'board.select-all', title: 'Select everything', icon: SquareDashed, keys: ['Mod+A'], group: 'Edit', run: () => void (board.selection = new Set(items().filter((item) => !item.style.locked).map((item) => item.id))) },
    { id: 'board.select-none', title: 'Select nothing', keys: ['Escape'], group: 'Edit', enabled: () => board.selection.size > 0, run: () => void (board.selection = nobody) },
    { id: 'board.fit-all', title: 'Show everything', icon: Maximize, keys: ['Shift+1'], group: 'View', words: 'zoom fit all', run: () => stage()?.fitAll() },
    { id: 'board.fit-selection', title: 'Show the selection', icon: Scan, keys: ['Shift+2'], group: 'View', words: 'zoom fit', enabled: some, run: () => stage()?.fitSelection() },
    { id: 'board.zoom-in', title: 'Zoom in', icon: ZoomIn, keys: ['+', 'Mod+='], group: 'View', run: () => stage()?.zoomBy(zoomStep) },
    { id: 'board.zoom-out', title: 'Zoom out', icon: ZoomOut, keys: ['-', 'Mod+-'], group: 'View', run: () => stage()?.zoomBy(1 / zoomStep) },
    { id: 'board.zoom-100', title: 'Zoom to 100 %', keys: ['Mod+0'], group: 'View', run: () => stage()?.zoomTo(1) },
    { id: 'board.select-tool', title: 'Select', icon: MousePointer2, keys: ['V'], group: 'View', checked: () => board.tool === 'select', run: () => void (board.tool = 'select') },
    { id: 'board.hand-tool', title: 'Move around', icon: Hand, keys: ['H'], group: 'View', words: 'pan', checked: () => board.tool === 'hand', run: () => void (board.tool = 'hand') },
    { id: 'board.outline', title: 'Outline of the board', icon: List, keys: ['Mod+Shift+O'], group: 'View', words: 'list tree items', run: verbs.outline },
  ];
}

/** What can be written into a note and is filled in by its goal. */
const liveVerbs = [
  { id: 'progress', title: 'Its progress', text: '{progress}' },
  { id: 'days', title: 'Its days left', text: '{days left}' },
  { id: 'saved', title: 'What is there of what is wanted', text: '{saved} of {target}' },
] as const;

/** One of these is for what is selected; the others are not shown greyed beside it. */
const oneOf = new Set(['board.make-goal', 'board.open-goal', 'board.open-aspiration']);

/** Long lists stand in menus of their own. */
const submenus = [
  { id: 'align', title: 'Line up', group: 'Align' },
  { id: 'pack', title: 'Pack and level', group: 'Pack' },
  { id: 'picture', title: 'Picture', group: 'Picture' },
  { id: 'live', title: 'Write a live word', group: 'Live' },
] as const;

/** What a menu of the selection lists: what can be done with it, in groups. */
export function selectionVerbs(verbs: readonly Action[]): MenuItem[] {
  const one = verbs.filter((verb) => verb.group === 'Selection' && (!oneOf.has(verb.id) || isEnabled(verb)));
  const arrange = verbs.filter((verb) => verb.group === 'Arrange' && isEnabled(verb));
  const subs = submenus.flatMap(({ id, title, group }): MenuItem[] => {
    const items = verbs.filter((verb) => verb.group === group && isEnabled(verb));
    return items.length > 0 ? [{ id, title, items, group: 'Arrange' }] : [];
  });
  const last = one.filter((verb) => verb.danger).map((verb) => ({ ...verb, group: 'Last' }));
  return [...one.filter((verb) => !verb.danger), ...arrange, ...subs, ...last];
}

/** The shapes that can be added. */
export const shapeVerbs = (verbs: readonly Action[]): Action[] => verbs.filter((verb) => verb.group === 'Shape');
