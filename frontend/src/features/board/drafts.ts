// What a new note, text or word is before anything is written on it, and where it goes.
import type { ItemDraft } from '../../backend/types';
import { besideOthers, freePlace } from '../../canvas/arrange';
import { grown, type Box, type Point, type Rect, type Size } from '../../canvas/geometry';
import { frameTitle } from '../../canvas/hit';
import type { Shape } from '../../canvas/scene';

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

const framePad = 24;

/** A frame or a shape, its middle at a point; a frame around `around` where that is given, with room for its title. */
export function drawnDraft(kind: 'frame' | 'shape', shape: Shape | undefined, middle: Point, around: Rect | null, items: readonly Box[]): ItemDraft {
  const bare = { rotation: 0, pictureId: '', goalId: '', aspirationId: '', text: '' };
  if (kind === 'frame' && around) {
    const box = grown(around, framePad);
    return { kind, ...bare, x: box.x, y: box.y - frameTitle + framePad / 2, w: box.w, h: box.h + frameTitle - framePad / 2, style: {} };
  }
  const size = kind === 'frame' ? { w: 640, h: 420 } : shape === 'line' ? { w: 280, h: 16 } : { w: 200, h: shape === 'rectangle' ? 140 : 200 };
  const corner = besideOthers({ x: middle.x - size.w / 2, y: middle.y - size.h / 2 }, items);
  return { kind, ...bare, ...corner, ...size, style: kind === 'frame' ? {} : { shape, hue: 5 } };
}
