// Bitmaps that are painted on and never shown by themselves: the only place of the painter that makes a canvas. It works
// in the page and in a worker.

export type Surface = OffscreenCanvas;
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Makes a bitmap of device pixels. Tests pass their own. */
export type MakeSurface = (width: number, height: number) => Surface;

export const makeSurface: MakeSurface = (width, height) => new OffscreenCanvas(Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height)));

export function contextOf(surface: Surface, opaque = false): OffscreenCanvasRenderingContext2D {
  const ctx = surface.getContext('2d', { alpha: !opaque });
  if (!ctx) throw new Error('no 2D context for a bitmap');
  return ctx;
}

/** The context of the visible canvas. */
export function screenContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ctx = canvas.getContext('2d', { alpha: false });
  if (!ctx) throw new Error('no 2D context for the board');
  return ctx;
}

/** The width of text as a canvas draws it, at board size and never zoomed: a line breaks in the same place at any zoom. */
export function canvasMeasure(make: MakeSurface = makeSurface): (font: string, text: string) => number {
  const ctx = contextOf(make(1, 1));
  let current = '';
  return (font, text) => {
    if (font !== current) {
      ctx.font = font;
      current = font;
    }
    return ctx.measureText(text).width;
  };
}
