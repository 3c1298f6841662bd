// One goal as a wallpaper: its picture over the whole screen, or a drawn land where there is none, and on it what the
// goal is, why, how far, how long and what comes next.
//
// Rules:
// - The words stand in one column, at the left foot of a wide screen and at the foot of an upright one: clear of the
//   corner where desktops put icons, and of panels.
// - A picture that would lose more than half of itself, or be enlarged to a blur, is not stretched over the screen: it
//   stands whole beside the words, before a veil of its own colours.
// - What lies behind the words is measured, and covered just as far as they need to be read: by night's colour under
//   light words, or by paper under dark ones, whichever takes less.

import type { Type } from '../faces';
import type { Rect, Size } from '../geometry';
import { hueIndex, type MotifName, type Scene, type SceneItem, type ScenePicture, type ThemeName } from '../scene';
import type { Layout, TextBox, TextLayouts } from '../text';
import { daysText, percentText } from '../paint/words';
import { horizon, landOf, type Land } from './land';
import { measured, scrimFor, type Sample, type Scrim } from './scrim';

export interface GoalWords {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly progress: number | null;
  readonly daysLeft: number | null;
  readonly reached: boolean;
  readonly nextAction: string;
  readonly hue: number;
  readonly motif?: MotifName;
  readonly picture?: ScenePicture;
}

/** What lies under the words. */
export interface Ground {
  readonly scene: Scene;
  /** A drawn land behind the scene. */
  readonly land: Land | null;
  /** A picture whose colours, blurred, fill the screen behind the scene. */
  readonly veil: ScenePicture | null;
  /** Where the words may stand. */
  readonly column: Rect;
  readonly wide: boolean;
}

export type Mark =
  /** Covers `words` fully and runs out beyond them; `words` lies at the left foot, or across the foot. */
  | { readonly kind: 'scrim'; readonly scrim: Scrim; readonly words: Rect; readonly wide: boolean; readonly size: Size }
  | { readonly kind: 'text'; readonly layout: Layout; readonly x: number; readonly y: number; readonly colour: string }
  | { readonly kind: 'bar'; readonly box: Rect; readonly share: number; readonly track: string; readonly fill: string }
  | { readonly kind: 'star'; readonly x: number; readonly y: number; readonly r: number; readonly colour: string }
  | { readonly kind: 'arrow'; readonly x: number; readonly y: number; readonly w: number; readonly colour: string };

/** The length that everything is measured in: 1 on a screen of 1920 x 1080. */
export function unitOf(size: Size): number {
  return Math.min(Math.sqrt((size.w * size.h) / (1920 * 1080)), size.w / 900, size.h / 700);
}

/** What is painted under the words, and where they go. */
export function groundOf(goal: GoalWords, size: Size, theme: ThemeName): Ground {
  const u = unitOf(size);
  const wide = size.w >= size.h * 1.1;
  const margin = Math.round(Math.min(Math.max(size.w * 0.055, 40 * u), 150 * u));
  const foot = Math.round(Math.max(size.h * 0.105, 60 * u));
  const background = { kind: 'paper', value: '' } as const;
  const empty: Scene = { items: [], background, theme };
  const { picture } = goal;
  const whole: Rect = { x: 0, y: 0, w: size.w, h: size.h };
  if (!picture) {
    const land = landOf(hashOf(goal.id), hueIndex(goal.hue), theme, size, wide);
    const top = Math.max(size.h * (wide ? 0.14 : 0.3), 60 * u);
    const column = { ...columnOf(size, margin, foot, wide, u), y: top, h: size.h * (wide ? horizon.wide : horizon.upright) * 0.95 - top };
    return { scene: { ...empty, items: goal.motif ? [emblem(goal.motif, goal.hue, land)] : [] }, land, veil: null, column, wide };
  }
  if (suits(picture, size)) {
    return { scene: { ...empty, items: [pictured(picture, beyond(whole, 40))] }, land: null, veil: null, column: columnOf(size, margin, foot, wide, u), wide };
  }
  const column = wide ? { x: margin, y: margin, w: size.w * 0.4 - margin, h: size.h - margin - foot } : columnOf(size, margin, foot, wide, u);
  const room: Rect = wide
    ? { x: size.w * 0.46, y: margin, w: size.w * 0.54 - margin, h: size.h - margin - foot * 0.9 }
    : { x: margin, y: margin, w: size.w - 2 * margin, h: size.h * 0.54 - margin };
  return { scene: { ...empty, items: [pictured(picture, fittedInto(picture, room, u))] }, land: null, veil: picture, column, wide };
}

