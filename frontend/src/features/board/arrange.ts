// The verbs that arrange what is selected: groups, locks, lining up, packing, connecting, pictures.
import AlignCenterHorizontal from '@lucide/svelte/icons/align-center-horizontal';
import AlignCenterVertical from '@lucide/svelte/icons/align-center-vertical';
import AlignEndHorizontal from '@lucide/svelte/icons/align-end-horizontal';
import AlignEndVertical from '@lucide/svelte/icons/align-end-vertical';
import AlignHorizontalSpaceBetween from '@lucide/svelte/icons/align-horizontal-space-between';
import AlignStartHorizontal from '@lucide/svelte/icons/align-start-horizontal';
import AlignStartVertical from '@lucide/svelte/icons/align-start-vertical';
import AlignVerticalSpaceBetween from '@lucide/svelte/icons/align-vertical-space-between';
import Crop from '@lucide/svelte/icons/crop';
import FlipHorizontal from '@lucide/svelte/icons/flip-horizontal-2';
import FlipVertical from '@lucide/svelte/icons/flip-vertical-2';
import GroupIcon from '@lucide/svelte/icons/group';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import Lock from '@lucide/svelte/icons/lock';
import LockOpen from '@lucide/svelte/icons/lock-open';
import PaintRoller from '@lucide/svelte/icons/paint-roller';
import Replace from '@lucide/svelte/icons/replace';
import Sparkles from '@lucide/svelte/icons/layout-panel-left';
import Spline from '@lucide/svelte/icons/spline';
import Ungroup from '@lucide/svelte/icons/ungroup';
import type { BoardItem, ItemPatch } from '../../backend/types';
import { aligned, blocksOf, distributed, tidied, type Alignment } from '../../canvas/align';
import { lineBetween } from '../../canvas/connector';
import { colourOrder, levelled, packable, packedAs, type Level, type Packing } from '../../canvas/pack';
import type { ItemPatch as DrawnPatch, SceneItem } from '../../canvas/scene';
import type { PatchVerb } from '../../canvas/step';
import type { Action } from '../../ui/actions';
import type { Adding } from './add.svelte';
import type { BoardState } from './board.svelte';
import { flippedStyle, looksOf, withLooks, type Style } from './restyle';

export interface ArrangeVerbs {
  board: BoardState;
  adding: Adding;
  crop: (id: string) => void;
  onfault: (reason: unknown) => void;
}

/** The looks that were copied; they outlive the board that they came from. */
let copied: Style | null = null;

