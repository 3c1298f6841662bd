// What was ticked just now stays where it is, struck through, until the pointer has left or a moment has passed: nothing
// else slides under the pointer, and a slip can be taken back where it was made.
export class Linger {
  #ids = $state.raw<ReadonlySet<string>>(new Set());
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #over: (ids: ReadonlySet<string>) => void;

  static readonly moment = 4000;

  /** `over` is told just before they go. */
  constructor(over: (ids: ReadonlySet<string>) => void = () => undefined) {
    this.#over = over;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Another one lets those before it stay as long. */
  hold(id: string): void {
    this.#ids = new Set([...this.#ids, id]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), Linger.moment);
  }

  drop(id: string): void {
    this.#ids = new Set([...this.#ids].filter((one) => one !== id));
  }

  end(): void {
    clearTimeout(this.#timer);
    if (this.#ids.size === 0) return;
    this.#over(this.#ids);
    this.#ids = new Set();
  }
}
