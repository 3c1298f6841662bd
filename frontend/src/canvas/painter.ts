// The one painter: screen, thumbnail, export and wallpaper are all drawn here, from a scene, a projection and a source
// of pictures, and from nothing else. It runs in the page and in a worker, and never asks for the time, the device or
// the document: the same input is the same picture.

import type { Projection } from './camera';
import { boardRect } from './camera';
import { bounds, grown, intersects, type Rect } from './geometry';
import { overhang } from './index';
import type { PictureSource } from './pictures';
import type { Scene, SceneItem } from './scene';
import { canvasMeasure, makeSurface, type Context, type MakeSurface } from './surface';
import { TextLayouts, type Measure } from './text';
import { backgroundColour, luminance, themeOf, tonesOf } from './theme';
import { Bitmaps } from './paint/bitmaps';
import { footHeight } from './paint/foot';
import { paintBackground } from './paint/background';
import { paintCard } from './paint/card';
import { paintMotif } from './paint/motif';
import { dressOf, noteLayout, noteRoom, paddingOf, paintNote, paintText, textColour, textLayout, type EditorDress } from './paint/note';
import { Pen } from './paint/pen';
import { Blurs } from './paint/blur';
import { paintPicture } from './paint/picture';
import { frameInk, frameLayout, framePad, frameTop, paintConnector, paintFrame, paintShape, connectorDress, shapeInk, shapeLayout, shapeRoom } from './paint/shape';
import { Shadows } from './paint/shadow';
import { paintWord, wordColour, wordLayout, wordPadding, wordTop } from './paint/word';

export type { EditorDress } from './paint/note';

export interface PainterParts {
  readonly surface?: MakeSurface;
  readonly measure?: Measure;
}

/** What the screen asks for and a finished picture never does. */
export interface Manner {
  /** The item whose text stands in an editor: painted without it. */
  readonly editing: string | null;
  /** Items that are left out. */
  readonly hidden: ReadonlySet<string> | null;
  /** Pictures are scaled in the fastest way: for a frame that is gone in a moment. */
  readonly swift: boolean;
}

const plain: Manner = { editing: null, hidden: null, swift: false };

export class Painter {
  readonly #pen: Pen;
  readonly #bitmaps: Bitmaps;
  readonly layouts: TextLayouts;

  constructor(parts: PainterParts = {}) {
    const surface = parts.surface ?? makeSurface;
    this.layouts = new TextLayouts(parts.measure ?? canvasMeasure(surface));
    this.#bitmaps = new Bitmaps(surface);
    this.#pen = new Pen(this.layouts, new Shadows(surface), this.#bitmaps, new Blurs(surface));
  }

  /** Paints a whole scene: background and all items that show. For thumbnails, exports and wallpapers. */
  paint(ctx: Context, scene: Scene, projection: Projection, pictures: PictureSource): void {
    const area: Rect = { x: 0, y: 0, w: projection.width, h: projection.height };
    this.background(ctx, scene, projection, area);
    const seen = grown(boardRect(projection, area), overhang);
    this.items(ctx, scene, scene.items.filter((item) => intersects(bounds(item), seen)), projection, pictures);
  }

  /** Paints the board itself over a rectangle of device pixels. */
  background(ctx: Context, scene: Scene, projection: Projection, area: Rect): void {
    paintBackground(ctx, scene, projection, this.#bitmaps, area);
  }

  /** Paints items in the order given, from index `from` to before `to`. */
  items(
    ctx: Context, scene: Scene, items: readonly SceneItem[], projection: Projection, pictures: PictureSource,
    manner: Manner = plain, from = 0, to = items.length,
  ): void {
    const { hidden } = manner;
    const pen = this.#pen;
    const theme = themeOf(scene.theme);
    pen.begin(ctx, theme, projection.scale, pictures, manner.swift);
    pen.editing = manner.editing;
    pen.ground = backgroundColour(scene.background, theme);
    pen.onDark = luminance(pen.ground) < 0.18;
    for (let i = from; i < to; i++) {
      const item = items[i];
      if (!item || (hidden !== null && hidden.has(item.id))) continue;
      pen.enter(item, projection);
      paintItem(pen, item);
    }
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
  }

  /** How an editor above the canvas dresses for this item; null for kinds that hold no text of their own. */
  dress(scene: Scene, item: SceneItem): EditorDress | null {
    const theme = themeOf(scene.theme);
    switch (item.kind) {
      case 'note': {
        const pad = paddingOf(item);
        return dressOf(noteLayout(this.layouts, item), item, pad, pad, noteRoom(item), theme.ink);
      }
      case 'text': {
        const ground = backgroundColour(scene.background, theme);
        return { ...dressOf(textLayout(this.layouts, item), item, 0, 0, item.h, textColour(theme, luminance(ground) < 0.18, item)), halo: ground };
      }
      case 'word': {
        const layout = wordLayout(this.layouts, item);
        const top = wordTop(item, layout);
        const centred = { ...item, style: { ...item.style, align: item.style.align ?? ('centre' as const) } };
        return dressOf(layout, centred, wordPadding(item), top, Math.max(1, item.h - footHeight(item) - 2 * top), wordColour(tonesOf(theme, item.style.hue), item));
      }
      case 'frame': {
        const layout = frameLayout(this.layouts, item);
        const onDark = luminance(backgroundColour(scene.background, theme)) < 0.18;
        return dressOf(layout, item, framePad, frameTop(layout), layout.height, frameInk(onDark));
      }
      case 'shape': {
        if (item.style.shape === 'line') return null;
        const layout = shapeLayout(this.layouts, item);
        const room = shapeRoom(item);
        const y = room.y + Math.max(0, (room.h - layout.height) / 2);
        const onDark = luminance(backgroundColour(scene.background, theme)) < 0.18;
        const centred = { ...item, style: { ...item.style, align: item.style.align ?? ('centre' as const) } };
        return dressOf(layout, centred, room.x, y, Math.max(layout.height, room.h - (y - room.y)), shapeInk(theme, onDark, item));
      }
      case 'connector':
        return connectorDress(this.layouts, item, luminance(backgroundColour(scene.background, theme)) < 0.18);
      default:
        return null;
    }
  }

  /** The height that a text's lines need in its width; other kinds keep the height they have. */
  heightOf(item: SceneItem): number {
    return item.kind === 'text' ? Math.max(textLayout(this.layouts, item).height, 1) : item.h;
  }

  /** The fonts have just loaded: every width measured before is wrong. */
  fontsLoaded(): void {
    this.layouts.clear();
  }
}

function paintItem(pen: Pen, item: SceneItem): void {
  switch (item.kind) {
    case 'picture':
      return paintPicture(pen, item);
    case 'note':
      return paintNote(pen, item);
    case 'text':
      return paintText(pen, item);
    case 'word':
      return paintWord(pen, item);
    case 'card':
      return paintCard(pen, item);
    case 'motif':
      return paintMotif(pen, item);
    case 'frame':
      return paintFrame(pen, item);
    case 'shape':
      return paintShape(pen, item);
    case 'connector':
      return paintConnector(pen, item);
  }
}