function columnOf(size: Size, margin: number, foot: number, wide: boolean, u: number): Rect {
  const w = wide ? Math.min(size.w * 0.44, 800 * u) : size.w - 2 * margin;
  const top = wide ? size.h * 0.2 : size.h * 0.5;
  return { x: margin, y: top, w, h: size.h - foot - top };
}

/** At least half of the picture shows, and a pixel of it is not larger than two and a half of the screen's. */
function suits(picture: ScenePicture, size: Size): boolean {
  const own = picture.width / Math.max(1, picture.height);
  const screen = size.w / size.h;
  const enlarged = Math.max(size.w / Math.max(1, picture.width), size.h / Math.max(1, picture.height));
  return Math.min(own / screen, screen / own) >= 0.5 && enlarged <= 2.5;
}

function fittedInto(picture: ScenePicture, room: Rect, u: number): Rect {
  const k = Math.min(room.w / Math.max(1, picture.width), room.h / Math.max(1, picture.height), 3 * Math.max(1, u));
  const w = picture.width * k;
  const h = picture.height * k;
  return { x: room.x + (room.w - w) / 2, y: room.y + (room.h - h) / 2, w, h };
}

function beyond(rect: Rect, by: number): Rect {
  // The painter rounds a picture's corners and throws its shadow: both fall outside the screen.
  return { x: rect.x - by, y: rect.y - by, w: rect.w + 2 * by, h: rect.h + 2 * by };
}

function pictured(picture: ScenePicture, box: Rect): SceneItem {
  return { id: 'picture', kind: 'picture', ...box, rotation: 0, z: 'a', text: '', style: {}, picture };
}

/** What hangs on the board for the goal, where the star would stand. */
function emblem(motif: MotifName, hue: number, { size, star }: Land): SceneItem {
  const side = Math.min(size.w * 0.34, size.h * 0.42);
  const x = Math.min(star.x, size.w * 0.94 - side / 2) - side / 2;
  return { id: 'emblem', kind: 'motif', x, y: Math.max(star.y - side * 0.35, size.h * 0.08), w: side, h: side, rotation: 0, z: 'a', text: '', style: { motif, hue, look: 'bare' } };
}

function hashOf(text: string): number {
  let hash = 0;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}

/** The same number of lines, as even as they can be: no word is left alone on the last. */
function balanced(layouts: TextLayouts, text: string, box: TextBox): Layout {
  let best = layouts.get(text, box);
  if (best.cut || best.lines.length < 2) return best;
  for (let width = box.width * 0.96; width > box.width * 0.5; width *= 0.96) {
    const tried = layouts.get(text, { ...box, width });
    if (tried.cut || tried.lines.length > best.lines.length || layouts.longestWord(text, box.type) > width) break;
    best = tried;
  }
  return best;
}

const titleSizes = [92, 82, 74, 66, 58, 50, 44, 38];

