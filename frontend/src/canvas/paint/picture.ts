// A picture: its mean colour until a preview has come, then the preview that covers its device pixels, cut to its mask,
// with its border and shadow. A box of another shape than the picture shows a part of it, never a stretched one: the
// middle, or what the person has moved there.

import type { Type } from '../faces';
import type { Rect } from '../geometry';
import type { Crop, SceneItem, ScenePicture } from '../scene';
import { paintGoal } from './goal';
import { smallestRounded, type Pen } from './pen';

const radius = 6;
const roundedShare = 0.14;
const print = { light: '#fdfcf8', dark: '#e6e1d6' } as const;
const captionType: Type = { face: 'sans', weight: 500, size: 13, leading: 1.35 };
const gold = '#f2b84b';

/** The part of the box that shows the picture itself: all of it, but for a print's white. */
export function imageArea(item: Pick<SceneItem, 'w' | 'h' | 'style'>): Rect {
  const { w, h } = item;
  if (item.style.mask !== 'polaroid') return { x: 0, y: 0, w, h };
  const edge = Math.min(w, h) * 0.055;
  const foot = Math.min(h * 0.3, Math.max(edge * 2, Math.min(w, h) * 0.19));
  return { x: edge, y: edge, w: Math.max(1, w - 2 * edge), h: Math.max(1, h - edge - foot) };
}

/** The longer side, in device pixels, that the whole picture would have if it were drawn over this box. */
export function pixelsFor(picture: ScenePicture, w: number, h: number, scale: number): number {
  const pw = Math.max(1, picture.width);
  const ph = Math.max(1, picture.height);
  return Math.max(w / pw, h / ph) * Math.max(pw, ph) * scale;
}

/** The same for an item that shows it, cropped as it is. */
export function pixelsOf(item: SceneItem, picture: ScenePicture, scale: number): number {
  const { w, h } = imageArea(item);
  return pixelsFor(picture, w, h, scale * (item.style.crop?.zoom ?? 1));
}

/** The part of a bitmap that shows in a box: it covers the box, and never shows beyond its own edge. */
export function partShown(bw: number, bh: number, w: number, h: number, crop: Crop | undefined): Rect {
  const cover = Math.max(w / bw, h / bh) * Math.max(1, crop?.zoom ?? 1);
  const pw = Math.min(bw, w / cover);
  const ph = Math.min(bh, h / cover);
  const within = (at: number, part: number, whole: number) => Math.min(whole - part, Math.max(0, at * whole - part / 2));
  return { x: within(crop?.x ?? 0.5, pw, bw), y: within(crop?.y ?? 0.5, ph, bh), w: pw, h: ph };
}

export function paintPicture(pen: Pen, item: SceneItem): void {
  const { ctx, scale } = pen;
  const { w, h, style, face } = item;
  if (Math.max(w, h) * scale < smallestRounded) {
    paintImage(pen, item, { x: 0, y: 0, w, h }, false);
    return;
  }
  const area = imageArea(item);
  const goal = face?.what === undefined ? face : undefined;
  // Through a pale picture its own shadow would show.
  const shadow = style.shadow !== 'none' && (style.opacity ?? 1) > 0.97;
  if (shadow && style.mask === 'circle') pen.shadows.round(pen, w, h);
  else if (shadow) pen.shadows.draw(pen, style.shadow ?? (style.mask === 'polaroid' ? 'lifted' : 'flat'), w, h);
  if (style.mask === 'polaroid') {
    ctx.fillStyle = print[pen.theme.name];
    pen.rounded(0, 0, w, h, 3);
    ctx.fill();
  }
  ctx.save();
  outline(pen, item, area, 0);
  ctx.clip();
  paintImage(pen, item, area, face !== undefined);
  ctx.translate(area.x, area.y);
  if (face) paintGoal(pen, face, area.w, area.h, style.mask === 'circle');
  if (goal && style.progress === 'ring' && goal.progress !== null && !goal.reached) paintRing(pen, goal.progress, area.w, area.h);
  ctx.restore();
  pen.forgetFont();
  paintBorder(pen, item, area);
  paintCaption(pen, item, area);
}

/** The path that the picture is cut to, moved in from its edge. */
function outline(pen: Pen, item: SceneItem, area: Rect, inset: number): void {
  const { ctx } = pen;
  const x = area.x + inset;
  const y = area.y + inset;
  const w = Math.max(1, area.w - 2 * inset);
  const h = Math.max(1, area.h - 2 * inset);
  switch (item.style.mask) {
    case 'circle':
      ctx.beginPath();
      ctx.ellipse(x + w / 2, y + h / 2, w / 2, h / 2, 0, 0, Math.PI * 2);
      return;
    case 'rounded':
      return pen.rounded(x, y, w, h, Math.max(0, Math.min(area.w, area.h) * roundedShare - inset));
    case 'rectangle':
    case 'polaroid':
      return pen.rounded(x, y, w, h, item.style.mask === 'polaroid' ? 1.5 : 0);
    default:
      return pen.rounded(x, y, w, h, Math.max(0, radius - inset));
  }
}

function paintBorder(pen: Pen, item: SceneItem, area: Rect): void {
  const width = Math.min(item.style.border ?? 0, Math.min(area.w, area.h) / 3);
  if (width <= 0) return;
  const { ctx } = pen;
  outline(pen, item, area, width / 2);
  ctx.strokeStyle = pen.edge(item.style.edge ?? 'white');
  ctx.lineWidth = width;
  ctx.stroke();
}

