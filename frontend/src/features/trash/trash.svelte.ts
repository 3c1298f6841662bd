// The state of the trash: how much is in it, and the stretch of it that is shown. What was deleted is in the log, so any
// change may alter it; it is read anew while somebody looks.
import { changes, trash as calls } from '../../backend';
import { latest } from '../../backend/latest';
import type { PutBackResult, TrashEntry } from '../../backend/types';

export const stretch = 50;

// Every kind of row that a person can delete.
const kinds = ['board', 'item', 'aspiration', 'goal', 'milestone', 'task', 'reading', 'win'];

export class TrashState {
  #entries = $state.raw<TrashEntry[]>([]);
  #found = $state(0);
  #all = $state<number | null>(null);
  #query = $state('');
  #wanted = 0;
  readonly #onfault: (reason: unknown) => void;
  readonly #load: () => Promise<void>;

  constructor(onfault: (reason: unknown) => void) {
    this.#onfault = onfault;
    this.#load = latest(async () => {
      const page = await this.#read();
      this.#entries = page.entries;
      this.#found = page.found;
      this.#all = page.all;
    });
  }

  /** What is shown, the newest first. */
  get entries(): readonly TrashEntry[] {
    return this.#entries;
  }

  /** How many the query finds. */
  get found(): number {
    return this.#found;
  }

  /** How many there are; null before they were counted. */
  get all(): number | null {
    return this.#all;
  }

  get query(): string {
    return this.#query;
  }

  get hasMore(): boolean {
    return this.#entries.length < this.#found;
  }

  /** Follows the library, for as long as it is counted or looked at. Returns how to stop. */
  follow(): () => void {
    this.again();
    return changes.on(kinds, () => this.again());
  }

  again(): void {
    this.#load().catch(this.#onfault);
  }

  /** Begins to look, from the newest on. */
  open(): void {
    this.#query = '';
    this.#wanted = stretch;
    this.again();
  }

  close(): void {
    this.#wanted = 0;
    this.#entries = [];
  }

  search(query: string): void {
    this.#query = query;
    this.#wanted = stretch;
    this.again();
  }

  more(): void {
    if (this.#wanted > this.#entries.length || !this.hasMore) return;
    this.#wanted += stretch;
    this.again();
  }

  async putBack(entry: TrashEntry): Promise<PutBackResult> {
    const result = await calls.PutBack(entry.id);
    await this.#load();
    return result;
  }

  /** Words the question before `erase`; without an entry, of the whole trash. */
  ask(entry?: TrashEntry): Promise<{ title: string; sentence: string }> {
    return calls.AskErase(entry?.id ?? 0);
  }

  /** Erases for good, and says what still holds it. */
  async erase(entry?: TrashEntry): Promise<string> {
    const sentence = await calls.Erase(entry?.id ?? 0);
    await this.#load();
    return sentence;
  }

  // One call gives 200 at most; a long list is read in lots.
  async #read() {
    const query = this.#query;
    const page = await calls.List(query, 0, Math.min(this.#wanted, 200));
    while (page.entries.length < Math.min(this.#wanted, page.found)) {
      const next = await calls.List(query, page.entries.length, 200);
      if (next.entries.length === 0) break;
      page.entries.push(...next.entries);
    }
    return page;
  }
}