/** The words, and what has to lie behind them. `sample` is the ground as it was painted, in small. */
export function marksOf(goal: GoalWords, ground: Ground, size: Size, sample: Sample, layouts: TextLayouts): Mark[] {
  const u = unitOf(size);
  const { column, wide } = ground;
  const round = (value: number) => Math.max(1, Math.round(value * 2) / 2);
  const titleType: Type = { face: 'serif', weight: 500, size: round(92 * u), leading: 1.08 };
  const whyType: Type = { face: 'serif', weight: 400, size: round(30 * u), leading: 1.36 };
  const noteType: Type = { face: 'sans', weight: 500, size: round(23 * u), leading: 1.3 };
  const nextType: Type = { face: 'sans', weight: 400, size: round(25 * u), leading: 1.4 };

  const next = goal.nextAction && !goal.reached ? layouts.get(goal.nextAction, { type: nextType, width: column.w - 46 * u, maxLines: 2 }) : null;
  const left = goal.reached ? 'Reached' : percentText(goal.progress);
  const right = goal.reached ? null : daysText(goal.daysLeft);
  const bar = goal.progress !== null || goal.reached;
  const why = goal.why ? balanced(layouts, goal.why, { type: whyType, width: Math.min(column.w, 640 * u), maxLines: 4 }) : null;
  const heightBelow =
    (why ? why.height + 22 * u : 0) + (bar ? 10 * u + 34 * u : 0) + (left || right ? noteType.size * 1.3 + 14 * u : 0) + (next ? next.height + 26 * u : 0);
  const room = Math.max(column.h - heightBelow, titleType.size);
  const fitting = layouts.fit(goal.title, titleType, column.w, Math.min(room, titleType.size * 1.08 * 3.1), undefined, titleSizes.map((s) => round(s * u)));
  const title = fitting.cut ? fitting : balanced(layouts, goal.title, { type: fitting.type, width: column.w });

  const height = title.height + heightBelow;
  const top = column.y + column.h - height;
  const widest = Math.max(title.used, why?.used ?? 0, next ? next.used + 46 * u : 0, bar ? Math.min(column.w, 560 * u) : 0);
  const seen: Rect = { x: column.x, y: top, w: widest, h: height };
  // On a land the sky is already what words need; on a picture some cover makes them part of it.
  const scrim = scrimFor(measured(sample, size, seen), ground.scene.theme, ground.land ? 0 : 0.3);
  const light = scrim.ink === 'light';
  const ink = light ? '#ffffff' : '#1f2430';
  const soft = light ? 'rgba(255,255,255,0.9)' : '#3a404e';
  const gold = light ? '#f2b84b' : '#b87a14';
  const strong = light ? '#f2b84b' : '#8a5000';

  const marks: Mark[] = [];
  if (scrim.alpha > 0) marks.push({ kind: 'scrim', scrim, words: seen, wide, size });
  let y = top;
  marks.push({ kind: 'text', layout: title, x: column.x, y, colour: ink });
  y += title.height;
  if (why) {
    y += 22 * u;
    marks.push({ kind: 'text', layout: why, x: column.x, y, colour: soft });
    y += why.height;
  }
  if (bar) {
    y += 34 * u;
    const box: Rect = { x: column.x, y, w: Math.min(column.w, 560 * u), h: 10 * u };
    marks.push({ kind: 'bar', box, share: goal.reached ? 1 : (goal.progress ?? 0), track: light ? 'rgba(255,255,255,0.32)' : 'rgba(31,36,48,0.16)', fill: gold });
    y += 10 * u;
  }
  if (left || right) {
    y += 14 * u;
    let x = column.x;
    if (goal.reached) {
      const r = noteType.size * 0.56;
      marks.push({ kind: 'star', x: x + r, y: y + noteType.size * 0.65, r, colour: strong });
      x += r * 2.7;
    }
    const words = [left, right].filter((one) => one !== null).join('   ·   ');
    marks.push({ kind: 'text', layout: layouts.get(words, { type: noteType, width: column.w, maxLines: 1 }), x, y, colour: soft });
    y += noteType.size * 1.3;
  }
  if (next) {
    y += 26 * u;
    marks.push({ kind: 'arrow', x: column.x, y: y + nextType.size * 0.72, w: 28 * u, colour: strong });
    marks.push({ kind: 'text', layout: next, x: column.x + 46 * u, y, colour: ink });
  }
  return marks;
}
