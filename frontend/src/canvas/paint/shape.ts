// Frames, shapes and connectors: what orders a board without being a thing on it.

import type { Type } from '../faces';
import { labelWidth, pointAlong } from '../connector';
import { weightOf } from '../faces';
import type { Face, SceneItem } from '../scene';
import type { Layout, TextLayouts } from '../text';
import { mix, tonesOf, type Theme } from '../theme';
import { dressOf, type EditorDress } from './note';
import { smallestRounded, type Pen } from './pen';

const frameRadius = 14;
export const framePad = 16;
const defaultLine = 3;
const labelType: Type = { face: 'sans', weight: 500, size: 14, leading: 1.3 };

// Frames.

const frameType = (item: SceneItem): Type => {
  const face: Face = item.style.face ?? 'serif';
  return { face, weight: item.style.weight ?? weightOf(face), size: item.style.size ?? 22, leading: 1.25 };
};

export function frameLayout(layouts: TextLayouts, item: SceneItem): Layout {
  return layouts.get(item.text, { type: frameType(item), width: Math.max(20, item.w - 2 * framePad), align: item.style.align, maxLines: 1 });
}

export const frameTop = (layout: Layout): number => Math.max(4, (44 - layout.height) / 2 + 2);

function frameGround(pen: Pen, item: SceneItem): string {
  const { theme } = pen;
  const paper = item.style.paper ? theme.papers[item.style.paper] : item.style.hue === undefined ? null : tonesOf(theme, item.style.hue).wash;
  if (paper) return mix(paper, pen.ground, 0.35);
  return pen.onDark ? mix(pen.ground, '#ffffff', 0.06) : mix(pen.ground, '#54401a', 0.045);
}

export function paintFrame(pen: Pen, item: SceneItem): void {
  const { ctx } = pen;
  const { w, h } = item;
  const ground = frameGround(pen, item);
  ctx.fillStyle = ground;
  if (Math.max(w, h) * pen.scale < smallestRounded) {
    ctx.fillRect(0, 0, w, h);
    return;
  }
  pen.rounded(0, 0, w, h, frameRadius);
  ctx.fill();
  ctx.strokeStyle = mix(ground, pen.onDark ? '#ffffff' : '#3a2c10', 0.16);
  ctx.lineWidth = 1.25;
  pen.rounded(0.6, 0.6, w - 1.2, h - 1.2, frameRadius - 0.6);
  ctx.stroke();
  if (pen.editing === item.id || item.text === '') return;
  const layout = frameLayout(pen.layouts, item);
  pen.text(layout, framePad, frameTop(layout), frameInk(pen.onDark));
}

export const frameInk = (onDark: boolean): string => (onDark ? '#ece8df' : '#3a3f4c');

// Shapes.

function shapePath(pen: Pen, item: SceneItem, inset: number): void {
  const { ctx } = pen;
  const { w, h } = item;
  const i = inset;
  switch (item.style.shape) {
    case 'ellipse':
      ctx.beginPath();
      ctx.ellipse(w / 2, h / 2, Math.max(1, w / 2 - i), Math.max(1, h / 2 - i), 0, 0, Math.PI * 2);
      return;
    case 'triangle':
      ctx.beginPath();
      ctx.moveTo(w / 2, i);
      ctx.lineTo(w - i, h - i);
      ctx.lineTo(i, h - i);
      ctx.closePath();
      return;
    case 'diamond':
      ctx.beginPath();
      ctx.moveTo(w / 2, i);
      ctx.lineTo(w - i, h / 2);
      ctx.lineTo(w / 2, h - i);
      ctx.lineTo(i, h / 2);
      ctx.closePath();
      return;
    default:
      pen.rounded(i, i, Math.max(1, w - 2 * i), Math.max(1, h - 2 * i), 10);
  }
}

/** The part of a shape that its words stand in. */
export function shapeRoom(item: SceneItem): { x: number; y: number; w: number; h: number } {
  const { w, h } = item;
  const pad = Math.min(12, w * 0.08, h * 0.08);
  switch (item.style.shape) {
    case 'ellipse':
      return { x: w * 0.15, y: h * 0.15, w: w * 0.7, h: h * 0.7 };
    case 'triangle':
      return { x: w * 0.25, y: h * 0.5, w: w * 0.5, h: h * 0.46 };
    case 'diamond':
      return { x: w * 0.25, y: h * 0.25, w: w * 0.5, h: h * 0.5 };
    default:
      return { x: pad, y: pad, w: Math.max(1, w - 2 * pad), h: Math.max(1, h - 2 * pad) };
  }
}

const shapeSizes = [64, 40, 28, 22, 18, 15, 12.5];

export function shapeLayout(layouts: TextLayouts, item: SceneItem): Layout {
  const room = shapeRoom(item);
  const face: Face = item.style.face ?? 'sans';
  const size = item.style.size ?? 22;
  const type: Type = { face, weight: item.style.weight ?? 500, size };
  return layouts.fit(item.text, type, room.w, room.h, item.style.align ?? 'centre', [size, ...shapeSizes.filter((one) => one < size)]);
}

export function shapeInk(theme: Theme, onDark: boolean, item: SceneItem): string {
  const tones = tonesOf(theme, item.style.hue);
  const look = item.style.look ?? 'wash';
  return look === 'full' ? tones.onFull : look === 'bare' && onDark !== (theme.name === 'dark') ? (onDark ? '#f6f2ea' : '#1f2430') : tones.ink;
}

