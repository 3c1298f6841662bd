// What goes with what: groups are selected as one, a frame takes what lies in it along, what is locked is left alone,
// and connectors follow what they hold on to.

import { holdsOn } from './connector';
import { bounds, centreOf, insideBox } from './geometry';
import type { SceneItem } from './scene';

/** The ids with all others of their groups. */
export function withGroups(items: readonly SceneItem[], ids: Iterable<string>): Set<string> {
  const out = new Set(ids);
  const groups = new Set<string>();
  for (const item of items) if (item.style.group !== undefined && out.has(item.id)) groups.add(item.style.group);
  if (groups.size > 0) for (const item of items) if (item.style.group !== undefined && groups.has(item.style.group)) out.add(item.id);
  return out;
}

/** The ids with what lies in the frames among them: what has its middle there and is no larger than the frame. */
export function withContents(items: readonly SceneItem[], ids: Iterable<string>): Set<string> {
  const out = new Set(ids);
  for (const frame of items) {
    if (frame.kind !== 'frame' || !out.has(frame.id)) continue;
    for (const item of items) if (item !== frame && liesIn(item, frame)) out.add(item.id);
  }
  return out;
}

export function liesIn(item: SceneItem, frame: SceneItem): boolean {
  const box = bounds(item);
  const room = bounds(frame);
  return box.w <= room.w && box.h <= room.h && insideBox(frame, centreOf(box));
}

/** What a hand moves that takes these: with the contents of frames, without what is locked or held by both ends. */
export function movable(items: readonly SceneItem[], ids: ReadonlySet<string>): SceneItem[] {
  const all = withContents(items, ids);
  return items.filter((item) => all.has(item.id) && free(item));
}

/** Whether the hand may change the item's box. */
export const free = (item: SceneItem): boolean => item.style.locked !== true && !(item.kind === 'connector' && holdsOn(item));

/** Connectors that hold on to any of these. */
export function connectorsOf(items: readonly SceneItem[], ids: ReadonlySet<string>): SceneItem[] {
  return items.filter(
    (item) => item.kind === 'connector' && ((item.style.from !== undefined && ids.has(item.style.from)) || (item.style.to !== undefined && ids.has(item.style.to))),
  );
}
