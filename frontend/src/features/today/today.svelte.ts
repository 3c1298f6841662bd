// The state of Today: what the day asks, fetched anew whenever something of the plan changes.
import { changes, plan, today as calls } from '../../backend';
import { sayDay, sayPastDay, today } from '../../backend/day';
import { latest } from '../../backend/latest';
import { line } from '../../backend/line';
import type { NextStep, Task, TodayTask, TodayView } from '../../backend/types';

const kinds = ['task', 'goal', 'goal_aspiration', 'aspiration', 'milestone', 'reading', 'item', 'picture'];

/** How long a ticked task stays where it was, in milliseconds. */
export const lingers = 4000;

const timeOf = (now: Date): string => `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;

/** Every task that a day shows. */
const idsOf = (view: TodayView): Set<string> =>
  new Set([view.oneThing?.id ?? '', ...[...view.due, ...view.overdue].map(({ id }) => id), ...view.next.map(({ taskId }) => taskId)]);

export class TodayState {
  #view = $state.raw<TodayView | null>(null);
  /** Ticked just now: shown as done, where they stood, for a moment or until the pointer has left. */
  #ticked = $state.raw<ReadonlySet<string>>(new Set());
  /** The day as it is by now, while what was ticked still stands. */
  #fresh: TodayView | null = null;
  /** Of what was ticked, what Go has heard of. */
  readonly #done = new Set<string>();
  /** The pointer has left before that day came. */
  #left = false;
  #moment: ReturnType<typeof setTimeout> | undefined;
  /** What the clock shows, to the minute. */
  #time = $state(timeOf(new Date()));
  readonly #onfault: (reason: unknown) => void;
  readonly #load: () => Promise<void>;

  constructor(onfault: (reason: unknown) => void) {
    this.#onfault = onfault;
    this.#load = latest(async () => {
      this.#fresh = await calls.View();
      const there = idsOf(this.#fresh);
      // One that was done and is open again was taken back: the day is shown as it is.
      if (this.#left || this.#ticked.size === 0 || [...this.#done].some((id) => there.has(id))) this.settle();
    });
  }

  get view(): TodayView | null {
    return this.#view;
  }

  get time(): string {
    return this.#time;
  }

  /** What was ticked goes, and what comes after it moves up. */
  settle(): void {
    clearTimeout(this.#moment);
    this.#left = this.#fresh === null && this.#ticked.size > 0;
    if (!this.#fresh) return;
    this.#view = this.#fresh;
    this.#fresh = null;
    this.#ticked = new Set();
    this.#done.clear();
  }

  /** Follows the plan and the calendar. Returns how to stop. */
  follow(): () => void {
    const again = (): void => this.#again();
    const stop = changes.on(kinds, again);
    // A window that stands open past midnight, or wakes on another day, shows that day.
    const turn = setInterval(() => {
      this.#time = timeOf(new Date());
      if (this.#view && today() !== this.#view.day) again();
    }, 30_000);
    again();
    return () => {
      stop();
      clearInterval(turn);
      clearTimeout(this.#moment);
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
    this.#done.add(id);
    clearTimeout(this.#moment);
    this.#moment = setTimeout(() => this.settle(), lingers);
    this.#again();
  }

  async add(text: string, rejected: string[]): Promise<Task> {
    const task = await calls.QuickAdd(line(text, rejected));
    this.#left = true;
    this.#again();
    return task;
  }

  async addStep(goalID: string, text: string, rejected: string[]): Promise<void> {
    await plan.AddTask({ goalId: goalID, milestoneId: '', afterId: '', line: line(text, rejected) });
    this.#left = true;
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

/** Whether its time has passed, or its day. */
export const isLate = (task: TodayTask, day: string, time: string): boolean => task.overdue || (task.due === day && task.dueTime !== '' && task.dueTime < time);

/** "17:00", "since 17:00", "from Thursday", or nothing: what has passed is told gently. */
export function whenOf(task: TodayTask, day: string, time: string): string {
  if (task.overdue) return `from ${sayPastDay(task.due, day)}`;
  if (task.dueTime) return isLate(task, day, time) ? `since ${task.dueTime}` : task.dueTime;
  return task.due && task.due !== day ? sayDay(task.due, day) : '';
}

/** "45 min", "1 h 30". */
export const sayMinutes = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60}` : ''}`;

/** The one step that a person sees who wants to see only one: the one thing, else what is due, what is left, what could move. */
export function oneStep(view: TodayView): TodayTask | null {
  if (view.oneThing) return view.oneThing;
  return view.due[0] ?? view.overdue[0] ?? null;
}
