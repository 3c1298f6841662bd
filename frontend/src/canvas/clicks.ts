// Counts the clicks of a press: pointerdown carries no count everywhere (WebKit says 0).
//
// The second press of a button at one place within half a second is a double click, and the third begins anew. So does
// what follows a press that was dragged: that was no click.

export interface Press {
  /** Milliseconds, event.timeStamp. */
  readonly time: number;
  readonly x: number;
  readonly y: number;
  readonly button: number;
}

const within = 500;
const slack = 5;

export class Clicks {
  #last: Press | null = null;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The button goes down: whether this is the first click or the second. */
  down(press: Press): number {
    const last = this.#last;
    const again = last !== null && press.button === last.button && press.time - last.time < within && this.#near(press.x, press.y);
    this.#last = press;
    this.#count = again && this.#count < 2 ? 2 : 1;
    return this.#count;
  }

  /** The pointer moves while the button is held. */
  moved(x: number, y: number): void {
    if (!this.#near(x, y)) this.#last = null;
  }

  #near(x: number, y: number): boolean {
    return this.#last !== null && Math.hypot(x - this.#last.x, y - this.#last.y) < slack;
  }
}
