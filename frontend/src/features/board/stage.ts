// The hand on the canvas: turns what the browser says into steps of the kernels, and carries the steps out. It owns the
// renderer; what is selected and what the library holds belong to the board's state.
import { fitted, home, toBoard, toScreen, windowMargins, type Camera, type Margins } from '../../canvas/camera';
import { Clicks } from '../../canvas/clicks';
import { fontsToLoad } from '../../canvas/faces';
import { followBox } from '../../canvas/follow';
import { framed } from '../../canvas/frame';
import { boundsOfAll, type Point, type Rect, type Size } from '../../canvas/geometry';
import { Gesture } from '../../canvas/gesture';
import { fitAll, fitSelection, keyDown, zoomed } from '../../canvas/keys';
import { Renderer } from '../../canvas/renderer';
import { cropZoomed } from '../../canvas/crop';
import { patched, type ItemPatch, type Line, type Scene } from '../../canvas/scene';
import type { Guide } from '../../canvas/snap';
import type { Plan, PointerInput, Step, Tool, World } from '../../canvas/step';
import { Wheel } from '../../canvas/wheel';
import { sessionPictures } from './pictures';

/** What the view shows above the canvas, told at most once a step. */
export interface Overlay {
  camera: Camera;
  view: Size;
  draft: readonly ItemPatch[] | null;
  guides: readonly Guide[];
  marquee: Rect | null;
  /** A connector that is being drawn. */
  connecting: Line | null;
  cursor: string;
}

/** Before anything is shown. */
export const bareOverlay: Overlay = { camera: home, view: { w: 1, h: 1 }, draft: null, guides: [], marquee: null, connecting: null, cursor: 'default' };

export interface StageOptions {
  selection: () => ReadonlySet<string>;
  focused: () => string | null;
  tool: () => Tool;
  cropping: () => string | null;
  onCropped: () => void;
  /** Room for what lies over the board just now. */
  margins: (view: Size) => Margins;
  onOverlay: (overlay: Overlay) => void;
  onSelection: (ids: ReadonlySet<string>) => void;
  onFocus: (id: string) => void;
  onPlan: (plan: Plan) => void;
  onEdit: (id: string) => void;
  onBlank: (at: Point) => void;
  onMenu: (at: Point) => void;
  onRest: () => void;
}

/** Where a rectangle of the board stands in the view, in pixels. */
export function onScreen({ camera, view }: Overlay, rect: Rect): Rect {
  return { ...toScreen(camera, view, rect), w: rect.w * camera.zoom, h: rect.h * camera.zoom };
}

/** What is asked to be shown whole is shown at most this large. */
const largestShown = 2;

/** What opens beside a thing stands there, in client pixels: in sight, and with room below for what opens. */
export function anchorOf(overlay: Overlay, rect: Rect, box: DOMRect): { x: number; y: number; width: number; height: number } {
  const at = onScreen(overlay, rect);
  const top = Math.max(at.y, 0);
  const bottom = Math.min(at.y + at.h, overlay.view.h * 0.55);
  return { x: box.left + Math.max(at.x, 0), y: box.top + top, width: at.w, height: Math.max(bottom - top, 0) };
}

/** Room for what lies over the board: the title, whose size goes with the letters', and the bars, as high as they are. */
export function marginsAbove(foot: number, view: Size): Margins {
  if (foot === 0) return windowMargins;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const top = 4 * rem;
  // However little room they leave, the board keeps a fifth of the height.
  return { side: windowMargins.side, top, bottom: Math.max(Math.min(foot + 40, view.h * 0.8 - top), 0) };
}

/** The part of the board that nothing lies over. */
export function shownOf({ camera, view }: Overlay, { side, top, bottom }: Margins): Rect {
  const from = toBoard(camera, view, { x: side, y: top });
  const to = toBoard(camera, view, { x: view.w - side, y: view.h - bottom });
  return { ...from, w: to.x - from.x, h: to.y - from.y };
}

export class Stage {
  readonly renderer: Renderer;
  readonly #pictures = sessionPictures();
  readonly #canvas: HTMLCanvasElement;
  readonly #options: StageOptions;
  readonly #gesture = new Gesture();
  readonly #clicks = new Clicks();
  readonly #wheel = new Wheel();
  readonly #stop: () => void;
  #draft: readonly ItemPatch[] | null = null;
  #guides: readonly Guide[] = [];
  #marquee: Rect | null = null;
  #connecting: Line | null = null;
  #turning: ReturnType<typeof setTimeout> | undefined;
  #cursor = 'default';
  /** All of the board is shown, no larger than this, and nobody has looked elsewhere since: it stays whole. */
  #whole: number | null = null;

