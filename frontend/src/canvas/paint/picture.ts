// A picture: its mean colour until a preview has come, then the preview that covers its device pixels, with rounded
// corners and a soft shadow. A box of another shape than the picture shows the middle of it, never a stretched one.

import type { SceneItem, ScenePicture } from '../scene';
import { paintGoal } from './goal';
import { smallestRounded, type Pen } from './pen';

const radius = 6;

/** The longer side, in device pixels, that the whole picture would have if it were drawn over this box. */
export function pixelsFor(picture: ScenePicture, w: number, h: number, scale: number): number {
  const pw = Math.max(1, picture.width);
  const ph = Math.max(1, picture.height);
  return Math.max(w / pw, h / ph) * Math.max(pw, ph) * scale;
}

export function paintPicture(pen: Pen, item: SceneItem): void {
  const { ctx, scale } = pen;
  const { w, h } = item;
  const picture = item.picture;
  if (Math.max(w, h) * scale < smallestRounded) {
    paintImage(pen, picture, w, h, false);
    return;
  }
  pen.shadows.draw(pen, 'flat', w, h);
  ctx.save();
  pen.rounded(0, 0, w, h, radius);
  ctx.clip();
  paintImage(pen, picture, w, h, item.face !== undefined);
  if (item.face) paintGoal(pen, item.face, w, h);
  ctx.restore();
  pen.forgetFont();
}

function paintImage(pen: Pen, picture: ScenePicture | undefined, w: number, h: number, faced: boolean): void {
  const { ctx } = pen;
  const bitmap = picture ? pen.pictures.bitmap(picture, pixelsFor(picture, w, h, pen.scale)) : null;
  if (!bitmap || !picture) {
    ctx.fillStyle = picture?.colour || pen.theme.track;
    ctx.fillRect(0, 0, w, h);
    if (!picture || pen.pictures.broken(picture.id)) paintBroken(pen, w, h, faced ? 0.3 : 0.5);
    return;
  }
  const bw = bitmap.width;
  const bh = bitmap.height;
  const cover = Math.max(w / bw, h / bh);
  const sw = Math.min(bw, w / cover);
  const sh = Math.min(bh, h / cover);
  ctx.drawImage(bitmap, (bw - sw) / 2, (bh - sh) / 2, sw, sh, 0, 0, w, h);
}

/** A picture whose file cannot be read: a frame with a torn line through it. */
function paintBroken(pen: Pen, w: number, h: number, height: number): void {
  const size = Math.min(w, h) * (height < 0.5 ? 0.2 : 0.3);
  if (size * pen.scale < 8) return;
  const s = Math.min(size, 44);
  const { ctx } = pen;
  const x = (w - s) / 2;
  const y = h * height - s / 2;
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
