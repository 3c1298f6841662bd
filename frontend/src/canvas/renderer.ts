// The screen: owns the visible canvas and paints when something has changed, never otherwise.
//
// How a frame is made:
// - The scene is painted into a layer. A pan moves the layer by whole pixels and paints the strips that come into sight;
//   a change repaints its rectangles; the layer is then copied to the screen.
// - A drag is a draft painted above the layer; only the rectangles it leaves and enters are copied and painted.
// - While the camera zooms over more than about 400 items, the last layer and an overview bitmap of the whole board are
//   stretched instead; when the camera rests the layer is painted crisp, in slices that leave room for input.

import { project, viewRect, type Camera, type Projection } from './camera';
import { Dirty, snapped } from './dirty';
import { Draft } from './draft';
import type { Rect, Size } from './geometry';
import { SceneIndex } from './index';
import { Flight } from './flight';
import { followBox } from './follow';
import { deviceBounds, Layer, SlicedPainting, type Paintable } from './layer';
import { Overview } from './overview';
import { Painter } from './painter';
import type { PictureStore } from './pictures';
import { emptyScene, type ItemPatch, type Scene, type SceneItem } from './scene';
import { makeSurface, screenContext, type MakeSurface } from './surface';
import { itemsByPicture, retold, wantsOf } from './wants';

/** From here on the scene is too large to be painted in every frame of a zoom. */
export const manyItems = 400;
const restAfter = 150;
const slice = 8;

export interface RendererOptions {
  readonly pictures: PictureStore;
  readonly painter?: Painter;
  readonly surface?: MakeSurface;
  /** The camera has moved: overlays follow. Called at most once a frame, before it is painted. */
  readonly onCamera?: (camera: Camera) => void;
  /** The camera has rested for a moment: time for what is costly. */
  readonly onRest?: (camera: Camera) => void;
  readonly reducedMotion?: () => boolean;
}

export class Renderer {
  readonly index = new SceneIndex();
  readonly painter: Painter;
  readonly #canvas: HTMLCanvasElement;
  readonly #ctx: CanvasRenderingContext2D;
  readonly #options: RendererOptions;
  readonly #make: MakeSurface;
  readonly #of: Paintable;
  readonly #overview: Overview;
  readonly #dirty = new Dirty();
  readonly #damage = new Dirty();
  readonly #stopArrivals: () => void;
  #byPicture: ReadonlyMap<string, SceneItem[]> = new Map();
  readonly #seen: SceneItem[] = [];
  /** Pictures that came while the crisp layer was being painted: it may lack them. */
  readonly #late = new Set<string>();
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #view: Size = { w: 1, h: 1 };
  #ratio = 1;
  #layer: Layer | null = null;
  #spare: Layer | null = null;
  #crisp: SlicedPainting | null = null;
  #draft: Draft | null = null;
  #draftArea: Rect | null = null;
  #flight: Flight | null = null;
  #request = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #work: ReturnType<typeof setTimeout> | undefined;
  #moving = false;
  /** The layer was painted swiftly. */
  #rough = false;
  #cameraTold = true;
  #wantedAt = 0;
  #frames = 0;

