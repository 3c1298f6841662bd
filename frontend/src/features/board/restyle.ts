// What a style says and how it is carried from one thing to another.
import type { BoardItem, ItemPatch } from '../../backend/types';

export type Style = BoardItem['style'];

/** What belongs to the one thing and is not carried over: what it shows, what it holds on to, whom it goes with. */
const own = ['motif', 'cropX', 'cropY', 'cropZoom', 'flip', 'caption', 'locked', 'group', 'shape', 'from', 'to'] as const;

/** The looks of a thing, to be given to others. */
export function looksOf(style: Style): Style {
  const looks = { ...style };
  for (const key of own) delete looks[key];
  return looks;
}

/** Other things with these looks; what is their own stays. */
export function withLooks(items: readonly BoardItem[], looks: Style): ItemPatch[] {
  return items.map((item) => {
    const kept: Style = {};
    for (const key of own) if (item.style[key] !== undefined) Object.assign(kept, { [key]: item.style[key] });
    return { id: item.id, style: { ...looks, ...kept } };
  });
}

/** The same change to the styles of several. */
export function restyled(items: readonly BoardItem[], change: Style): ItemPatch[] {
  return items.map((item) => ({ id: item.id, style: { ...item.style, ...change } }));
}

/** Turned over along an axis: done twice it is as before. */
export function flippedStyle(style: Style, axis: 'x' | 'y'): Style {
  const now = style.flip ?? '';
  const x = now.includes('x') !== (axis === 'x');
  const y = now.includes('y') !== (axis === 'y');
  return { ...style, flip: `${x ? 'x' : ''}${y ? 'y' : ''}` || undefined };
}
