// How a change in the library reaches the page. Events carry no values: they say what to fetch again. The page
// remembers up to where it has heard, so that a missed event is cured by asking.

export interface ChangedRow {
  kind: string;
  /** '' stands for every row of the kind. */
  id: string;
  gone: boolean;
}

export interface Changed {
  from: number;
  to: number;
  all: boolean;
  rows: ChangedRow[];
}

/** What a listener hears: the ids to fetch again, or 'all' of the kind. */
export type Stale = { all: true } | { all: false; ids: ReadonlySet<string>; gone: ReadonlySet<string> };

type Listener = { kinds: ReadonlySet<string>; hear(stale: Stale): void };

export class Changes {
  readonly #listeners = new Set<Listener>();
  readonly #since: (seq: number) => Promise<Changed>;
  #seq: number;

  /** `since` asks Go for everything after a point of the log; `seq` is where the page's knowledge begins. */
  constructor(since: (seq: number) => Promise<Changed>, seq = 0) {
    this.#since = since;
    this.#seq = seq;
  }

  /** Calls back when rows of these kinds change. Returns how to stop. */
  on(kinds: readonly string[], hear: (stale: Stale) => void): () => void {
    const listener = { kinds: new Set(kinds), hear };
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Where the page's knowledge begins: before the first fetch. */
  begin(seq: number): void {
    this.#seq = seq;
  }

  /** An event from Go. One that leaves a gap, or that was heard before, is answered by asking. */
  async receive(changed: Changed): Promise<void> {
    if (changed.to <= this.#seq) return;
    if (changed.from > this.#seq) {
      await this.catchUp();
      return;
    }
    this.#tell(changed);
  }

  /** Asks for what was missed, as after the window slept. */
  async catchUp(): Promise<void> {
    const missed = await this.#since(this.#seq);
    if (missed.all || missed.to > this.#seq) this.#tell(missed);
  }

  #tell(changed: Changed): void {
    this.#seq = Math.max(this.#seq, changed.to);
    for (const listener of [...this.#listeners]) {
      const stale = changed.all ? ({ all: true } as const) : staleFor(listener, changed.rows);
      if (stale) listener.hear(stale);
    }
  }
}

function staleFor(listener: Listener, rows: readonly ChangedRow[]): Stale | null {
  const ids = new Set<string>();
  const gone = new Set<string>();
  for (const row of rows) {
    if (!listener.kinds.has(row.kind)) continue;
    if (row.id === '') return { all: true };
    (row.gone ? gone : ids).add(row.id);
  }
  return ids.size + gone.size > 0 ? { all: false, ids, gone } : null;
}
