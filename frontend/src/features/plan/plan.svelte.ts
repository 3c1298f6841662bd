// What is open beside the outline: a goal, an aspiration, a milestone or a task. It is fetched anew when the library says
// that it changed; nothing is changed in place but the order of tasks while Go is told of it.
import { board, changes, plan as calls, review } from '../../backend';
import { toFault } from '../../backend/fault';
import { latest } from '../../backend/latest';
import { line } from '../../backend/line';
import type { AspirationDetail, AspirationPatch, GoalDetail, GoalPatch, Milestone, MilestonePatch, TaskDetail, TaskPatch } from '../../backend/types';
import type { Forest } from './outline/forest';
import { moved } from './steps';

const kinds = ['aspiration', 'goal', 'goal_aspiration', 'goal_version', 'task', 'milestone', 'reading', 'win', 'item', 'picture'];

export type Opened =
  | { kind: 'nothing' }
  | { kind: 'goal'; detail: GoalDetail }
  | { kind: 'aspiration'; detail: AspirationDetail }
  | { kind: 'milestone'; detail: GoalDetail; milestone: Milestone }
  | { kind: 'task'; detail: TaskDetail };

/** What was open last in this window, to be there again. */
let lastOpened = '';

export class PlanState {
  #opened = $state.raw<Opened>({ kind: 'nothing' });
  #subject = $state('');
  /** What was to be opened is not there any more. */
  #gone = $state(false);
  readonly #onfault: (reason: unknown) => void;
  readonly #onconflict: (sentence: string, keepMine: () => Promise<unknown>) => void;
  readonly #load: () => Promise<void>;
  readonly #forest: () => Forest;

  /** `onconflict` hears of a change that was also made elsewhere, and how to make it all the same. */
  constructor(forest: () => Forest, onfault: (reason: unknown) => void, onconflict: (sentence: string, keepMine: () => Promise<unknown>) => void) {
    this.#forest = forest;
    this.#onfault = onfault;
    this.#onconflict = onconflict;
    this.#load = latest(() => this.#fetch());
  }

  get subject(): string {
    return this.#subject;
  }

  get gone(): boolean {
    return this.#gone;
  }

  get opened(): Opened {
    return this.#opened;
  }

  /** What to open when nothing was asked for: the last one that was, or the first goal there is. */
  get usual(): string {
    const forest = this.#forest();
    if (forest.get(lastOpened)) return lastOpened;
    for (const node of forest.all()) if (node.kind === 'goal') return node.id;
    return forest.childrenOf('')[0] ?? '';
  }

  /** Follows the library. Returns how to stop. */
  follow(): () => void {
    return changes.on(kinds, () => this.again());
  }

  open(subject: string): void {
    if (subject === this.#subject) return;
    lastOpened = subject;
    this.#subject = subject;
    this.#gone = false;
    this.again();
  }

  /** Gives what a call gave, and fetches what it changed. */
  async after<T>(call: Promise<T>): Promise<T> {
    const got = await call;
    await this.#load();
    return got;
  }

  /** A change of what the person saw when they began (`seen`, an instant): what was changed elsewhere since is not lost. */
  async #patch<T>(seen: number | undefined, call: (seen: number | undefined) => Promise<T>): Promise<void> {
    try {
      await this.after(call(seen));
    } catch (reason) {
      const fault = toFault(reason);
      if (fault.code !== 'conflict') throw fault;
      this.#onconflict(fault.message, () => this.after(call(undefined)));
      this.again();
    }
  }

  patchAspiration(id: string, patch: AspirationPatch, seen?: number): Promise<void> {
    return this.#patch(seen, (at) => calls.PatchAspiration(id, { ...patch, seen: at }));
  }

  patchGoal(id: string, patch: GoalPatch, seen?: number): Promise<void> {
    return this.#patch(seen, (at) => calls.PatchGoal(id, { ...patch, seen: at }));
  }