export function arrangeActions({ board, adding, crop, onfault }: ArrangeVerbs): Action[] {
  const drawn = (): SceneItem[] => (board.scene?.items ?? []).filter((item) => board.acted.has(item.id));
  const stored = (): BoardItem[] => (board.contents?.items ?? []).filter((item) => board.acted.has(item.id));
  const free = () => stored().filter((item) => !item.style.locked);
  const blocks = () => blocksOf(drawn().filter((item) => item.kind !== 'connector')).length;
  const picture = (): BoardItem | undefined => {
    const [one, more] = stored();
    return one && !more && one.kind === 'picture' && !one.style.locked ? one : undefined;
  };
  const patch = async (patches: readonly (DrawnPatch | ItemPatch)[], why: PatchVerb): Promise<void> => {
    board.selection = board.acted;
    if (patches.length > 0) await board.patch(patches as ItemPatch[], '', why).catch(onfault);
  };
  const line = (how: Alignment, title: string, icon: Action['icon']): Action => ({
    id: `board.align-${how}`, title, icon, group: 'Align', words: 'line up', enabled: () => blocks() > 1, run: () => patch(aligned(drawn(), how), 'align'),
  });
  const pack = (how: Packing, title: string, words: string): Action => ({
    id: `board.pack-${how}`, title, icon: how === 'grid' ? LayoutGrid : LayoutDashboard, group: 'Pack', words, enabled: () => packable(drawn()).length > 1,
    run: () => patch(packedAs(drawn(), how, screenShape()), 'pack'),
  });
  const level = (by: Level, title: string): Action => ({
    id: `board.same-${by}`, title, group: 'Pack', words: 'normalise size', enabled: () => packable(drawn()).length > 1, run: () => patch(levelled(drawn(), by), 'resize'),
  });
  const order = (id: string, title: string, before: (a: BoardItem, b: BoardItem) => number): Action => ({
    id: `board.pack-by-${id}`, title, group: 'Pack', words: 'sort order collage', enabled: () => packable(drawn()).length > 1,
    run: () => {
      const place = new Map(stored().sort(before).map((item, at) => [item.id, at]));
      const items = drawn().sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
      return patch(packedAs(items, 'collage', screenShape(), true), 'pack');
    },
  });
  const info = (item: BoardItem) => board.contents?.pictures.find((one) => one.id === item.pictureId);
  const nameOf = (item: BoardItem) => item.text || item.style.caption || info(item)?.name || '';
  const restyle = (items: readonly BoardItem[], change: Style, why: PatchVerb) => patch(items.map((item) => ({ id: item.id, style: { ...item.style, ...change } })), why);
  const groupsOf = () => new Set(stored().map((item) => item.style.group).filter(Boolean));

  return [
    {
      id: 'board.group', title: 'Group', icon: GroupIcon, keys: ['Mod+G'], group: 'Arrange',
      enabled: () => free().length > 1 && !(groupsOf().size === 1 && stored().every((item) => item.style.group)),
      run: () => restyle(free(), { group: crypto.randomUUID() }, 'group'),
    },
    { id: 'board.ungroup', title: 'Ungroup', icon: Ungroup, keys: ['Mod+Shift+G'], group: 'Arrange', enabled: () => groupsOf().size > 0, run: () => restyle(stored(), { group: undefined }, 'ungroup') },
    { id: 'board.lock', title: 'Lock', icon: Lock, keys: ['Mod+L'], group: 'Arrange', words: 'fix hold', enabled: () => free().length > 0, run: () => restyle(free(), { locked: true }, 'lock') },
    {
      id: 'board.unlock', title: 'Unlock', icon: LockOpen, keys: ['Mod+Shift+L'], group: 'Arrange', enabled: () => stored().some((item) => item.style.locked),
      run: () => restyle(stored().filter((item) => item.style.locked), { locked: undefined }, 'unlock'),
    },
    {
      id: 'board.connect', title: 'Connect', icon: Spline, keys: ['L'], group: 'Arrange', words: 'arrow line join', enabled: () => joinable(board).length > 1,
      run: () => connectAll(board).catch(onfault),
    },
    {
      id: 'board.copy-style', title: 'Copy the style', icon: PaintRoller, keys: ['Mod+Alt+C'], group: 'Arrange', words: 'look format', enabled: () => stored().length === 1,
      run: () => {
        const [one] = stored();
        if (one) copied = looksOf(one.style);
      },
    },
    {
      id: 'board.paste-style', title: 'Paste the style', icon: PaintRoller, keys: ['Mod+Alt+V'], group: 'Arrange', words: 'look format', enabled: () => copied !== null && free().length > 0,
      run: () => patch(withLooks(free(), copied ?? {}), 'style'),
    },
    line('left', 'Align left', AlignStartVertical),
    line('centre', 'Align centres', AlignCenterVertical),
    line('right', 'Align right', AlignEndVertical),
    line('top', 'Align top', AlignStartHorizontal),
    line('middle', 'Align middles', AlignCenterHorizontal),
    line('bottom', 'Align bottom', AlignEndHorizontal),
    { id: 'board.distribute-x', title: 'Equal gaps across', icon: AlignHorizontalSpaceBetween, group: 'Align', words: 'distribute', enabled: () => blocks() > 2, run: () => patch(distributed(drawn(), 'x'), 'distribute') },
    { id: 'board.distribute-y', title: 'Equal gaps down', icon: AlignVerticalSpaceBetween, group: 'Align', words: 'distribute', enabled: () => blocks() > 2, run: () => patch(distributed(drawn(), 'y'), 'distribute') },
    { id: 'board.tidy', title: 'Tidy up', icon: Sparkles, keys: ['Shift+T'], group: 'Align', enabled: () => blocks() > 1, run: () => patch(tidied(drawn()), 'tidy') },
    pack('collage', 'Pack as a collage', 'rows'),
    pack('gapless', 'Fill the screen’s shape, no gaps', 'collage wallpaper aspect'),
    pack('grid', 'Pack as a grid', 'cells'),
    pack('columns', 'Pack in columns', 'masonry'),
    level('height', 'Same height'),
    level('width', 'Same width'),
    level('area', 'Same area'),
    order('name', 'Collage by name', (a, b) => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true })),
    order('colour', 'Collage by colour', (a, b) => colourOrder(info(a)?.colour ?? '') - colourOrder(info(b)?.colour ?? '')),
    order('date', 'Collage by date added', (a, b) => a.created - b.created || (a.id < b.id ? -1 : 1)),
    {
      id: 'board.crop', title: 'Crop', icon: Crop, group: 'Picture', words: 'move inside frame zoom', enabled: () => picture() !== undefined,
      run: () => crop(picture()?.id ?? ''),
    },
    {
      id: 'board.flip-x', title: 'Flip left to right', icon: FlipHorizontal, keys: ['Shift+H'], group: 'Picture', words: 'mirror', enabled: () => free().some((item) => item.kind === 'picture'),
      run: () => patch(free().filter((item) => item.kind === 'picture').map((item) => ({ id: item.id, style: flippedStyle(item.style, 'x') })), 'flip'),
    },
    {
      id: 'board.flip-y', title: 'Flip upside down', icon: FlipVertical, keys: ['Shift+V'], group: 'Picture', words: 'mirror', enabled: () => free().some((item) => item.kind === 'picture'),
      run: () => patch(free().filter((item) => item.kind === 'picture').map((item) => ({ id: item.id, style: flippedStyle(item.style, 'y') })), 'flip'),
    },
    { id: 'board.replace-picture', title: 'Replace the picture', icon: Replace, group: 'Picture', words: 'swap change file', enabled: () => picture() !== undefined, run: () => adding.replace(picture()?.id ?? '').catch(onfault) },
  ];
}

/** Width over height of the screen that the collage may become the wallpaper of. */
function screenShape(): number {
  const { width, height } = window.screen;
  return width > 0 && height > 0 ? width / height : 16 / 9;
}

const joinable = (board: BoardState): string[] => [...board.selection].filter((id) => board.item(id)?.kind !== 'connector');

/** Joins what is selected, each to the next, in the order in which it was selected. */
async function connectAll(board: BoardState): Promise<void> {
  const byID = new Map(board.scene?.items.map((item) => [item.id, item]));
  const ends = joinable(board).flatMap((id) => byID.get(id) ?? []);
  const lines = ends.slice(1).map((to, at) => ({ from: ends[at] ?? to, to, line: lineBetween(ends[at] ?? to, to, 'straight') }));
  await board.connect(lines.map(({ from, to, line: run }) => ({ from: from.id, to: to.id, line: run })));
}