  constructor(canvas: HTMLCanvasElement, options: StageOptions) {
    this.#canvas = canvas;
    this.#options = options;
    this.renderer = new Renderer(canvas, {
      pictures: this.#pictures,
      onCamera: () => this.#tell(),
      onRest: () => options.onRest(),
      reducedMotion: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    });
    this.#stop = followBox(canvas, (width, height, ratio) => {
      this.renderer.resize(width, height, ratio);
      this.keepWhole();
    });
    void Promise.all(fontsToLoad.map((font) => document.fonts.load(font))).then(() => this.renderer.fontsLoaded());
  }

  destroy(): void {
    this.#stop();
    clearTimeout(this.#turning);
    this.renderer.destroy();
    this.#pictures.rest();
  }

  show(scene: Scene): void {
    this.renderer.setScene(scene);
  }

  get margins(): Margins {
    return this.#options.margins(this.renderer.view);
  }

  get world(): World {
    return {
      index: this.renderer.index,
      camera: this.renderer.camera,
      view: this.renderer.view,
      selection: this.#options.selection(),
      focused: this.#options.focused(),
      tool: this.#options.tool(),
      cropping: this.#options.cropping(),
      margins: this.margins,
      heightOf: (item) => this.renderer.painter.heightOf(item),
    };
  }

  get overlay(): Overlay {
    return {
      camera: this.renderer.camera,
      view: this.renderer.view,
      draft: this.#draft,
      guides: this.#guides,
      marquee: this.#marquee,
      connecting: this.#connecting,
      cursor: this.#cursor,
    };
  }

  // What the browser says.

  pointerDown(event: PointerEvent): void {
    this.#clicks.down({ time: event.timeStamp, x: event.clientX, y: event.clientY, button: event.button });
    const step = this.#gesture.pointerDown(this.#pointer(event), this.world);
    if (this.#gesture.busy) this.#canvas.setPointerCapture(event.pointerId);
    this.#do(step);
  }

  pointerMove(event: PointerEvent): void {
    if (event.buttons !== 0) this.#clicks.moved(event.clientX, event.clientY);
    this.#do(this.#gesture.pointerMove(this.#pointer(event), this.world));
  }

  pointerUp(event: PointerEvent): void {
    this.#do(this.#gesture.pointerUp(this.#pointer(event), this.world));
  }

  cancel(): void {
    this.#do(this.#gesture.cancel());
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    if (this.#options.cropping() !== null) return this.#turnCrop(event.deltaY);
    const box = this.#canvas.getBoundingClientRect();
    const camera = this.#wheel.turn(this.renderer.camera, this.renderer.view, {
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      dx: event.deltaX,
      dy: event.deltaY,
      mode: event.deltaMode,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      time: event.timeStamp,
    });
    this.#whole = null;
    this.renderer.setCamera(camera);
  }

  /** The wheel enlarges the picture inside its frame: shown at once, kept when the wheel rests. */
  #turnCrop(dy: number): void {
    const id = this.#options.cropping();
    const item = id === null ? undefined : this.renderer.index.get(id);
    if (!item || dy === 0) return;
    const before = this.#draft?.find((patch) => patch.id === id);
    const crop = cropZoomed(before ? patched(item, before) : item, Math.exp(-dy * 0.0015));
    this.#do({ draft: [{ id: item.id, crop }] });
    clearTimeout(this.#turning);
    this.#turning = setTimeout(() => this.#do({ draft: null, plan: { verb: 'patch', patches: [{ id: item.id, crop }], why: 'crop', burst: `crop:${item.id}` } }), 200);
  }

  /** True when the key meant something to the board. */
  keyDown(event: KeyboardEvent): boolean {
    if (event.key === 'Escape' && this.#gesture.busy) {
      this.cancel();
      event.preventDefault();
      return true;
    }
    // With Ctrl it is the window's: a task from anywhere.
    if (event.key === ' ' && (event.ctrlKey || event.metaKey || event.altKey)) return false;
    if (event.key === ' ' && this.world.focused === null) {
      if (!event.repeat) this.#do(this.#gesture.space(true, this.world));
      event.preventDefault();
      return true;
    }
    const step = keyDown(
      { key: event.key, shift: event.shiftKey, alt: event.altKey, ctrl: event.ctrlKey || event.metaKey },
      this.world,
    );
    this.#do(step, event);
    return step.taken === true;
  }

  keyUp(event: KeyboardEvent): void {
    if (event.key === ' ' && this.#gesture.panning) this.#do(this.#gesture.space(false, this.world));
  }

  // Verbs of the camera, for buttons and the palette.

  fitAll(): void {
    this.#do(fitAll(this.world));
  }

  /** Everything, no larger than life and without a flight: for a board that is just opened. */
  showAll(): void {
    this.#whole = 1;
    this.renderer.setCamera(this.#all(1));
  }

  /** Where the board was looked at the last time. */
  restore(camera: Camera): void {
    this.renderer.setCamera(camera);
    const same = (all: Camera) => Math.hypot(all.x - camera.x, all.y - camera.y) * camera.zoom < 1 && Math.abs(all.zoom / camera.zoom - 1) < 1e-3;
    this.#whole = [1, largestShown].find((largest) => same(this.#all(largest))) ?? null;
  }

  /** Everything again, where the view or what lies over it has another size, unless somebody has looked elsewhere since. */
  keepWhole(flying = false): void {
    if (this.#whole === null || this.renderer.index.items.length === 0) return;
    const camera = this.#all(this.#whole);
    if (flying) void this.renderer.animateTo(camera);
    else this.renderer.setCamera(camera);
  }

  /** Flies to what has just come onto the board: all of it where `whole`, else with as much as leaves it large enough. */
  showNew(ids: ReadonlySet<string>, whole: boolean): void {
    const { items } = this.renderer.index;
    const came = items.filter((item) => ids.has(item.id));
    const all = this.#all(1);
    const camera = whole ? all : framed(came, items.filter((item) => !ids.has(item.id)), this.renderer.view, this.margins);
    this.#whole = camera.zoom === all.zoom && camera.x === all.x && camera.y === all.y ? 1 : null;
    void this.renderer.animateTo(camera);
  }

  fitSelection(): void {
    this.#do(fitSelection(this.world));
  }

  zoomBy(factor: number): void {
    this.#do(zoomed(this.world, factor));
  }

  zoomTo(zoom: number): void {
    this.#whole = null;
    void this.renderer.animateTo({ ...this.renderer.camera, zoom });
  }

  #all(largest: number): Camera {
    return fitted(boundsOfAll(this.renderer.index.items), this.renderer.view, this.margins, largest);
  }

  #do(step: Step, event?: Event): void {
    if (step.taken && event) event.preventDefault();
    if (step.selection) this.#options.onSelection(step.selection);
    // What is opened for editing keeps the keyboard to itself.
    if (step.focus !== undefined && step.edit === undefined) this.#options.onFocus(step.focus);
    const elsewhere = step.camera ?? step.flight;
    if (elsewhere && elsewhere !== this.renderer.camera) this.#whole = step.whole ? largestShown : null;
    if (step.camera) this.renderer.setCamera(step.camera);
    if (step.flight) void this.renderer.animateTo(step.flight);
    if (step.plan) this.#options.onPlan(step.plan);
    if (step.draft !== undefined) {
      this.#draft = step.draft;
      this.renderer.setDraft(step.draft, step.copies);
    }
    if (step.guides) this.#guides = step.guides;
    if (step.marquee !== undefined) this.#marquee = step.marquee;
    if (step.connecting !== undefined) this.#connecting = step.connecting;
    if (step.cursor !== undefined) this.#cursor = step.cursor;
    if (step.draft !== undefined || step.guides || step.marquee !== undefined || step.connecting !== undefined || step.cursor !== undefined) this.#tell();
    if (step.cropped) this.#options.onCropped();
    if (step.edit !== undefined) this.#options.onEdit(step.edit);
    if (step.blank) this.#options.onBlank(step.blank);
    if (step.menu) this.#options.onMenu(step.menu);
  }

  #tell(): void {
    this.#options.onOverlay(this.overlay);
  }

  #pointer(event: PointerEvent): PointerInput {
    const box = this.#canvas.getBoundingClientRect();
    return {
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      button: event.button,
      shift: event.shiftKey,
      alt: event.altKey,
      ctrl: event.ctrlKey || event.metaKey,
      clicks: this.#clicks.count,
    };
  }
}