  patchTask(id: string, patch: TaskPatch, seen?: number): Promise<void> {
    return this.#patch(seen, (at) => calls.PatchTask(id, { ...patch, seen: at }));
  }

  patchMilestone(id: string, patch: MilestonePatch, seen?: number): Promise<void> {
    return this.#patch(seen, (at) => calls.PatchMilestone(id, { ...patch, seen: at }));
  }

  async reach(id: string, reached: boolean): Promise<void> {
    await this.after(calls.ReachGoal(id, reached));
  }

  /** Hangs the goal on the first board, in the middle of what is seen there. */
  async hang(goalID: string): Promise<void> {
    const { board: first, camera } = await board.Contents('');
    await this.after(board.AddGoalCard(first.id, goalID, { x: camera.x, y: camera.y }));
  }

  async keepWin(goalID: string, text: string): Promise<void> {
    await this.after(review.AddWin({ text, goalId: goalID, reviewId: '' }));
  }

  async addMilestone(goalID: string, text: string, rejected: string[]): Promise<void> {
    await this.after(calls.AddMilestone({ goalId: goalID, line: line(text, rejected) }));
  }

  async addTask(goalID: string, text: string, rejected: string[]): Promise<void> {
    await this.after(calls.AddTask({ goalId: goalID, milestoneId: '', afterId: '', line: line(text, rejected) }));
  }

  /** A step inside a milestone or a task. */
  async addInside(kind: 'task' | 'milestone', id: string, text: string, rejected: string[]): Promise<void> {
    await this.after(calls.AddNode({ place: { parent: { kind, id }, afterId: '', last: true }, kind: 'task', line: line(text, rejected) }));
  }

  async completeTask(id: string, done: boolean): Promise<void> {
    await this.after(calls.CompleteTask(id, done));
  }

  /** Moves an open task one place among the open ones. False when it stands at the end already. */
  async moveTask(id: string, by: 1 | -1): Promise<boolean> {
    if (this.#opened.kind !== 'goal') return false;
    const detail = this.#opened.detail;
    const plan = moved(detail.tasks, id, by);
    if (!plan) return false;
    // Shown at once; the fetch that follows says the same.
    this.#opened = { kind: 'goal', detail: { ...detail, tasks: plan.tasks } as GoalDetail };
    try {
      await calls.MoveTask(id, plan.afterId);
    } finally {
      this.again();
    }
    return true;
  }

  again(): void {
    this.#load().catch(this.#onfault);
  }

  async #fetch(): Promise<void> {
    const subject = this.#subject;
    if (subject === '') {
      this.#opened = { kind: 'nothing' };
      return;
    }
    const found = await this.#find(subject);
    // Another one may have been opened meanwhile; its own fetch follows.
    if (subject !== this.#subject) return;
    this.#gone = found === null;
    this.#opened = found ?? { kind: 'nothing' };
  }

  async #find(id: string): Promise<Opened | null> {
    const read = {
      goal: async (): Promise<Opened> => ({ kind: 'goal', detail: await calls.Goal(id) }),
      aspiration: async (): Promise<Opened> => ({ kind: 'aspiration', detail: await calls.Aspiration(id) }),
      task: async (): Promise<Opened> => ({ kind: 'task', detail: await calls.Task(id) }),
      milestone: async (): Promise<Opened | null> => {
        const detail = await calls.Goal(this.#forest().parentOf(id));
        const milestone = detail.milestones.find((one) => one.id === id);
        return milestone ? { kind: 'milestone', detail, milestone } : null;
      },
    };
    // What the outline does not show is looked for by name: it may be done.
    const kind = this.#forest().kindOf(id);
    for (const one of kind === '' ? (['goal', 'aspiration', 'task'] as const) : ([kind] as const)) {
      try {
        const found = await read[one]();
        if (found) return found;
      } catch (reason) {
        if (toFault(reason).code !== 'not-found') throw reason;
      }
    }
    return null;
  }
}
