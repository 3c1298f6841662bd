// Boards in small, painted by the board's own painter, one after the other: one store of pictures serves them all.
import { board as calls } from '../../backend';
import { fitted, project } from '../../canvas/camera';
import { fontsToLoad } from '../../canvas/faces';
import { boundsOfAll } from '../../canvas/geometry';
import { Painter } from '../../canvas/painter';
import { PictureStore } from '../../canvas/pictures';
import type { ThemeName } from '../../canvas/scene';
import { screenContext } from '../../canvas/surface';
import { wantsForPainting } from '../../canvas/wants';
import { SceneMaker } from './scene';

const margin = 10;

export class Thumbs {
  readonly #pictures = new PictureStore();
  readonly #painter = new Painter();
  readonly #fonts = Promise.all(fontsToLoad.map((font) => document.fonts.load(font))).then(() => this.#painter.fontsLoaded());
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** Paints a board into a canvas, as wide and high as the canvas stands. Gives how many things lie on the board. */
  paint(canvas: HTMLCanvasElement, boardID: string, theme: ThemeName): Promise<number> {
    const work = this.#last.then(() => this.#paint(canvas, boardID, theme));
    this.#last = work.catch(() => undefined);
    return work;
  }

  close(): void {
    this.#closed = true;
    this.#pictures.close();
  }

  async #paint(canvas: HTMLCanvasElement, boardID: string, theme: ThemeName): Promise<number> {
    if (this.#closed) return 0;
    const contents = await calls.Contents(boardID);
    await this.#fonts;
    const scene = new SceneMaker().make(contents, theme);
    const view = { w: Math.max(1, canvas.clientWidth), h: Math.max(1, canvas.clientHeight) };
    const projection = project(fitted(boundsOfAll(scene.items), view, margin, 1), view, window.devicePixelRatio || 1);
    if (!this.#closed) await this.#pictures.load(wantsForPainting(scene, projection.scale));
    if (this.#closed) return scene.items.length;
    canvas.width = projection.width;
    canvas.height = projection.height;
    this.#painter.paint(screenContext(canvas), scene, projection, this.#pictures);
    return scene.items.length;
  }
}
