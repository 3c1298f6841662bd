// The state of reminders: what comes next, the Inbox, and what is set. What came due is not in the change log: Go sends an
// event of its own for it, as it does for a pause.
import { changes, on, remind as calls } from '../../backend';
import { latest } from '../../backend/latest';
import type { BoundaryDraft, InboxEntry, Reminder, ReminderPatch, ReminderSettings, ReminderView, SnoozeTimes } from '../../backend/types';

export type Answer = 'done' | 'snooze' | 'open' | 'dismiss';

/** How many of the Inbox are read at first, and with each "Show earlier ones". */
const page = 100;

export class RemindState {
  #view = $state.raw<ReminderView | null>(null);
  #settings = $state.raw<ReminderSettings | null>(null);
  /** Whether somebody looks at the settings. */
  #set = 0;
  #most = page;
  readonly #onfault: (reason: unknown) => void;
  readonly #load: () => Promise<void>;

  constructor(onfault: (reason: unknown) => void) {
    this.#onfault = onfault;
    this.#load = latest(async () => {
      const [view, settings] = await Promise.all([calls.View(this.#most), this.#set > 0 ? calls.Settings() : null]);
      this.#view = view;
      if (settings) this.#settings = settings;
    });
  }

  get view(): ReminderView | null {
    return this.#view;
  }

  /** What is set; null until somebody looks at it (see `open`). */
  get settings(): ReminderSettings | null {
    return this.#settings;
  }

  get waiting(): number {
    return this.#view?.waiting ?? 0;
  }

  /** Follows the library. Returns how to stop. */
  follow(): () => void {
    const kinds = ['reminder', 'boundary', 'day_off', 'task', 'milestone', 'goal', 'aspiration', 'review'];
    const stops = [changes.on(kinds, () => this.again()), on('reminders', () => this.again())];
    // A window that slept may have missed the event, and what is to come moves on with the clock.
    const seen = (): void => {
      if (document.visibilityState === 'visible') this.again();
    };
    document.addEventListener('visibilitychange', seen);
    this.again();
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener('visibilitychange', seen);
    };
  }

  /** Keeps the settings read for as long as they are looked at. Returns how to stop. */
  open(): () => void {
    this.#set++;
    this.again();
    return () => {
      this.#set--;
    };
  }

  again(): void {
    this.#load().catch(this.#onfault);
  }

  earlier(): void {
    this.#most += page;
    this.again();
  }

  /** Does what a button says. Gives where it leads, and when a snoozed one comes back. `until` 0 is in ten minutes. */
  async answer(entry: InboxEntry, answer: Answer, until = 0): Promise<{ route: string; back: number | null; news: boolean }> {
    const got = await calls.Answer(entry.id, answer, until);
    await this.#load();
    return { route: got.route, back: got.back ?? null, news: got.news };
  }

  /** Lets go of all that waits. */
  async letGo(entries: readonly InboxEntry[]): Promise<number> {
    const n = await calls.LetGo(entries.map(({ id }) => id));
    await this.#load();
    return n;
  }

  add = (reminder: Reminder): Promise<void> => this.#do(calls.Add(reminder));
  patch = (id: string, patch: ReminderPatch): Promise<void> => this.#do(calls.Patch(id, patch));
  remove = (id: string): Promise<void> => this.#do(calls.Delete(id));
  addHours = (draft: BoundaryDraft): Promise<void> => this.#do(calls.AddBoundary(draft));
  setHours = (id: string, draft: BoundaryDraft): Promise<void> => this.#do(calls.SetBoundary(id, draft));
  removeHours = (id: string): Promise<void> => this.#do(calls.DeleteBoundary(id));
  addDayOff = (first: string, last: string, title: string): Promise<void> => this.#do(calls.AddDayOff(first, last, title));
  removeDayOff = (id: string): Promise<void> => this.#do(calls.DeleteDayOff(id));
  pause = (day: string, time = ''): Promise<void> => this.#do(calls.Pause(day, time));
  setSnooze = (times: SnoozeTimes): Promise<void> => this.#do(calls.SetSnooze(times));
  setSound = (on: boolean): Promise<void> => this.#do(calls.SetSound(on));
  next = async (id: string): Promise<number[]> => (await calls.Next(id)).next;
  attempt = (): Promise<void> => calls.Try();

  async #do(call: Promise<unknown>): Promise<void> {
    try {
      await call;
    } finally {
      await this.#load();
    }
  }
}

/** What waits, and what is settled, each the newest first as it comes. */
export function sorted(inbox: readonly InboxEntry[]): { waiting: InboxEntry[]; settled: InboxEntry[] } {
  return { waiting: inbox.filter((one) => !one.settled), settled: inbox.filter((one) => one.settled) };
}

/** What became of a settled one, in a word or two. */
export function settledWord(entry: InboxEntry): string {
  switch (entry.answer) {
    case 'done':
      return 'Done';
    case 'snooze':
      return 'Snoozed';
    case 'open':
      return 'Opened';
    case 'dismiss':
      return 'Let go';
    case 'missed':
      return 'Missed';
  }
  return entry.kind === 'task' ? 'Done or gone' : 'Settled';
}
