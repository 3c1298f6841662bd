// Undo and redo of the whole window. There is one stack for the library, so the step that comes next may lie where the
// person does not look: then it is named and not taken back, until they say so.
import { answered, library } from '../backend';
import { toast } from '../ui/toast.svelte';
import type { Place, Router } from './router.svelte';

const planned = ['aspiration', 'goal', 'goal_aspiration', 'task', 'milestone', 'reading', 'win'];
const laid = ['board', 'item', 'picture'];

/** Where rows of these kinds are in sight; to go there, the first is the place. */
export function placesOf(kinds: readonly string[]): readonly Place[] {
  const has = (among: readonly string[]): boolean => kinds.some((kind) => among.includes(kind));
  if (has(['review'])) return ['review'];
  if (has(planned)) return has(laid) ? ['board', 'plan', 'today', 'review'] : ['plan', 'board', 'today', 'review'];
  if (has(laid)) return ['board'];
  return has(['reminder']) ? ['library'] : [];
}

/** How long an asking toast may be answered by the same key again. */
const patience = 10_000;

export class Steps {
  readonly #router: Router;
  /** The last step there was when the person came to this place: what came after it was made here. */
  #before = Promise.resolve(Infinity);
  #asked = { operation: 0, until: 0 };

  constructor(router: Router) {
    this.#router = router;
  }

  /** The person has come to a place. */
  arrived(): void {
    const known = library.UndoState().then(
      ({ operation }) => operation,
      // Not known: then nothing counts as made here.
      () => Infinity,
    );
    this.#before = known;
  }

  async undo(): Promise<void> {
    await answered();
    const [{ undo, operation, kinds }, before] = await Promise.all([library.UndoState(), this.#before]);
    const [home, ...others] = placesOf(kinds);
    const here = this.#router.route.place;
    const inSight = home === undefined || operation > before || home === here || others.includes(here);
    if (inSight) return this.#take('Undo');
    const there = (): Promise<void> => {
      this.#asked = { operation: 0, until: 0 };
      this.#router.go(home);
      return this.#take('Undo', operation);
    };
    if (this.#asked.operation === operation && performance.now() < this.#asked.until) return there();
    this.#asked = { operation, until: performance.now() + patience };
    toast(`The last step was “${undo}”.`, { key: 'undo', action: { title: 'Undo there', run: there } });
  }

  async redo(): Promise<void> {
    await answered();
    return this.#take('Redo');
  }

  /** Takes one step and says what it was. What could not be taken back is named. */
  async #take(way: 'Undo' | 'Redo', operation?: number): Promise<void> {
    const taken = way === 'Redo' ? await library.Redo() : operation === undefined ? await library.Undo() : await library.UndoOperation(operation);
    const again = way === 'Undo' ? { title: 'Redo', run: () => this.redo() } : { title: 'Undo', run: () => this.undo() };
    if (!taken.done) toast(way === 'Undo' ? 'There is nothing to undo.' : 'There is nothing to redo.', { key: 'undo' });
    else if (taken.skipped.length > 0) toast(`${taken.label}: ${taken.skipped.join(' ')}`, { key: 'undo', action: again });
    else toast(`${way === 'Undo' ? 'Undone' : 'Done again'}: ${taken.label}`, { key: 'undo', action: again });
  }
}
