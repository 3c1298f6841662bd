// The goal that a note, a word, a text or a motif stands for: its title where the item does not say it itself, how
// far it is, the days that are left, and a thin line of progress beneath.

import type { Type } from '../faces';
import type { SceneFace, SceneItem } from '../scene';
import { paintProgress } from './goal';
import type { Pen } from './pen';
import { starPath } from './star';
import { daysText, percentText } from './words';

/** Nothing under this many board units is written: it could not be read beside the item's own text. */
const smallest = 9;
const largest = 15;

export interface FootColours {
  readonly ink: string;
  /** The star before the words, and the progress that was made. */
  readonly mark: string;
  readonly track: string;
}

/** The goal that shows at an item's foot. Pictures and cards have faces of their own; an aspiration has no progress. */
export function goalAtFoot(item: SceneItem): SceneFace | null {
  const { face, kind } = item;
  return face && face.what === undefined && kind !== 'picture' && kind !== 'card' ? face : null;
}

/** Texts and bare drawings have no ground: their goal stands beneath them, where the painter looks for shadows too. */
const beneath = (item: SceneItem): boolean => item.kind === 'text' || (item.kind === 'motif' && item.style.look === 'bare');
const largestBeneath = 11;

function sizeOf(item: SceneItem): number {
  return Math.round(Math.min(beneath(item) ? largestBeneath : largest, Math.max(smallest, item.w * 0.058)) * 2) / 2;
}

const lineOf = (size: number): number => Math.max(2, size * 0.2);

/** The height of an item's foot; 0 without a goal. */
export function footHeight(item: SceneItem): number {
  const face = goalAtFoot(item);
  if (!face) return 0;
  const size = sizeOf(item);
  return size * 1.3 * (told(item, face) && !beneath(item) ? 2 : 1) + (hasLine(face) ? size * 0.35 + lineOf(size) : 0);
}

const hasLine = (face: SceneFace): boolean => face.progress !== null && !face.reached;

const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/** The goal's title, where the item does not say it itself. */
const told = (item: SceneItem, face: SceneFace): string => (item.kind !== 'motif' && same(face.title, item.text) ? '' : face.title);

/** Paints the foot with its top left at x, y, in the width given. */
export function paintFoot(pen: Pen, item: SceneItem, x: number, y: number, width: number, colours: FootColours): void {
  const face = goalAtFoot(item);
  if (!face) return;
  const { ctx } = pen;
  const size = sizeOf(item);
  if (size * pen.scale < 4 || width < size * 3) return;
  const type: Type = { face: 'sans', weight: 500, size, leading: 1.3 };
  const percent = face.reached ? 'Reached' : percentText(face.progress);
  const days = face.reached ? null : daysText(face.daysLeft);
  const indent = size * 1.35;
  const title = told(item, face);
  const write = (text: string, top: number, room: number) =>
    pen.text(pen.layouts.get(text, { type, width: room, maxLines: 1 }), x + indent, top, colours.ink);
  ctx.fillStyle = colours.mark;
  starPath(ctx, x + size * 0.5, y + size * 0.64, size * 0.56);
  ctx.fill();
  const two = title !== '' && !beneath(item);
  if (two) write(title, y, width - indent);
  const below = two ? y + size * 1.3 : y;
  const left = [two ? null : title, percent ?? days].filter(Boolean).join('  ') || (two ? '' : 'Goal');
  if (left) write(left, below, width - indent);
  if (percent && days) pen.text(pen.layouts.get(days, { type, width, align: 'right', maxLines: 1 }), x, below, colours.ink);
  if (!hasLine(face)) return;
  const line = lineOf(size);
  paintProgress(pen, x, below + size * 1.65, width, line, face.progress ?? 0, colours.track, colours.mark);
}
