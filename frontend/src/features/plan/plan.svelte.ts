// The state of the plan: the outline at a glance and the one thing that is open in it. Everything is fetched anew when
// the library says that it changed; nothing is changed in place but the order of tasks while Go is told of it.
import { board, changes, plan as calls, review } from '../../backend';
import { toFault } from '../../backend/fault';
import { latest } from '../../backend/latest';
import { line } from '../../backend/line';
import type {
  Aspiration,
  AspirationFace,
  GoalDetail,
  GoalFace,
  GoalPatch,
  Outline,
  Task,
} from '../../backend/types';
import { moved } from './steps';

const kinds = ['aspiration', 'goal', 'goal_aspiration', 'task', 'milestone', 'reading', 'win', 'item', 'picture'];

/** What is open beside the outline. */
export type Opened =
  | { kind: 'nothing' }
  | { kind: 'goal'; detail: GoalDetail }
  | { kind: 'aspiration'; aspiration: AspirationFace; goals: readonly GoalFace[] }
  | { kind: 'loose'; tasks: readonly Task[] };

/** What was open last in this window, to be there again. */
let lastOpened = '';

/** The subject that stands for the tasks of no goal. */
export const loose = 'loose';

export class PlanState {
  #outline = $state.raw<Outline | null>(null);
  #detail = $state.raw<GoalDetail | null>(null);
  #subject = $state('');
  /** What was to be opened is not there any more. */
  #gone = $state(false);
  readonly #onfault: (reason: unknown) => void;
  readonly #load: () => Promise<void>;

  constructor(onfault: (reason: unknown) => void) {
    this.#onfault = onfault;
    this.#load = latest(() => this.#fetch());
  }

  get outline(): Outline | null {
    return this.#outline;
  }

  get subject(): string {
    return this.#subject;
  }

  get gone(): boolean {
    return this.#gone;
  }

