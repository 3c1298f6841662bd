// Exports and imports under way: what was asked, how far it is, what became of it.
import { exchange, on } from '../../backend';
import { today } from '../../backend/day';
import { toFault } from '../../backend/fault';
import type { ImportPreview } from '../../backend/types';
import { undoOf } from '../../backend/undo';
import { longWork, toast, type LongWork } from '../../ui/toast.svelte';

export interface ExportChoice {
  /** '' leaves the archive open to everybody. */
  passphrase: string;
  withoutPlaces: boolean;
}

/** The archive that is being looked at, between choosing the file and taking it in. */
export interface Arriving {
  path: string;
  passphrase: string;
  /** null while the passphrase is still to be typed. */
  preview: ImportPreview | null;
  /** What was wrong with the passphrase; '' before the first try. */
  fault: string;
}

let jobs = 0;

export class ExchangeState {
  #busy = $state(false);
  #arriving = $state.raw<Arriving | null>(null);
  readonly #go: (route: string) => void;

  constructor(go: (route: string) => void) {
    this.#go = go;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get arriving(): Arriving | null {
    return this.#arriving;
  }

  /** Asks where, and writes everything there. False when no place was chosen. */
  async export(choice: ExportChoice): Promise<boolean> {
    const path = await this.#ask(() => exchange.PickExport(`northboard-${today()}.zip${choice.passphrase ? '.age' : ''}`));
    if (!path) return false;
    void this.#run('Exporting everything', async (job, work) => {
      const done = await exchange.Export({ path, job, ...choice });
      work.done(done.sentence);
    });
    return true;
  }

  /** Asks for an archive and looks into it. */
  async choose(): Promise<void> {
    const path = await this.#ask(() => exchange.PickImport());
    if (path) await this.look(path, '');
  }

  /** Looks what an archive would bring. One that is locked asks for its passphrase. */
  async look(path: string, passphrase: string): Promise<void> {
    await this.#ask(async () => {
      try {
        const preview = await exchange.Inspect({ path, passphrase, job: '' });
        this.#arriving = { path, passphrase, preview, fault: '' };
      } catch (reason) {
        const fault = toFault(reason);
        if (fault.field !== 'passphrase') throw fault;
        this.#arriving = { path, passphrase: '', preview: null, fault: passphrase ? fault.message : '' };
      }
    });
  }

  leave(): void {
    this.#arriving = null;
  }

  /** Takes in what is being looked at. */
  async import(): Promise<void> {
    const { path = '', passphrase = '' } = this.#arriving ?? {};
    this.#arriving = null;
    await this.#run('Importing the archive', async (job, work) => {
      const done = await exchange.Import({ path, passphrase, job });
      if (done.nothing) {
        work.done(done.sentence);
        return;
      }
      work.done(done.sentence, { title: 'Undo', run: await undoOf() });
      // A board that came behind the first is reached by its own way.
      if (done.boardId) toast('A board came with it.', { action: { title: 'See the board', run: () => this.#go(`board/${done.boardId}`) } });
    });
  }

  /** A short question: its answer, or '' after saying what went wrong. */
  async #ask<T>(question: () => Promise<T>): Promise<T | ''> {
    if (this.#busy) return '';
    this.#busy = true;
    try {
      return await question();
    } catch (reason) {
      toast(toFault(reason).message, { tone: 'wrong' });
      return '';
    } finally {
      this.#busy = false;
    }
  }

  async #run(sentence: string, work: (job: string, progress: LongWork) => Promise<void>): Promise<void> {
    const job = `exchange-${++jobs}`;
    const progress = longWork(sentence, () => void exchange.Cancel(job));
    const stop = on('exchange-progress', (event) => {
      if (event.job === job) progress.update(event.done, event.total || null, event.doing);
    });
    this.#busy = true;
    try {
      await work(job, progress);
    } catch (reason) {
      const fault = toFault(reason);
      progress.close();
      toast(fault.code === 'cancelled' ? 'Stopped. Nothing was changed.' : fault.message, { tone: fault.code === 'cancelled' ? 'plain' : 'wrong' });
    } finally {
      this.#busy = false;
      stop();
    }
  }
}
