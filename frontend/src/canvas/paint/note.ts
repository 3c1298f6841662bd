// Notes on paper, and plain texts on the board. What the editor needs to look the same stands here too.

import type { Align, Face, SceneItem } from '../scene';
import type { Layout, TextLayouts } from '../text';
import { weightOf, type Type } from '../faces';
import type { Theme } from '../theme';
import { footHeight, paintFoot } from './foot';
import { smallestRounded, type Pen } from './pen';

const noteSizes = [26, 23, 20, 18, 16, 14, 12.5];
export const notePadding = 16;
const footGap = 8;
const defaultTextSize = 22;

function noteType(item: SceneItem): Type {
  const face: Face = item.style.face ?? 'hand';
  return { face, weight: item.style.weight ?? weightOf(face), size: item.style.size ?? noteSizes[0] ?? 26 };
}

/** The sizes a note tries, from its own downwards. */
function sizesFrom(size: number): number[] {
  return [size, ...noteSizes.filter((s) => s < size)];
}

const sizesOf = new Map<number, number[]>();

export function noteLayout(layouts: TextLayouts, item: SceneItem): Layout {
  const type = noteType(item);
  let sizes = sizesOf.get(type.size);
  if (!sizes) sizesOf.set(type.size, (sizes = sizesFrom(type.size)));
  const pad = paddingOf(item);
  return layouts.fit(item.text, type, item.w - 2 * pad, noteRoom(item), item.style.align, sizes);
}

/** The height that a note has for its text: a goal takes some at the foot. */
export function noteRoom(item: SceneItem): number {
  const foot = footHeight(item);
  return Math.max(1, item.h - 2 * paddingOf(item) - (foot > 0 ? foot + footGap : 0));
}

export function paddingOf(item: SceneItem): number {
  return Math.min(notePadding, item.w * 0.12, item.h * 0.12);
}

export function textLayout(layouts: TextLayouts, item: SceneItem): Layout {
  const face: Face = item.style.face ?? 'sans';
  const type: Type = { face, weight: item.style.weight ?? weightOf(face), size: item.style.size ?? defaultTextSize };
  return layouts.get(item.text, { type, width: item.w, align: item.style.align });
}

export function paintNote(pen: Pen, item: SceneItem): void {
  const { ctx, theme } = pen;
  const { w, h } = item;
  const paper = theme.papers[item.style.paper ?? 'butter'];
  if (Math.max(w, h) * pen.scale < smallestRounded) {
    ctx.fillStyle = paper;
    ctx.fillRect(0, 0, w, h);
    return;
  }
  pen.shadows.draw(pen, 'lifted', w, h);
  const fold = Math.min(22, w * 0.16, h * 0.16);
  ctx.fillStyle = paper;
  sheet(pen, w, h, fold);
  ctx.fill();
  pen.sheen(w, h);
  paintFold(pen, paper, w, h, fold);
  const pad = paddingOf(item);
  const foot = footHeight(item);
  // The turned corner is left free.
  if (foot > 0) paintFoot(pen, item, pad, h - pad * 0.8 - foot, w - 2 * pad - fold * 0.5, { ink: theme.ink, mark: theme.star, track: trackOn(theme.name) });
  if (pen.editing === item.id || item.text === '') return;
  const layout = noteLayout(pen.layouts, item);
  pen.text(layout, pad, pad, theme.ink);
}

/** A sheet whose lower right corner is turned up. */
function sheet(pen: Pen, w: number, h: number, fold: number): void {
  const { ctx } = pen;
  const r = Math.min(2, w / 4, h / 4);
  ctx.beginPath();
  ctx.moveTo(r, 0);
  ctx.lineTo(w - r, 0);
  ctx.quadraticCurveTo(w, 0, w, r);
  ctx.lineTo(w, h - fold);
  ctx.lineTo(w - fold, h);
  ctx.lineTo(r, h);
  ctx.quadraticCurveTo(0, h, 0, h - r);
  ctx.lineTo(0, r);
  ctx.quadraticCurveTo(0, 0, r, 0);
  ctx.closePath();
}

function paintFold(pen: Pen, paper: string, w: number, h: number, fold: number): void {
  const { ctx } = pen;
  ctx.beginPath();
  ctx.moveTo(w, h - fold);
  ctx.quadraticCurveTo(w - fold * 0.72, h - fold * 0.98, w - fold * 0.86, h - fold * 0.86);
  ctx.quadraticCurveTo(w - fold * 0.98, h - fold * 0.72, w - fold, h);
  ctx.closePath();
  ctx.fillStyle = paper;
  ctx.fill();
  ctx.fillStyle = pen.theme.name === 'dark' ? 'rgba(255,255,255,0.09)' : 'rgba(84,62,24,0.10)';
  ctx.fill();
}

/** What progress runs on where the ground is coloured. */
export const trackOn = (name: Theme['name']): string => (name === 'dark' ? 'rgba(255,255,255,0.16)' : 'rgba(31,36,48,0.14)');

export function paintText(pen: Pen, item: SceneItem): void {
  // A text is as tall as its lines: its goal stands beneath them.
  const colour = textColour(pen.theme, pen.onDark, item);
  paintFoot(pen, item, 0, item.h + 2, item.w, { ink: colour, mark: pen.onDark ? '#f2b84b' : '#9a5b00', track: trackOn(pen.onDark ? 'dark' : 'light') });
  if (pen.editing === item.id || item.text === '') return;
  const layout = textLayout(pen.layouts, item);
  pen.halo(layout, 0, 0);
  pen.text(layout, 0, 0, colour);
}

export function textColour(theme: Theme, onDark: boolean, item: SceneItem): string {
  const hue = item.style.hue === undefined ? undefined : theme.hues[item.style.hue];
  if (onDark !== (theme.name === 'dark')) return onDark ? '#f6f2ea' : '#1f2430';
  return hue ? hue.ink : theme.ink;
}

/** How an editor above the canvas must dress to stand exactly on the painted text. Board units; scale with the zoom. */
export interface EditorDress {
  readonly font: string;
  readonly lineHeight: number;
  readonly align: Align | undefined;
  readonly colour: string;
  /** The text's box inside the item. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** The colour of a soft edge around the letters, where they stand on nothing of their own. */
  readonly halo?: string;
}

export function dressOf(layout: Layout, item: SceneItem, x: number, y: number, h: number, colour: string): EditorDress {
  return {
    font: layout.font,
    lineHeight: layout.type.size && layout.lines.length ? layout.height / layout.lines.length : layout.type.size,
    align: item.style.align,
    colour,
    x,
    y,
    w: layout.width,
    h,
  };
}
