// The state of the weekly review: what it looks at, and what the person has answered so far. The answers are kept while
// the program runs, so that one can leave in the middle and come back; finishing writes them all as one step.
import { changes, plan, review as calls } from '../../backend';
import { today } from '../../backend/day';
import { latest } from '../../backend/latest';
import { line } from '../../backend/line';
import type { NextStep, PastReview, ReviewView } from '../../backend/types';

export const questions = ['moved', 'stuck', 'next', 'win'] as const;
export type Question = (typeof questions)[number];

/** A next step as typed for a goal, with the readings that were turned down. */
export interface TypedStep {
  text: string;
  rejected: string[];
}

export class ReviewState {
  #view = $state.raw<ReviewView | null>(null);
  #past = $state.raw<readonly PastReview[]>([]);
  /** The id of the review that was finished just now, to be told so. */
  #finished = $state('');
  /** The person asked for another one before its day. */
  #early = $state(false);
  /** The review before this one, '' for none; another one makes the answers below stale. */
  #last: string | null = null;
  at = $state(0);
  steps = $state<Record<string, TypedStep>>({});
  win = $state('');
  winGoalID = $state('');
  /** '' is the day that Go proposes. */
  day = $state('');
  #onfault: (reason: unknown) => void = () => undefined;
  /** What was finished last, to be there again when that is undone. */
  #kept: { last: string | null; steps: Record<string, TypedStep>; win: string; winGoalID: string; day: string } | null = null;
  readonly #load: () => Promise<void>;

  constructor() {
    this.#load = latest(async () => {
      const view = await calls.View();
      if (view.last !== this.#past[0]?.id) this.#past = view.last === '' ? [] : await calls.Past();
      if (view.last !== this.#last) this.#begin(view.last);
      this.#view = view;
    });
  }

  get view(): ReviewView | null {
    return this.#view;
  }

  /** The finished reviews, the newest first. */
  get past(): readonly PastReview[] {
    return this.#past;
  }

  /** Finished just now, and not left since. */
  get fresh(): boolean {
    return this.#finished !== '' && this.#finished === this.#past[0]?.id;
  }

  /** Whether the last one stands until the next one's day. Who has begun to answer, or asks for it, is not sent away. */
  get rests(): boolean {
    const last = this.#past[0];
    if (!last || last.id !== this.#view?.last) return false;
    return this.fresh || (!this.#early && !this.#answering && today() < last.nextDay);
  }

  get #answering(): boolean {
    return this.at > 0 || this.win.trim() !== '' || Object.values(this.steps).some((step) => step.text.trim() !== '');
  }

  /** Another review before its day. */
  again(): void {
    this.#finished = '';
    this.#early = true;
  }

  get question(): Question {
    return questions[this.at] ?? 'moved';
  }

  get nextDay(): string {
    return this.day || this.#view?.nextDay || '';
  }

  follow(onfault: (reason: unknown) => void): () => void {
    this.#onfault = onfault;
    this.#finished = '';
    this.#early = false;
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

  /** Lets a goal rest for a month or until it moves, or takes it up again. */
  async rest(goalID: string, rest: boolean): Promise<void> {
    await calls.Rest(goalID, rest);
    await this.#load();
  }

  async finish(): Promise<void> {
    const asked = new Set(this.#view?.next.map(({ goal }) => goal.id));
    this.#kept = { last: this.#last, steps: this.steps, win: this.win, winGoalID: this.winGoalID, day: this.day };
    const finished = await calls.Finish({
      last: this.#last ?? '',
      until: this.#view?.until ?? 0,
      // A goal that was let rest, reached or deleted meanwhile is not asked any more.
      nextSteps: Object.entries(this.steps)
        .filter(([goalId, step]) => asked.has(goalId) && step.text.trim() !== '')
        .map(([goalId, step]) => ({ goalId, line: line(step.text, step.rejected) })),
      win: this.win,
      winGoalId: this.win.trim() === '' ? '' : this.winGoalID,
      nextDay: this.nextDay,
    });
    await this.#load();
    this.#finished = finished.reviewId;
  }

  /** Answers belong to one review: when it was finished, here or elsewhere, the next begins empty. Undo brings a
   *  finished one back, with its answers. */
  #begin(last: string): void {
    const again = this.#kept?.last === last ? this.#kept : null;
    this.#finished = '';
    this.#early = false;
    this.#last = last;
    this.at = again ? questions.length - 1 : 0;
    this.steps = again?.steps ?? {};
    this.win = again?.win ?? '';
    this.winGoalID = again?.winGoalID ?? '';
    this.day = again?.day ?? '';
  }

  #again(): void {
    this.#load().catch(this.#onfault);
  }
}

/** The one review of this window: it outlives the view. */
export const review = new ReviewState();

/** What stands in the empty field of a goal's next step. */
export const stepHint = (step: NextStep): string => (step.missingNext ? 'One small step, perhaps with a day' : `After “${step.taskTitle}”: what comes then?`);
