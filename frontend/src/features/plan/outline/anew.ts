// When the tree is read again. A small plan is read whole after each change; of a large one only the goals that changed,
// and the whole when nobody is busy. While the page has something to tell Go, nothing is read: it would be old.

/** In a plan of more rows than this. */
const large = 1500;
/** In milliseconds. */
const whenIdle = 1500;

export interface Reads {
  /** Something is being done that Go has not heard of. */
  busy: () => boolean;
  /** A row is being typed in. */
  typing: () => boolean;
  size: () => number;
  /** The goal that a node belongs to; '' for none. */
  goalOf: (id: string) => string;
  /** Reads the whole tree; false when it is old by the time it comes. */
  whole: () => Promise<boolean>;
  /** Reads a goal's branch; false when the whole has to be read. */
  branch: (goal: string) => Promise<boolean>;
  onfault: (reason: unknown) => void;
}

export class Anew {
  readonly #reads: Reads;
  readonly #goals = new Set<string>();
  #whole = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #reading: Promise<void> | null = null;

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  all(): void {
    this.#whole = true;
  }

  /** Of changes in the library. */
  hear(ids: Iterable<string> | null): void {
    if (ids === null || this.#reads.size() <= large) this.#whole = true;
    else {
      for (const id of ids) {
        const goal = this.#reads.goalOf(id);
        if (goal) this.#goals.add(goal);
      }
      this.#later();
    }
    void this.catchUp();
  }

  stop(): void {
    clearTimeout(this.#idle);
  }

  /** Settles when what had to be read has been, as far as it can be now. */
  async catchUp(): Promise<void> {
    while (this.#reading) await this.#reading;
    if (this.#reads.busy() || !(this.#whole || this.#goals.size)) return;
    this.#reading = this.#read().catch(this.#reads.onfault);
    await this.#reading;
    this.#reading = null;
    await this.catchUp();
  }

  #later(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#reads.typing()) return this.#later();
      this.#whole = true;
      void this.catchUp();
    }, whenIdle);
  }

  async #read(): Promise<void> {
    const goals = [...this.#goals];
    const whole = this.#whole;
    this.#whole = false;
    this.#goals.clear();
    if (whole) {
      if (!(await this.#reads.whole())) this.#whole = true;
      return;
    }
    for (const goal of goals) if (!(await this.#reads.branch(goal))) this.#whole = true;
  }
}