export function paintShape(pen: Pen, item: SceneItem): void {
  const { ctx, theme } = pen;
  const { w, h, style } = item;
  const tones = tonesOf(theme, style.hue);
  const look = style.look ?? 'wash';
  if (style.shape === 'line') {
    ctx.strokeStyle = style.edge ? pen.edge(style.edge) : tones.mark;
    ctx.lineWidth = style.border ?? defaultLine;
    ctx.lineCap = 'round';
    ctx.beginPath();
    ctx.moveTo(ctx.lineWidth / 2, h / 2);
    ctx.lineTo(w - ctx.lineWidth / 2, h / 2);
    ctx.stroke();
    return;
  }
  if (style.shadow === 'flat' || style.shadow === 'lifted') {
    if (style.shape === 'ellipse') pen.shadows.round(pen, w, h);
    else if (style.shape === 'rectangle' || style.shape === undefined) pen.shadows.draw(pen, style.shadow, w, h);
  }
  const width = Math.min(style.border ?? (look === 'full' ? 0 : 2), Math.min(w, h) / 3);
  if (look !== 'bare') {
    shapePath(pen, item, 0);
    ctx.fillStyle = look === 'full' ? tones.full : tones.wash;
    ctx.fill();
  }
  if (width > 0) {
    shapePath(pen, item, width / 2);
    ctx.strokeStyle = style.edge ? pen.edge(style.edge) : tones.mark;
    ctx.lineWidth = width;
    ctx.lineJoin = 'round';
    ctx.stroke();
  }
  if (pen.editing === item.id || item.text === '') return;
  const room = shapeRoom(item);
  const layout = shapeLayout(pen.layouts, item);
  pen.text(layout, room.x, room.y + Math.max(0, (room.h - layout.height) / 2), shapeInk(theme, pen.onDark, item));
}

// Connectors.

/** Drawn in board units: a connector's line is where it is, whatever its box. The origin is its box's corner. */
export function paintConnector(pen: Pen, item: SceneItem): void {
  const { line, style } = item;
  if (!line) return;
  const { ctx, theme } = pen;
  const colour = style.edge ? pen.edge(style.edge) : style.hue === undefined ? (pen.onDark ? '#cfd3de' : '#5a6070') : tonesOf(theme, style.hue).mark;
  const width = Math.max(1, style.border ?? defaultLine);
  const x = (at: number) => at - item.x;
  const y = (at: number) => at - item.y;
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = width;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  const head = 7 + width * 2.4;
  const arrow = style.arrow ?? 'end';
  ctx.beginPath();
  ctx.moveTo(x(line.ax), y(line.ay));
  ctx.bezierCurveTo(x(line.px), y(line.py), x(line.qx), y(line.qy), x(line.bx), y(line.by));
  ctx.stroke();
  if (arrow === 'end' || arrow === 'both') paintHead(pen, x(line.bx), y(line.by), line.bx - line.qx, line.by - line.qy, head);
  if (arrow === 'start' || arrow === 'both') paintHead(pen, x(line.ax), y(line.ay), line.ax - line.px, line.ay - line.py, head);
  if (item.text === '' || pen.editing === item.id) return;
  const layout = connectorLayout(pen.layouts, item);
  const middle = pointAlong(line, 0.5);
  const left = x(middle.x) - labelWidth / 2;
  // On a short line a label stands beside it, or it would hide the line.
  const short = Math.hypot(line.bx - line.ax, line.by - line.ay) < layout.used + 56;
  const top = y(middle.y) - layout.height / 2 - (short ? layout.height / 2 + width + 5 : 0);
  ctx.fillStyle = pen.ground;
  pen.rounded(x(middle.x) - layout.used / 2 - 6, top - 2, layout.used + 12, layout.height + 4, 6);
  ctx.fill();
  pen.text(layout, left, top, pen.onDark ? '#ece8df' : '#3a3f4c');
}

export function connectorLayout(layouts: TextLayouts, item: SceneItem): Layout {
  return layouts.get(item.text, { type: labelType, width: labelWidth, align: 'centre', maxLines: 1 });
}

/** The label's editor stands on the middle of the line. */
export function connectorDress(layouts: TextLayouts, item: SceneItem, onDark: boolean): EditorDress | null {
  if (!item.line) return null;
  const layout = connectorLayout(layouts, item);
  const middle = pointAlong(item.line, 0.5);
  const centred = { ...item, style: { ...item.style, align: 'centre' as const } };
  return dressOf(layout, centred, middle.x - item.x - labelWidth / 2, middle.y - item.y - layout.height / 2, layout.height, onDark ? '#ece8df' : '#3a3f4c');
}

function paintHead(pen: Pen, x: number, y: number, dx: number, dy: number, size: number): void {
  const length = Math.hypot(dx, dy) || 1;
  const ux = dx / length;
  const uy = dy / length;
  const { ctx } = pen;
  ctx.beginPath();
  ctx.moveTo(x - ux * size - uy * size * 0.55, y - uy * size + ux * size * 0.55);
  ctx.lineTo(x, y);
  ctx.lineTo(x - ux * size + uy * size * 0.55, y - uy * size - ux * size * 0.55);
  ctx.stroke();
}