  readonly opened: Opened = $derived.by(() => {
    const outline = this.#outline;
    if (this.#subject === loose) return { kind: 'loose', tasks: outline?.loose ?? [] };
    if (this.#detail && this.#detail.goal.id === this.#subject) return { kind: 'goal', detail: this.#detail };
    const group = outline?.groups.find(({ aspiration }) => aspiration.id === this.#subject);
    return group ? { kind: 'aspiration', aspiration: group.aspiration, goals: group.goals } : { kind: 'nothing' };
  });

  get aspirations(): AspirationFace[] {
    return this.#outline?.groups.map((group) => group.aspiration) ?? [];
  }

  /** What to open when nothing was asked for: the last one that was, or the first goal there is. */
  get usual(): string {
    const outline = this.#outline;
    if (!outline) return '';
    const goals = [...outline.groups.flatMap((group) => group.goals), ...outline.others];
    const all = [...goals, ...this.aspirations].map(({ id }) => id);
    return lastOpened === loose || all.includes(lastOpened) ? lastOpened : (all[0] ?? '');
  }

  /** Follows the library. Returns how to stop. */
  follow(): () => void {
    const stop = changes.on(kinds, () => this.#again());
    this.#again();
    return stop;
  }

  open(subject: string): void {
    if (subject === this.#subject) return;
    lastOpened = subject;
    this.#subject = subject;
    this.#gone = false;
    this.#again();
  }

  // Aspirations.

  async addAspiration(what: string): Promise<Aspiration> {
    return this.#after(calls.AddAspiration({ what, why: '', northStar: this.aspirations.length === 0 }));
  }

  async patchAspiration(id: string, patch: { what?: string; why?: string; hue?: number; northStar?: boolean }): Promise<void> {
    await this.#after(calls.PatchAspiration(id, patch));
  }

  async deleteAspiration(id: string): Promise<void> {
    await this.#after(calls.DeleteAspiration(id));
  }

  // Goals.

  async addGoal(text: string, rejected: string[], aspirationID: string): Promise<GoalFace> {
    const aspirationIds = aspirationID ? [aspirationID] : [];
    return this.#after(calls.AddGoal({ line: line(text, rejected), why: '', due: '', unit: '', aspirationIds }));
  }

  async patchGoal(id: string, patch: GoalPatch): Promise<void> {
    await this.#after(calls.PatchGoal(id, patch));
  }

  async deleteGoal(id: string): Promise<void> {
    await this.#after(calls.DeleteGoal(id));
  }

  async reach(id: string, reached: boolean): Promise<void> {
    await this.#after(calls.ReachGoal(id, reached));
  }

  /** Hangs the goal on the first board, in the middle of what is seen there. */
  async hang(goalID: string): Promise<void> {
    const { board: first, camera } = await board.Contents('');
    await this.#after(board.AddGoalCard(first.id, goalID, { x: camera.x, y: camera.y }));
  }

  async keepWin(goalID: string, text: string): Promise<void> {
    await this.#after(review.AddWin({ text, goalId: goalID, reviewId: '' }));
  }

  // Readings.

  async addReading(goalID: string, value: number, day: string): Promise<void> {
    await this.#after(calls.AddReading({ goalId: goalID, value, day, note: '' }));
  }

  async deleteReading(id: string): Promise<void> {
    await this.#after(calls.DeleteReading(id));
  }

  // Milestones and tasks.

  async addMilestone(goalID: string, text: string, rejected: string[]): Promise<void> {
    await this.#after(calls.AddMilestone({ goalId: goalID, line: line(text, rejected) }));
  }

  async patchMilestone(id: string, patch: { title?: string; due?: string }): Promise<void> {
    await this.#after(calls.PatchMilestone(id, patch));
  }

  async completeMilestone(id: string, done: boolean): Promise<void> {
    await this.#after(calls.CompleteMilestone(id, done));
  }

  async deleteMilestone(id: string): Promise<void> {
    await this.#after(calls.DeleteMilestone(id));
  }

  async addTask(goalID: string, text: string, rejected: string[]): Promise<void> {
    await this.#after(calls.AddTask({ goalId: goalID, milestoneId: '', afterId: '', line: line(text, rejected) }));
  }

  async patchTask(id: string, patch: { title?: string; due?: string; goalId?: string }): Promise<void> {
    await this.#after(calls.PatchTask(id, patch));
  }

  async completeTask(id: string, done: boolean): Promise<void> {
    await this.#after(calls.CompleteTask(id, done));
  }

  async deleteTask(id: string): Promise<void> {
    await this.#after(calls.DeleteTask(id));
  }

  /** Moves an open task one place among the open ones. False when it stands at the end already. */
  async moveTask(id: string, by: 1 | -1): Promise<boolean> {
    const tasks = this.opened.kind === 'loose' ? (this.#outline?.loose ?? []) : (this.#detail?.tasks ?? []);
    const plan = moved(tasks, id, by);
    if (!plan) return false;
    // Shown at once; the fetch that follows says the same.
    if (this.opened.kind === 'loose') {
      if (this.#outline) this.#outline = { ...this.#outline, loose: plan.tasks };
    } else if (this.#detail) this.#detail = { ...this.#detail, tasks: plan.tasks };
    try {
      await calls.MoveTask(id, plan.afterId);
    } finally {
      this.#again();
    }
    return true;
  }

  /** Gives what a call gave, and fetches what it changed. */
  async #after<T>(call: Promise<T>): Promise<T> {
    const got = await call;
    await this.#load();
    return got;
  }

  async #fetch(): Promise<void> {
    const subject = this.#subject;
    const outline = await calls.Outline();
    const isGoal = subject !== '' && subject !== loose && !outline.groups.some(({ aspiration }) => aspiration.id === subject);
    let detail: GoalDetail | null = null;
    let gone = false;
    if (isGoal) {
      try {
        detail = await calls.Goal(subject);
      } catch (reason) {
        if (toFault(reason).code !== 'not-found') throw reason;
        gone = true;
      }
    }
    this.#outline = outline;
    // Another one may have been opened meanwhile; its own fetch follows.
    if (subject !== this.#subject) return;
    this.#detail = detail;
    this.#gone = gone;
  }

  #again(): void {
    this.#load().catch(this.#onfault);
  }
}
