// The state of Today: what the day asks, fetched anew whenever something of the plan changes.
import { changes, plan, today as calls } from '../../backend';
import { sayDay, sayPastDay, today } from '../../backend/day';
import { latest } from '../../backend/latest';
import { line } from '../../backend/line';
import type { NextStep, Task, TodayTask, TodayView } from '../../backend/types';

const kinds = ['task', 'goal', 'goal_aspiration', 'aspiration', 'milestone', 'reading', 'item', 'picture'];

export class TodayState {
  #view = $state.raw<TodayView | null>(null);
  /** Ticked just now: shown as done until the fetched day no longer holds it. */
  #ticked = $state.raw<ReadonlySet<string>>(new Set());
  readonly #onfault: (reason: unknown) => void;
  readonly #load: () => Promise<void>;

  constructor(onfault: (reason: unknown) => void) {
    this.#onfault = onfault;
    this.#load = latest(async () => {
      this.#view = await calls.View();
      this.#ticked = new Set();
    });
  }

  get view(): TodayView | null {
    return this.#view;
  }

  /** Follows the plan and the calendar. Returns how to stop. */
  follow(): () => void {
    const again = (): void => this.#again();
    const stop = changes.on(kinds, again);
    // A window that stands open past midnight, or wakes on another day, shows that day.
    const turn = setInterval(() => {
      if (this.#view && today() !== this.#view.day) again();
    }, 30_000);
    again();
    return () => {
      stop();
      clearInterval(turn);
    };
  }

  ticked(id: string): boolean {
    return this.#ticked.has(id);
  }

  async complete(id: string): Promise<void> {
    this.#ticked = new Set([...this.#ticked, id]);
    try {
      await plan.CompleteTask(id, true);
    } catch (reason) {
      this.#ticked = new Set([...this.#ticked].filter((one) => one !== id));
      throw reason;
    }
    this.#again();
  }

  async add(text: string, rejected: string[]): Promise<Task> {
    const task = await calls.QuickAdd(line(text, rejected));
    this.#again();
    return task;
  }

  async addStep(goalID: string, text: string, rejected: string[]): Promise<void> {
    await plan.AddTask({ goalId: goalID, milestoneId: '', afterId: '', line: line(text, rejected) });
    this.#again();
  }

  async setDay(id: string, day: string): Promise<void> {
    await plan.PatchTask(id, { due: day });
    this.#again();
  }

  #again(): void {
    this.#load().catch(this.#onfault);
  }
}

/** Whether the day asks for nothing at all: no task due, none left over. */
export const quiet = (view: TodayView): boolean => view.dueTotal + view.overdueTotal === 0 && view.quietSentence !== '';

/** The first few, and how many stay folded. A fold that would hide a single one hides none. */
export function folded<T>(all: readonly T[], total: number, most: number, open: boolean): { shown: readonly T[]; hidden: number } {
  if (open || total <= most + 1) return { shown: all, hidden: 0 };
  return { shown: all.slice(0, most), hidden: total - most };
}

/** The goals with a next action, and those that lack one. */
export function parted(next: readonly NextStep[]): { ready: NextStep[]; missing: NextStep[] } {
  return { ready: next.filter((step) => !step.missingNext), missing: next.filter((step) => step.missingNext) };
}

/** "17:00", "from Thursday", or nothing: a day that has passed is told gently. */
export function whenOf(task: TodayTask, day: string): string {
  if (task.overdue) return `from ${sayPastDay(task.due, day)}`;
  if (task.dueTime) return task.dueTime;
  return task.due && task.due !== day ? sayDay(task.due, day) : '';
}
