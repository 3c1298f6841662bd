// The state of the weekly review: what it looks at, and what the person has answered so far. The answers are kept while
// the program runs, so that one can leave in the middle and come back; finishing writes them all as one step.
import { changes, plan, review as calls } from '../../backend';
import { latest } from '../../backend/latest';
import { line } from '../../backend/line';
import type { Finished, NextStep, ReviewView } from '../../backend/types';

export const questions = ['moved', 'stuck', 'next', 'win'] as const;
export type Question = (typeof questions)[number];

/** A next step as typed for a goal, with the readings that were turned down. */
export interface TypedStep {
  text: string;
  rejected: string[];
}

export class ReviewState {
  #view = $state.raw<ReviewView | null>(null);
  #finished = $state.raw<Finished | null>(null);
  /** The point of the log from which the answers below look back; another one makes them stale. */
  #since = -1;
  at = $state(0);
  steps = $state<Record<string, TypedStep>>({});
  win = $state('');
  winGoalID = $state('');
  /** '' is the day that Go proposes. */
  day = $state('');
  /** Goals that were let rest in this review. */
  rested = $state<string[]>([]);
  #onfault: (reason: unknown) => void = () => undefined;
  /** What was finished last, to be there again when that is undone. */
  #kept: { since: number; steps: Record<string, TypedStep>; win: string; winGoalID: string; day: string } | null = null;
  readonly #load: () => Promise<void>;

  constructor() {
    this.#load = latest(async () => {
      const view = await calls.View();
      if (view.since !== this.#since) this.#begin(view.since);
      this.#view = view;
    });
  }

  get view(): ReviewView | null {
    return this.#view;
  }

  get finished(): Finished | null {
    return this.#finished;
  }

  get question(): Question {
    return questions[this.at] ?? 'moved';
  }

  get nextDay(): string {
    return this.day || this.#view?.nextDay || '';
  }

  follow(onfault: (reason: unknown) => void): () => void {
    this.#onfault = onfault;
    // The closing screen is seen once.
    this.#finished = null;
    const stop = changes.on(['task', 'goal', 'milestone', 'reading', 'aspiration', 'win', 'review', 'reminder'], () => this.#again());
    this.#again();
    return stop;
  }

  /** One question on or back; it stays within them. */
  go(by: 1 | -1): void {
    this.at = Math.max(0, Math.min(questions.length - 1, this.at + by));
  }

  step(goalID: string): TypedStep {
    return this.steps[goalID] ?? { text: '', rejected: [] };
  }

  setStep(goalID: string, step: TypedStep): void {
    this.steps = { ...this.steps, [goalID]: step };
  }

  async addStep(goalID: string, text: string, rejected: string[]): Promise<void> {
    await plan.AddTask({ goalId: goalID, milestoneId: '', afterId: '', line: line(text, rejected) });
    await this.#load();
  }

  async setGoalDay(goalID: string, day: string): Promise<void> {
    await plan.PatchGoal(goalID, { due: day });
    await this.#load();
  }

  rest(goalID: string): void {
    this.rested = [...this.rested, goalID];
  }

  async finish(): Promise<Finished> {
    this.#kept = { since: this.#since, steps: this.steps, win: this.win, winGoalID: this.winGoalID, day: this.day };
    const finished = await calls.Finish({
      since: this.#since,
      nextSteps: Object.entries(this.steps)
        .filter(([, step]) => step.text.trim() !== '')
        .map(([goalId, step]) => ({ goalId, line: line(step.text, step.rejected) })),
      win: this.win,
      winGoalId: this.win.trim() === '' ? '' : this.winGoalID,
      nextDay: this.nextDay,
    });
    this.#finished = finished;
    return finished;
  }

  /** Answers belong to one review: when it was finished, here or elsewhere, the next begins empty. Undo brings a
   *  finished one back, with its answers. */
  #begin(since: number): void {
    const again = this.#kept?.since === since ? this.#kept : null;
    if (again) this.#finished = null;
    this.#since = since;
    this.at = again ? questions.length - 1 : 0;
    this.steps = again?.steps ?? {};
    this.win = again?.win ?? '';
    this.winGoalID = again?.winGoalID ?? '';
    this.day = again?.day ?? '';
    this.rested = [];
  }

  #again(): void {
    this.#load().catch(this.#onfault);
  }
}

/** The one review of this window: it outlives the view. */
export const review = new ReviewState();

/** What stands in the empty field of a goal's next step. */
export const stepHint = (step: NextStep): string => (step.missingNext ? 'One small step, perhaps with a day' : `Then? Now: ${step.taskTitle}`);
