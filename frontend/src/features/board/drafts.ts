// What a new note, text or word is before anything is written on it, and where it goes.
import type { ItemDraft } from '../../backend/types';
import { besideOthers, freePlace } from '../../canvas/arrange';
import type { Box, Point, Rect, Size } from '../../canvas/geometry';

export type WrittenKind = 'note' | 'text' | 'word';

const sizes: Record<WrittenKind, Size> = { note: { w: 220, h: 200 }, text: { w: 320, h: 48 }, word: { w: 320, h: 160 } };
const styles: Record<WrittenKind, ItemDraft['style']> = { note: { paper: 'butter', face: 'hand' }, text: { face: 'sans', size: 20 }, word: {} };

/** Something to write on, its middle at a point. Where `within` is given, a text, which has no ground of its own, goes
 *  to the nearest place in there where nothing lies. */
export function draftOf(kind: WrittenKind, middle: Point, text: string, items: readonly Box[], within: Rect | null): ItemDraft {
  const size = sizes[kind];
  const free = kind === 'text' && within ? freePlace(size, middle, items, within) : null;
  const corner = free ?? besideOthers({ x: middle.x - size.w / 2, y: middle.y - size.h / 2 }, items);
  return { kind, ...corner, ...size, rotation: 0, pictureId: '', goalId: '', aspirationId: '', text, style: styles[kind] };
}