  constructor(canvas: HTMLCanvasElement, options: RendererOptions) {
    this.#canvas = canvas;
    this.#ctx = screenContext(canvas);
    this.#options = options;
    this.#make = options.surface ?? makeSurface;
    this.#overview = new Overview(this.#make);
    this.painter = options.painter ?? new Painter({ surface: this.#make });
    this.#of = { scene: emptyScene, index: this.index, painter: this.painter, pictures: options.pictures, editing: null, hidden: null, swift: false };
    this.#stopArrivals = options.pictures.onArrival((id) => this.#arrived(id));
  }

  get camera(): Camera {
    return this.#camera;
  }

  /** The size of the view in CSS pixels. */
  get view(): Size {
    return this.#view;
  }

  get scene(): Scene {
    return this.#of.scene;
  }

  /** How many frames have been painted: a test that nothing is painted while nothing changes. */
  get frames(): number {
    return this.#frames;
  }

  /** Follows the canvas's box and the screen's pixel ratio. Returns how to stop. */
  observe(): () => void {
    return followBox(this.#canvas, (width, height, ratio) => this.resize(width, height, ratio));
  }

  resize(width: number, height: number, ratio: number): void {
    if (width === this.#view.w && height === this.#view.h && ratio === this.#ratio) return;
    this.#view = { w: Math.max(1, width), h: Math.max(1, height) };
    this.#ratio = ratio;
    this.#layer = this.#spare = this.#crisp = null;
    this.#cameraTold = false;
    this.#settleSoon();
    this.#schedule();
  }

  /** Takes a new scene. Items that are the same objects as before are not painted again. */
  setScene(scene: Scene): void {
    const old = this.#of.scene;
    if (scene === old) return;
    const { before, after } = this.index.update(scene.items);
    this.#of.scene = scene;
    if (before.length + after.length > 0) {
      this.#byPicture = itemsByPicture(scene.items);
      for (const picture of retold(before, after)) this.#options.pictures.mention(picture);
      this.#overview.outdate();
      this.#crisp = null;
    }
    const repainted = scene.theme !== old.theme || scene.background.kind !== old.background.kind || scene.background.value !== old.background.value;
    if (repainted || before.length + after.length > manyItems) this.invalidate();
    else {
      for (const item of before) this.#touch(item);
      for (const item of after) this.#touch(item);
    }
    this.#settleSoon();
    this.#schedule();
  }

  setCamera(camera: Camera): void {
    this.#flight?.end();
    this.#flight = null;
    this.#move(camera);
  }

  /** Flies to a camera; at once where motion is not wanted. */
  animateTo(camera: Camera, lasts = 200): Promise<void> {
    if (this.#options.reducedMotion?.() || lasts <= 0) {
      this.setCamera(camera);
      return Promise.resolve();
    }
    this.#flight?.end();
    this.#flight = new Flight(this.#camera, camera, performance.now(), lasts);
    this.#schedule();
    return this.#flight.landed;
  }

  /** Shows items elsewhere than the scene has them, until null; where they are too, when these are copies. */
  setDraft(patches: readonly ItemPatch[] | null, copies = false): void {
    if (!patches || patches.length === 0) {
      if (!this.#draft) return;
      this.#hide(null);
    } else if (this.#draft?.matches(patches, copies)) this.#draft.update(patches);
    else this.#hide(new Draft(patches, this.index, copies));
    if (this.#draftArea) this.#damage.add(this.#draftArea);
    this.#schedule();
  }

  /** The item whose text stands in an editor above the canvas is painted without it. */
  setEditing(id: string | null): void {
    if (id === this.#of.editing) return;
    const left = this.#of.editing;
    this.#of.editing = id;
    this.#crisp = null;
    for (const one of [left, id]) {
      const item = one === null ? undefined : this.index.get(one);
      if (item) this.#touch(item);
    }
    this.#schedule();
  }

  /** Everything is painted again. */
  invalidate(): void {
    this.#dirty.addAll();
    this.#overview.outdate();
    this.#crisp = null;
    this.#schedule();
  }

  /** The shipped fonts have loaded: texts are laid out and painted anew. */
  fontsLoaded(): void {
    this.painter.fontsLoaded();
    this.invalidate();
  }

  /** Paints what is waiting for the next frame at once: the first frame need not wait for a tick of the screen. */
  paintNow(): void {
    if (this.#request === 0) return;
    cancelAnimationFrame(this.#request);
    this.#onFrame(performance.now());
  }

  /** The items on screen now, in painting order. */
  visible(out: SceneItem[] = []): SceneItem[] {
    return this.index.query(viewRect(this.#camera, this.#view), out);
  }

  destroy(): void {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#rest);
    clearTimeout(this.#work);
    this.#flight?.end();
    this.#stopArrivals();
    this.#layer = this.#spare = this.#crisp = null;
  }

  #move(camera: Camera): void {
    const c = this.#camera;
    if (camera.x === c.x && camera.y === c.y && camera.zoom === c.zoom) return;
    this.#camera = camera;
    this.#cameraTold = false;
    this.#moving = true;
    this.#crisp = null;
    this.#settleSoon();
    this.#schedule();
  }

  #schedule(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#onFrame);
  }

  readonly #onFrame = (now: number): void => {
    this.#request = 0;
    this.#frames++;
    this.#fly(now);
    if (!this.#cameraTold) this.#options.onCamera?.(this.#camera);
    this.#cameraTold = true;
    this.#paint(project(this.#camera, this.#view, this.#ratio), now);
  };

  #fly(now: number): void {
    const flight = this.#flight;
    if (!flight) return;
    this.#move(flight.at(now));
    if (!flight.over(now)) return this.#schedule();
    this.#flight = null;
    flight.end();
  }

  #paint(p: Projection, now: number): void {
    if (this.#canvas.width !== p.width || this.#canvas.height !== p.height) {
      this.#canvas.width = p.width;
      this.#canvas.height = p.height;
      this.#damage.addAll();
    }
    const layer = this.#layer;
    const same = layer !== null && layer.fits(p) && layer.projection.scale === p.scale;
    if (!same || this.#dirty.all) {
      const many = this.visible(this.#seen).length > manyItems;
      if (many && layer !== null) {
        this.#overview.stretch(this.#ctx, this.#of, p, layer);
        this.#draft?.paint(this.#ctx, this.#of, p, this.#make);
        this.#damage.addAll();
        if (!this.#moving) this.#startCrisp(p);
        return;
      }
      this.#layer = layer?.fits(p) ? layer : new Layer(this.#make, p);
      // A frame of a zoom is gone in a moment: it is painted swiftly, and once more when the camera rests.
      this.#of.swift = this.#moving;
      this.#layer.paintAll(this.#of, p);
      this.#rough = this.#of.swift;
      this.#of.swift = false;
      this.#damage.addAll();
    } else {
      const { tx, ty } = layer.projection;
      if (tx !== p.tx || ty !== p.ty) {
        // What was dirty moves with the layer.
        for (const rect of this.#dirty.rects.splice(0)) this.#dirty.rects.push({ ...rect, x: rect.x + p.tx - tx, y: rect.y + p.ty - ty });
        layer.shift(this.#of, p);
        this.#damage.addAll();
      }
      for (const rect of this.#dirty.rects) {
        layer.repaint(this.#of, rect);
        this.#damage.add(rect);
      }
    }
    this.#dirty.clear();
    this.#present(p);
    if (this.#moving && now - this.#wantedAt > 120) this.#want(now);
  }

  /** Copies the layer to the screen where it has changed, and paints the draft above it. */
  #present(p: Projection): void {
    const layer = this.#layer;
    if (!layer) return;
    const area = this.#draft?.bounds(p) ?? null;
    if (area) this.#damage.add(area);
    const ctx = this.#ctx;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.save();
    if (!this.#damage.all) {
      ctx.beginPath();
      for (const rect of this.#damage.rects) {
        const r = snapped(rect, p.width, p.height);
        if (r.w > 0 && r.h > 0) ctx.rect(r.x, r.y, r.w, r.h);
      }
      ctx.clip();
    }
    ctx.drawImage(layer.surface, 0, 0);
    this.#draft?.paint(ctx, this.#of, p, this.#make);
    ctx.restore();
    this.#draftArea = area;
    this.#damage.clear();
  }

  #startCrisp(p: Projection): void {
    if (this.#crisp) return;
    this.#crisp = new SlicedPainting(this.#make, this.#of, p, this.#spare);
    this.#spare = null;
    this.#workSoon();
  }

  #workSoon(): void {
    this.#work ??= setTimeout(() => {
      this.#work = undefined;
      this.#slice();
    }, 0);
  }

  /** One slice of what is painted beside the frames: the crisp layer first, then the overview. */
  #slice(): void {
    const deadline = performance.now() + slice;
    const now = () => performance.now();
    if (this.#crisp) {
      this.#crisp.step(now, deadline);
      if (this.#crisp.done) {
        this.#spare = this.#layer;
        this.#layer = this.#crisp.layer;
        this.#crisp = null;
        this.#rough = false;
        this.#dirty.clear();
        this.#damage.addAll();
        this.#schedule();
        for (const id of this.#late) for (const item of this.#byPicture.get(id) ?? []) this.#touch(item);
        this.#late.clear();
      }
      this.#workSoon();
    } else if (this.#overview.unfinished && !this.#moving) {
      this.#overview.step(now, deadline);
      this.#workSoon();
    }
  }

  #settleSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#moving = false;
      if (this.#rough) this.#dirty.addAll();
      this.#want(performance.now());
      if (this.visible(this.#seen).length > manyItems && this.#overview.begin(this.#of, this.#ratio)) this.#workSoon();
      if (this.#dirty.any || this.#layer?.projection.scale !== this.#camera.zoom * this.#ratio) this.#schedule();
      this.#options.onRest?.(this.#camera);
    }, restAfter);
  }

  #want(now: number): void {
    this.#wantedAt = now;
    const { shown, near } = wantsOf(this.index, this.#camera, this.#view, this.#ratio);
    this.#options.pictures.want(shown, near);
  }

  #arrived(id: string): void {
    for (const item of this.#byPicture.get(id) ?? []) {
      if (this.#draft?.ids.has(item.id)) {
        this.#draft.repaint();
        this.#schedule();
      } else this.#touch(item);
    }
    this.#overview.outdate();
    if (this.#crisp) this.#late.add(id);
  }

  /** Marks where an item lies as changed, if that is on the layer. */
  #touch(item: SceneItem): void {
    const p = this.#layer?.projection;
    if (!p) return this.#schedule();
    const rect = snapped(deviceBounds(item, p), p.width, p.height);
    if (rect.w <= 0 || rect.h <= 0) return;
    this.#dirty.add(rect);
    this.#schedule();
  }

  #hide(draft: Draft | null): void {
    const before = this.#draft;
    this.#draft = draft;
    this.#of.hidden = draft && !draft.copies ? draft.ids : null;
    this.#crisp = null;
    for (const ids of [before?.ids, draft?.ids]) {
      for (const id of ids ?? []) {
        const item = this.index.get(id);
        if (item && !(before?.ids.has(id) && draft?.ids.has(id) && before.copies === draft.copies)) this.#touch(item);
      }
    }
  }
}
