// What was done in the tree and Go has not heard of yet: one call after the other, in the order in which it was done.
// What is new has an id of the page's own until Go gives it one; calls that speak of it wait for that.

export class Queue {
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;
  readonly #ids = new Map<string, string>();
  readonly #onfault: (reason: unknown) => void;
  readonly #onidle: (failed: boolean) => void;
  #failed = false;

  /** `onidle` is told when everything has been answered, and whether something of it failed. */
  constructor(onfault: (reason: unknown) => void, onidle: (failed: boolean) => void) {
    this.#onfault = onfault;
    this.#onidle = onidle;
  }

  get busy(): boolean {
    return this.#waiting > 0;
  }

  /** The id that Go knows. */
  real(id: string): string {
    return this.#ids.get(id) ?? id;
  }

  named(fresh: string, id: string): void {
    this.#ids.set(fresh, id);
  }

  /** Calls when everything before has been answered. What fails is told, and does not hold up what follows. */
  do(call: () => Promise<void>): Promise<void> {
    this.#waiting++;
    this.#tail = this.#tail.then(call).then(
      () => this.#over(),
      (reason: unknown) => {
        this.#failed = true;
        this.#onfault(reason);
        this.#over();
      },
    );
    return this.#tail;
  }

  #over(): void {
    this.#waiting--;
    if (this.#waiting > 0) return;
    const failed = this.#failed;
    this.#failed = false;
    this.#onidle(failed);
  }
}
