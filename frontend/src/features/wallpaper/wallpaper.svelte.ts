// The state of the wallpaper's panel: what this desktop offers, what is chosen in the panel, and what became of it.
// Nothing is painted for real here: Go starts the painter, which also runs while no window is open.
import { board, changes, plan, wallpaper } from '../../backend';
import { toFault } from '../../backend/fault';
import { latest } from '../../backend/latest';
import type { Hung, Screen, WallpaperChoice, WallpaperData, WallpaperState } from '../../backend/types';

const kinds = ['aspiration', 'goal', 'goal_aspiration', 'task', 'milestone', 'reading', 'item', 'picture', 'board'];

export interface GoalOption {
  readonly value: string;
  readonly title: string;
}

/** What is under way. */
export type Doing = 'nothing' | 'setting' | 'saving' | 'restoring';

/** What became of the last thing that was done. */
export interface Outcome {
  readonly good: boolean;
  readonly sentence: string;
  /** A painted picture that can be shown in its folder. */
  readonly picture: string;
}

export class WallpaperPanelState {
  #state = $state.raw<WallpaperState | null>(null);
  #goals = $state.raw<readonly GoalOption[]>([]);
  #data = $state.raw<WallpaperData | null>(null);
  #choice = $state.raw<WallpaperChoice>({ kind: 'board', id: '' });
  #doing = $state<Doing>('nothing');
  #outcome = $state.raw<Outcome | null>(null);
  #screen = $state(0);
  readonly #onfault: (reason: unknown) => void;
  readonly #load: () => Promise<void>;

  constructor(onfault: (reason: unknown) => void) {
    this.#onfault = onfault;
    this.#load = latest(() => this.#fetch());
  }

  get state(): WallpaperState | null {
    return this.#state;
  }
  get goals(): readonly GoalOption[] {
    return this.#goals;
  }
  /** What the chosen thing shows, once it has come. */
  get data(): WallpaperData | null {
    return this.#data;
  }
  get choice(): WallpaperChoice {
    return this.#choice;
  }
  get doing(): Doing {
    return this.#doing;
  }
  get outcome(): Outcome | null {
    return this.#outcome;
  }
  /** The screen that the preview is for. */
  get screen(): Screen | null {
    return this.#state?.screens[this.#screen] ?? null;
  }
  get screenIndex(): number {
    return this.#screen;
  }
  showScreen(index: number): void {
    this.#screen = index;
  }

  /** Opens on a choice and keeps up with the library. Returns how to stop. */
  open(choice: WallpaperChoice): () => void {
    this.#choice = choice;
    this.#outcome = null;
    this.#data = null;
    this.refresh();
    return changes.on(kinds, () => this.refresh());
  }

  choose(choice: WallpaperChoice): void {
    this.#choice = choice;
    this.#outcome = null;
    this.refresh();
  }

  refresh(): void {
    this.#load().catch(this.#onfault);
  }

  async #fetch(): Promise<void> {
    const choice = this.#choice;
    const [state, outline] = await Promise.all([wallpaper.State(), plan.Outline()]);
    const faces = [...outline.groups.flatMap((group) => group.goals), ...outline.others];
    this.#goals = [...new Map(faces.map((goal) => [goal.id, { value: goal.id, title: goal.title }])).values()];
    this.#state = state;
    if (this.#screen >= state.screens.length) this.#screen = Math.max(0, state.screens.findIndex((one) => one.primary));
    const id = choice.id || (await board.Contents('')).board.id;
    const data = await wallpaper.Data({ ...choice, id });
    if (this.#choice === choice) {
      this.#choice = data.choice;
      this.#data = data;
    }
  }

  set(): Promise<void> {
    return this.#do('setting', () => wallpaper.Set(this.#choice));
  }

  save(): Promise<void> {
    return this.#do('saving', () => wallpaper.Save(this.#choice));
  }

  stop(): void {
    wallpaper.Stop().catch(this.#onfault);
  }

  async restore(): Promise<void> {
    await this.#do('restoring', async () => {
      await wallpaper.Restore();
      return { sentence: 'Your former picture is back.', pictures: [] };
    });
  }

  async showFolder(): Promise<void> {
    if (this.#outcome) await wallpaper.ShowFolder(this.#outcome.picture).catch(this.#onfault);
  }

  async #do(doing: Doing, work: () => Promise<Hung>): Promise<void> {
    if (this.#doing !== 'nothing') return;
    this.#doing = doing;
    this.#outcome = null;
    try {
      const { sentence, pictures, fault } = await work();
      const said = fault?.sentence ?? sentence;
      if (said) this.#outcome = { good: !fault, sentence: said, picture: fault ? (pictures[0]?.path ?? '') : '' };
    } catch (reason) {
      const fault = toFault(reason);
      if (fault.code !== 'cancelled') this.#outcome = { good: false, sentence: fault.message, picture: '' };
    } finally {
      this.#doing = 'nothing';
      this.refresh();
    }
  }
}
