// The state of the safety panel and of the recovery view: which backups there are, what is under way, what became of it.
import { on, safety } from '../../backend';
import { toFault } from '../../backend/fault';
import { latest } from '../../backend/latest';
import type { BackupFound, BackupInfo, BackupPart, SafetyReport, SafetyState as Sent } from '../../backend/types';
import { keepNews } from './news';

/** What is under way. */
export type Doing = 'nothing' | 'backing-up' | 'checking' | 'mending' | 'restoring' | 'bringing-back' | 'choosing';

export interface Outcome {
  readonly good: boolean;
  readonly sentence: string;
}

let jobs = 0;

export class SafetyState {
  #state = $state.raw<Sent | null>(null);
  #doing = $state<Doing>('nothing');
  #progress = $state.raw<{ words: string; part: number | null } | null>(null);
  #outcome = $state.raw<Outcome | null>(null);
  #report = $state.raw<SafetyReport | null>(null);
  #found = $state.raw<readonly BackupFound[]>([]);
  #inside = $state.raw<{ id: string; parts: readonly BackupPart[] } | null>(null);
  #job = '';
  readonly #load: () => Promise<void>;

  constructor() {
    this.#load = latest(async () => {
      this.#state = await safety.State();
    });
  }

  /** Null until it has been read. */
  get state(): Sent | null {
    return this.#state;
  }
  get backups(): readonly BackupInfo[] {
    return this.#state?.backups ?? [];
  }
  get doing(): Doing {
    return this.#doing;
  }
  get busy(): boolean {
    return this.#doing !== 'nothing';
  }
  get progress(): { words: string; part: number | null } | null {
    return this.#progress;
  }
  get outcome(): Outcome | null {
    return this.#outcome;
  }
  /** What the last check found. */
  get report(): SafetyReport | null {
    return this.#report;
  }
  /** Backups in another folder that the person showed. */
  get found(): readonly BackupFound[] {
    return this.#found;
  }
  /** The backup that is looked into, with its boards and goals. */
  get inside(): { id: string; parts: readonly BackupPart[] } | null {
    return this.#inside;
  }

  /** Begins to follow. Returns how to stop. */
  open(): () => void {
    this.refresh();
    return on('safety-progress', (news) => {
      if (news.job !== this.#job) return;
      this.#progress = { words: news.doing, part: news.total > 0 ? news.done / news.total : null };
    });
  }

  refresh(): void {
    this.#load().catch((reason: unknown) => {
      this.#outcome = { good: false, sentence: toFault(reason).message };
    });
  }

  backUp(): Promise<void> {
    return this.#do('backing-up', async (job) => {
      const made = await safety.BackUp(job);
      const lacking = made.info.lacking;
      const missed = lacking > 0 ? ` ${lacking === 1 ? 'One picture' : `${lacking} pictures`} could not be read; check everything to see which.` : '';
      return `Backed up, opened and compared.${missed} ${made.second}`.trim();
    });
  }

  verify(mend: boolean): Promise<void> {
    return this.#do(mend ? 'mending' : 'checking', async (job) => {
      this.#report = null;
      this.#report = await safety.Verify(job, mend);
      return '';
    });
  }

  async look(id: string): Promise<void> {
    if (this.#inside?.id === id) {
      this.#inside = null;
      return;
    }
    try {
      this.#inside = { id, parts: await safety.Parts(id) };
    } catch (reason) {
      this.#outcome = { good: false, sentence: toFault(reason).message };
    }
  }

  bringBack(id: string, part: BackupPart): Promise<void> {
    return this.#do('bringing-back', async () => {
      const { title, changed } = await safety.BringBack(id, part.kind, part.id);
      const name = title || 'It';
      return changed === 0 ? `“${name}” is already as it was then. Nothing was changed.` : `“${name}” is back as it was then. Undo takes that away again.`;
    });
  }

  /** Puts a backup in the library's place; the page then begins anew. `ref` is an id or a path. */
  restore(ref: string): Promise<void> {
    return this.#do('restoring', async (job) => {
      const done = await safety.Restore(job, ref);
      const kept = done.kept ? ` The library as it was is kept in ${done.kept}.` : '';
      const missing = done.missing.length > 0 ? ` These pictures could not be found: ${done.missing.join(', ')}.` : '';
      keepNews(`Your library is restored.${kept}${missing}`);
      location.reload();
      return '';
    });
  }

  chooseSecond(): Promise<void> {
    return this.#do('choosing', async () => {
      await safety.ChooseSecond();
      return '';
    });
  }

  forgetSecond(): Promise<void> {
    return this.#do('choosing', async () => {
      await safety.ForgetSecond();
      return 'Backups are kept in the library’s folder only. What lies in the second place stays there.';
    });
  }

  lookElsewhere(): Promise<void> {
    return this.#do('choosing', async () => {
      this.#found = await safety.PickBackups();
      return '';
    });
  }

  /** Begins a new library in an empty folder that the person chooses, in a window of its own. */
  beginElsewhere(): Promise<void> {
    return this.#do('choosing', async () => {
      const folder = await safety.BeginElsewhere();
      return folder && `A new library opens from ${folder}, in a window of its own. To open it another time: northboard --library "${folder}". The one here is as it was.`;
    });
  }

  showFolder(): void {
    safety.ShowFolder().catch((reason: unknown) => {
      this.#outcome = { good: false, sentence: toFault(reason).message };
    });
  }

  cancel(): void {
    void safety.Cancel(this.#job);
  }

  async #do(doing: Doing, work: (job: string) => Promise<string>): Promise<void> {
    if (this.busy) return;
    this.#doing = doing;
    this.#outcome = null;
    this.#progress = null;
    this.#job = `safety-${++jobs}`;
    try {
      const sentence = await work(this.#job);
      if (sentence) this.#outcome = { good: true, sentence };
    } catch (reason) {
      const fault = toFault(reason);
      if (fault.code !== 'cancelled') this.#outcome = { good: false, sentence: fault.message };
    } finally {
      this.#doing = 'nothing';
      this.#progress = null;
      this.refresh();
    }
  }
}
