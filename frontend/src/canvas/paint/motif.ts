// Motifs: small drawings in layers of one hue, with the star's gold as the only second colour. Drawn from path data in a
// box of 100 x 100, so that they are crisp at any size.

import type { SceneItem } from '../scene';
import { tonesOf, type HueTones, type Theme } from '../theme';
import { goalAtFoot, paintFoot } from './foot';
import { paintGoal } from './goal';
import { motifs, vistas, type Layer, type Tone } from './motifs';
import { trackOn } from './note';
import { smallestRounded, type Pen } from './pen';

const paths = new Map<string, Path2D>();

function pathOf(data: string): Path2D {
  let path = paths.get(data);
  if (!path) paths.set(data, (path = new Path2D(data)));
  return path;
}

function colourOf(tone: Tone, theme: Theme, tones: HueTones): string {
  switch (tone) {
    case 'gold':
      return theme.starFill;
    case 'glow':
      return theme.name === 'dark' ? '#f7d48a' : '#f4cf86';
    case 'amber':
      return theme.name === 'dark' ? '#c98f2c' : '#c07f18';
    case 'light':
      return theme.name === 'dark' ? '#ece8df' : '#ffffff';
    case 'sky':
      return tones.wash;
    default:
      return tones[tone];
  }
}

export function paintMotif(pen: Pen, item: SceneItem): void {
  const { ctx, theme } = pen;
  const { w, h } = item;
  const tones = tonesOf(theme, item.style.hue);
  const name = item.style.motif ?? 'star';
  const motif = motifs[name];
  const vista = vistas.has(name);
  const look = item.style.look ?? 'wash';
  const small = Math.max(w, h) * pen.scale < smallestRounded;
  const side = Math.min(w, h);
  ctx.save();
  if (look !== 'bare') {
    const radius = side * 0.1;
    if (!small) {
      pen.shadows.draw(pen, 'flat', w, h);
      pen.rounded(0, 0, w, h, radius);
      ctx.clip();
    }
    ctx.fillStyle = look === 'full' ? tones.far : tones.wash;
    ctx.fillRect(0, 0, w, h);
  }
  // In a box that is not square the drawing covers it when it has a tile behind it, and fits inside it otherwise.
  const k = (look === 'bare' ? side : Math.max(w, h)) / 100;
  ctx.translate((w - 100 * k) / 2, look === 'bare' ? (h - 100 * k) / 2 : (h - 100 * k) * 0.62);
  ctx.scale(k, k);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  if (look === 'bare' && vista) {
    ctx.beginPath();
    ctx.arc(50, 50, 47, 0, Math.PI * 2);
    ctx.clip();
    ctx.fillStyle = tones.wash;
    ctx.fillRect(0, 0, 100, 100);
  }
  for (let i = 0; i < motif.length; i++) {
    const layer = motif[i];
    if (layer && (look !== 'bare' || vista || !layer.scenery)) paintLayer(pen, layer, theme, tones);
  }
  ctx.globalAlpha = pen.alpha;
  ctx.restore();
  pen.forgetFont();
  // On a tile the goal stands as on a picture; a bare drawing keeps its shape, and the goal stands beneath it.
  const goal = goalAtFoot(item);
  if (!goal || small) return;
  if (look === 'bare') {
    const ink = pen.onDark ? '#f6f2ea' : '#1f2430';
    paintFoot(pen, item, 0, h + 2, w, { ink, mark: pen.onDark ? '#f2b84b' : '#9a5b00', track: trackOn(pen.onDark ? 'dark' : 'light') });
    return;
  }
  ctx.save();
  pen.rounded(0, 0, w, h, side * 0.1);
  ctx.clip();
  paintGoal(pen, goal, w, h);
  ctx.restore();
  pen.forgetFont();
}

function paintLayer(pen: Pen, layer: Layer, theme: Theme, tones: HueTones): void {
  const { ctx } = pen;
  // Light on a night sky is fainter, or it turns to mud.
  const night = theme.name === 'dark' && layer.tone === 'glow' ? 0.62 : 1;
  ctx.globalAlpha = (layer.alpha ?? 1) * night * pen.alpha;
  const colour = colourOf(layer.tone, theme, tones);
  const path = pathOf(layer.d);
  if (layer.width) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = layer.width;
    ctx.stroke(path);
    return;
  }
  ctx.fillStyle = colour;
  ctx.fill(path, layer.rule ?? 'nonzero');
}
