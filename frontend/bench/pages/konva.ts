// Konva, tuned as its own page on performance says: no perfect drawing, no listening while the camera moves, the dragged
// item on a layer of its own. It has no culling of its own.

import Konva from 'konva';
import { loadImage, type Engine, type View } from './engine';
import { imageAddress, imageCount, noteColours, type BenchItem } from './scene';

export class KonvaBoard implements Engine {
  readonly version = Konva.version;
  #stage!: Konva.Stage;
  readonly #layer = new Konva.Layer();
  readonly #above = new Konva.Layer();

  async show(stage: HTMLElement, items: readonly BenchItem[]): Promise<void> {
    const images = await Promise.all(Array.from({ length: imageCount }, (_, i) => loadImage(imageAddress(i, 512))));
    this.#stage = new Konva.Stage({ container: stage as HTMLDivElement, width: innerWidth, height: innerHeight });
    for (const item of items) this.#layer.add(shapeOf(item, images));
    this.#stage.add(this.#layer, this.#above);
    this.#layer.on('dragstart', (event) => event.target.moveTo(this.#above));
    this.#above.on('dragend', (event) => event.target.moveTo(this.#layer));
  }

  look(view: View): void {
    this.#layer.listening(false);
    this.#stage.setAttrs({
      scaleX: view.zoom,
      scaleY: view.zoom,
      x: innerWidth / 2 - view.x * view.zoom,
      y: innerHeight / 2 - view.y * view.zoom,
    });
  }

  dragging(on: boolean): void {
    this.#layer.listening(on);
    this.#layer.draw();
  }

  placeOf(id: string): { x: number; y: number } {
    const node = this.#stage.findOne(`#${id}`);
    if (!node) throw new Error(`no item ${id}`);
    return node.position();
  }
}

function shapeOf(item: BenchItem, images: readonly HTMLImageElement[]): Konva.Shape | Konva.Group {
  const { id, x, y, w: width, h: height } = item;
  const plain = { perfectDrawEnabled: false, shadowForStrokeEnabled: false };
  if (item.kind === 'picture') return new Konva.Image({ id, x, y, width, height, image: images[item.image], draggable: true, ...plain });
  const text = { text: item.text, fontSize: 13, lineHeight: 1.25, fill: '#1f2430', width, height, wrap: 'none', ...plain };
  if (item.kind === 'text') return new Konva.Text({ id, x, y, draggable: true, ...text });
  const group = new Konva.Group({ id, x, y, draggable: true });
  group.add(new Konva.Rect({ width, height, fill: noteColours[item.colour], ...plain }));
  group.add(new Konva.Text({ ...text, padding: 10 }));
  return group;
}