function paintCaption(pen: Pen, item: SceneItem, area: Rect): void {
  const { caption, mask } = item.style;
  if (!caption) return;
  if (mask === 'polaroid') {
    const room = item.h - area.y - area.h;
    const size = Math.min(34, Math.max(9, room * 0.5));
    const type: Type = { face: 'hand', weight: 500, size, leading: 1.15 };
    const layout = pen.layouts.get(caption, { type, width: area.w, align: 'centre', maxLines: 1 });
    pen.text(layout, area.x, area.y + area.h + (room - layout.height) / 2, '#3a3f4c');
    return;
  }
  const layout = pen.layouts.get(caption, { type: captionType, width: item.w, align: 'centre', maxLines: 1 });
  pen.halo(layout, 0, item.h + 4);
  pen.text(layout, 0, item.h + 4, pen.onDark ? '#f6f2ea' : '#1f2430');
}

function paintImage(pen: Pen, item: SceneItem, area: Rect, faced: boolean): void {
  const { ctx } = pen;
  const { picture, style, face } = item;
  const bitmap = picture ? pen.pictures.bitmap(picture, pixelsOf(item, picture, pen.scale)) : null;
  if (!bitmap || !picture) {
    ctx.fillStyle = picture?.colour || pen.theme.track;
    ctx.fillRect(area.x, area.y, area.w, area.h);
    if (!picture || pen.pictures.broken(picture.id)) paintBroken(pen, area, faced ? 0.3 : 0.5);
    return;
  }
  const progress = face?.what === undefined && face?.progress !== null && face !== undefined && !face.reached ? face.progress : null;
  const veiled = style.progress === 'blur' && progress !== null ? pen.blurs.of(picture.id, bitmap, progress) : bitmap;
  const part = partShown(veiled.width, veiled.height, area.w, area.h, style.crop);
  const across = style.flip === 'x' || style.flip === 'xy';
  const over = style.flip === 'y' || style.flip === 'xy';
  if (across || over) {
    ctx.save();
    ctx.translate(across ? 2 * area.x + area.w : 0, over ? 2 * area.y + area.h : 0);
    ctx.scale(across ? -1 : 1, over ? -1 : 1);
  }
  ctx.drawImage(veiled, part.x, part.y, part.w, part.h, area.x, area.y, area.w, area.h);
  if (across || over) ctx.restore();
  if (style.grey) greyed(pen, area.x, area.y, area.w, area.h);
  else if (style.progress === 'grey' && progress !== null) {
    // What is done is in colour, from the left; the rest is still grey.
    const done = Math.min(1, Math.max(0, progress)) * area.w;
    greyed(pen, area.x + done, area.y, area.w - done, area.h);
  }
}

/** Takes the colour out of what has just been painted. WebKit's canvas has no filter, but it can composite. */
function greyed(pen: Pen, x: number, y: number, w: number, h: number): void {
  const { ctx } = pen;
  if (w <= 0) return;
  ctx.globalCompositeOperation = 'saturation';
  ctx.fillStyle = '#808080';
  ctx.fillRect(x, y, w, h);
  ctx.globalCompositeOperation = 'source-over';
}

/** A ring that fills, with the percent in it. */
function paintRing(pen: Pen, progress: number, w: number, h: number): void {
  const { ctx } = pen;
  const r = Math.min(38, Math.min(w, h) * 0.16);
  if (r * pen.scale < 7) return;
  const cx = w - r * 1.35;
  const cy = r * 1.35;
  const share = Math.min(1, Math.max(0, progress));
  ctx.fillStyle = 'rgba(11,14,24,0.72)';
  ctx.beginPath();
  ctx.arc(cx, cy, r, 0, Math.PI * 2);
  ctx.fill();
  ctx.lineWidth = r * 0.18;
  ctx.lineCap = 'round';
  ctx.strokeStyle = 'rgba(255,255,255,0.3)';
  ctx.beginPath();
  ctx.arc(cx, cy, r * 0.78, 0, Math.PI * 2);
  ctx.stroke();
  if (share > 0) {
    ctx.strokeStyle = gold;
    ctx.beginPath();
    ctx.arc(cx, cy, r * 0.78, -Math.PI / 2, -Math.PI / 2 + share * Math.PI * 2);
    ctx.stroke();
  }
  const type: Type = { face: 'sans', weight: 600, size: Math.round(r * 0.46 * 2) / 2, leading: 1.2 };
  const layout = pen.layouts.get(`${Math.round(share * 100)}`, { type, width: 2 * r, align: 'centre', maxLines: 1 });
  pen.text(layout, cx - r, cy - layout.height / 2, '#ffffff');
}

/** A picture whose file cannot be read: a frame with a torn line through it. */
function paintBroken(pen: Pen, area: Rect, height: number): void {
  const { w, h } = area;
  const size = Math.min(w, h) * (height < 0.5 ? 0.2 : 0.3);
  if (size * pen.scale < 8) return;
  const s = Math.min(size, 44);
  const { ctx } = pen;
  const x = area.x + (w - s) / 2;
  const y = area.y + h * height - s / 2;
  ctx.lineWidth = s * 0.06;
  ctx.lineJoin = 'round';
  ctx.fillStyle = 'rgba(255,255,255,0.82)';
  pen.rounded(x - s * 0.3, y - s * 0.3, s * 1.6, s * 1.6, s * 0.3);
  ctx.fill();
  ctx.strokeStyle = '#4b5060';
  pen.rounded(x, y, s, s, s * 0.14);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x + s * 0.62, y);
  ctx.lineTo(x + s * 0.42, y + s * 0.36);
  ctx.lineTo(x + s * 0.6, y + s * 0.56);
  ctx.lineTo(x + s * 0.4, y + s);
  ctx.stroke();
}
