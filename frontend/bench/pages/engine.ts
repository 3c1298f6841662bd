// What a board must be able to do to be measured.

import type { BenchItem } from './scene';

export interface View {
  /** The board point at the middle of the view, and CSS pixels a board unit. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Engine {
  readonly version: string;
  /** Shows the scene and settles when its pictures have come. */
  show(stage: HTMLElement, items: readonly BenchItem[]): Promise<void>;
  look(view: View, zooming: boolean): void;
  /** Told before and after the pointer takes hold of an item. */
  dragging(on: boolean): void;
  /** Where an item lies now: proof that a drag was one. */
  placeOf(id: string): { x: number; y: number };
}

export async function loadImage(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
