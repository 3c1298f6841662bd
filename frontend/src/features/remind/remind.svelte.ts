// The state of reminders: the rules, what comes next, and the Inbox. What came due is not in the change log: Go sends an
// event of its own for it.
import { changes, on, remind as calls } from '../../backend';
import { latest } from '../../backend/latest';
import type { InboxEntry, Reminder, ReminderView } from '../../backend/types';

export type Answer = 'done' | 'snooze' | 'open' | 'dismiss';

export class RemindState {
  #view = $state.raw<ReminderView | null>(null);
  readonly #onfault: (reason: unknown) => void;
  readonly #load: () => Promise<void>;

  constructor(onfault: (reason: unknown) => void) {
    this.#onfault = onfault;
    this.#load = latest(async () => {
      this.#view = await calls.View();
    });
  }

  get view(): ReminderView | null {
    return this.#view;
  }

  get waiting(): number {
    return this.#view?.waiting ?? 0;
  }

  rule(kind: 'task' | 'review'): Reminder | undefined {
    return this.#view?.reminders.find((one) => one.kind === kind);
  }

  /** Follows the library. Returns how to stop. */
  follow(): () => void {
    const stops = [changes.on(['reminder', 'task', 'goal', 'review'], () => this.again()), on('reminders', () => this.again())];
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

  again(): void {
    this.#load().catch(this.#onfault);
  }

  /** Does what a button says. Gives where it leads, and when a snoozed one comes back. */
  async answer(entry: InboxEntry, answer: Answer): Promise<{ route: string; back: number | null; news: boolean }> {
    const got = await calls.Answer(entry.id, answer);
    await this.#load();
    return { route: got.route, back: got.back ?? null, news: got.news };
  }

  async patch(id: string, patch: { enabled?: boolean; weekday?: number; time?: string }): Promise<void> {
    await calls.Patch(id, patch);
    await this.#load();
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
  }
  return entry.kind === 'task' ? 'Done or gone' : 'Settled';
}
