// A camera on its way to another place.

import { animated, type Camera } from './camera';

export class Flight {
  readonly #from: Camera;
  readonly #to: Camera;
  readonly #started: number;
  readonly #lasts: number;
  #land: () => void = () => undefined;
  /** Fulfilled when it has arrived, or was ended on the way. */
  readonly landed = new Promise<void>((resolve) => (this.#land = resolve));

  constructor(from: Camera, to: Camera, started: number, lasts: number) {
    this.#from = from;
    this.#to = to;
    this.#started = started;
    this.#lasts = lasts;
  }

  at(now: number): Camera {
    return animated(this.#from, this.#to, (now - this.#started) / this.#lasts);
  }

  over(now: number): boolean {
    return now - this.#started >= this.#lasts;
  }

  end(): void {
    this.#land();
  }
}
