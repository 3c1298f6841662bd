// The state of the outline: the tree, what of it is seen, what is chosen and what is being typed. What is done shows at
// once; Go hears of it in order, and what it says then stands.
import { changes, plan as calls } from '../../../backend';
import { today } from '../../../backend/day';
import { line } from '../../../backend/line';
import type { PlanNode } from '../../../backend/types';
import { Anew } from './anew';
import { blank, Forest, mayHold, usualInside, type Kind, type Node, type Place } from './forest';
import { deeper, higher, past, tops, type Plan } from './moves';
import { Queue } from './queue';
import { both, byState, byWords, foldedAtFirst, orderBy, rowsOf, type Only, type Order, type Row } from './rows';
import { all, go, kept, nothing, only, toggled, upTo, type Selection } from './select';

/** How long what was ticked stays where it was, in milliseconds. */
export const lingers = 4000;

const kinds: readonly Kind[] = ['aspiration', 'goal', 'milestone', 'task'];

/** A place as Go takes it. */
interface Placed {
  parent?: { kind: string; id: string };
  afterId: string;
  last: boolean;
}

/** The tree as it was left in this window: it is there again at once, and read anew behind that. */
let before: { forest: Forest; closed: ReadonlySet<string>; branch: string; cursor: string; showsDone: boolean } | null = null;

/** Somebody has looked at it. */
let looked = false;

/** How many rows were made in this window: each has an id of its own. */
let made = 0;

export class OutlineState {
  #forest = before?.forest ?? new Forest();
  #version = $state(0);
  #loaded = $state(before !== null);
  #closed = $state.raw<ReadonlySet<string>>(before?.closed ?? new Set());
  #branch = $state(before?.branch ?? '');
  #selection = $state.raw<Selection>(only(before?.cursor ?? ''));
  /** The row that is being typed in, and what stands in it. */
  #editing = $state('');
  #showsDone = $state(before?.showsDone ?? false);
  words = $state('');
  state = $state<Only>('all');
  order = $state<Order>('own');

  readonly #queue: Queue;
  readonly #onsay: (sentence: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ticked = new Set<string>();
  readonly #anew: Anew;

  constructor(onfault: (reason: unknown) => void, onsay: (sentence: string) => void) {
    this.#onsay = onsay;
    looked = true;
    this.#queue = new Queue(onfault, (failed) => {
      if (failed) this.#anew.all();
      void this.#anew.catchUp();
    });
    this.#anew = new Anew({
      busy: () => this.#queue.busy,
      typing: () => this.#editing !== '',
      size: () => this.#forest.size,
      goalOf: (id) => [id, ...this.#forest.pathTo(id)].find((one) => this.#forest.kindOf(one) === 'goal') ?? '',
      whole: () => this.#readAll(),
      branch: (goal) => this.#readGoal(goal),
      onfault,
    });
  }

  get forest(): Forest {
    void this.#version;
    return this.#forest;
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  readonly rows: readonly Row[] = $derived.by(() =>
    rowsOf(this.forest, {
      branch: this.#branch,
      closed: this.#closed,
      wanted: both(byState(this.state, today()), byWords(this.words)),
      order: orderBy(this.order),
    }),
  );

  readonly keys: readonly string[] = $derived(this.rows.map(({ id }) => id));

  get selection(): Selection {
    return this.#selection;
  }

  get cursor(): string {
    return this.#selection.cursor;
  }

  /** What is chosen, in the order of the rows. */
  readonly chosen: readonly string[] = $derived(this.keys.filter((key) => this.#selection.chosen.has(key)));

  get editing(): string {
    return this.#editing;
  }

  get branch(): string {
    return this.#branch;
  }

  get showsDone(): boolean {
    return this.#showsDone;
  }

  get empty(): boolean {
    return this.#loaded && this.forest.size === 0;
  }

  /** Whether anything hides a part of the tree or its own order. */
  get sifted(): boolean {
    return this.words.trim() !== '' || this.state !== 'all';
  }

  node(id: string): Node | undefined {
    return this.forest.get(id);
  }

  // Following the library.

  follow(): () => void {
    const stops = kinds.map((kind) => changes.on([kind], (stale) => this.#anew.hear(stale.all ? null : [...stale.ids, ...stale.gone])));
    // A goal that serves another aspiration stands elsewhere.
    stops.push(changes.on(['goal_aspiration'], () => this.#anew.hear(null)));
    void this.read();
    return () => {
      for (const stop of stops) stop();
      clearTimeout(this.#timer);
      this.#anew.stop();
      if (this.#loaded) before = { forest: this.#forest, closed: this.#closed, branch: this.#branch, cursor: this.cursor, showsDone: this.#showsDone };
    };
  }

  /** Settles when the tree is what the library held when this was asked. */
  async read(): Promise<void> {
    this.#anew.all();
    await this.#anew.catchUp();
  }

  async #readAll(): Promise<boolean> {
    const tree = await calls.Tree({ done: this.#showsDone });
    // Something was done meanwhile: it is read again when Go has heard of it.
    if (this.#queue.busy) return false;
    this.#takeAll(tree.nodes);
    return true;
  }

  async #readGoal(id: string): Promise<boolean> {
    // A goal that is not there any more, or not in sight, is known by the whole.
    const tree = await calls.Tree({ done: this.#showsDone, root: { kind: 'goal', id } }).catch(() => null);
    if (!tree || this.#queue.busy || !this.#graft(tree.nodes)) return false;
    this.#drawn();
    return true;
  }

  #graft(nodes: readonly PlanNode[]): boolean {
    const stays = (id: string): boolean => this.#ticked.has(id) || (id === this.#editing && this.#forest.get(id)?.fresh === true);
    return this.#forest.graft(nodes.map((node) => ({ node: nodeOf(node), parent: node.parentId })), stays);
  }

  #takeAll(nodes: readonly PlanNode[]): void {
    const forest = new Forest();
    for (const node of nodes) forest.add(nodeOf(node), node.parentId);
    // What is being typed, and what was ticked just now, stay where they are.
    for (const id of [...this.#ticked, this.#editing]) {
      const node = this.#forest.get(id);
      const parent = this.#forest.parentOf(id);
      if (!node || forest.get(id) || !(node.fresh || this.#ticked.has(id)) || (parent !== '' && !forest.get(parent))) continue;
      const behind = this.#forest.before(id).filter((one) => forest.get(one)).at(-1) ?? '';
      forest.insert(node, { parent, after: behind });
    }
    this.#forest = forest;
    if (this.#awaited && forest.get(this.#awaited) && this.#editing === '') this.reveal(this.#awaited);
    if (!this.#loaded) {
      this.#closed = foldedAtFirst(forest);
      this.#loaded = true;
    }
    this.#drawn();
  }

  /** What Go says of a node that is there. */
  #take(said: PlanNode): void {
    if (this.#forest.get(said.id)) this.#forest.patch(said.id, nodeOf(said));
  }

  #drawn(): void {
    const near = this.keys.indexOf(this.cursor);
    this.#version++;
    if (this.#branch !== '' && !this.#forest.get(this.#branch)) this.#branch = '';
    const next = kept(this.keys, this.#selection, Math.max(0, near));
    if (this.#loaded && next !== this.#selection) this.#selection = next;
  }

  // Looking.

  choose(selection: Selection): void {
    this.#selection = selection;
  }

  point(id: string, how: 'only' | 'toggle' | 'upTo' = 'only'): void {
    if (how === 'toggle') this.#selection = toggled(this.#selection, id);
    else if (how === 'upTo') this.#selection = upTo(this.keys, this.#selection, id);
    else this.#selection = only(id);
  }

  step(by: number, extends_ = false): void {
    this.#selection = go(this.keys, this.#selection, this.keys.indexOf(this.cursor) + by, extends_);
  }

  end(which: 'first' | 'last', extends_ = false): void {
    this.#selection = go(this.keys, this.#selection, which === 'first' ? 0 : this.keys.length - 1, extends_);
  }

  chooseAll(): void {
    this.#selection = all(this.keys, this.#selection);
  }

  fold(id: string, closed: boolean): void {
    const next = new Set(this.#closed);
    if (closed) next.add(id);
    else next.delete(id);
    this.#closed = next;
    this.#drawn();
  }

  /** Folds everything, or unfolds it. */
  foldAll(closed: boolean): void {
    const next = new Set<string>();
    if (closed) for (const node of this.#forest.all()) if (this.#forest.childrenOf(node.id).length > 0) next.add(node.id);
    this.#closed = next;
    this.#drawn();
  }

  /** Right: unfolds, or goes to the first inside. */
  inward(): void {
    const row = this.rows[this.keys.indexOf(this.cursor)];
    if (!row?.holds) return;
    if (row.open) this.step(1);
    else this.fold(row.id, false);
  }

  /** Left: folds, or goes to what it stands in. */
  outward(): void {
    const row = this.rows[this.keys.indexOf(this.cursor)];
    if (!row) return;
    const parent = this.#forest.parentOf(row.id);
    if (row.open && !this.sifted) this.fold(row.id, true);
    else if (parent !== '' && parent !== this.#branch) this.point(parent);
  }

  look(branch: string): void {
    const from = this.#branch;
    this.#branch = branch;
    this.#drawn();
    // Out again: the cursor stands on what was looked at.
    if (from !== '' && this.keys.includes(from)) this.point(from);
    else if (!this.keys.includes(this.cursor)) this.end('first');
  }

  /** One branch out. */
  lookOut(): void {
    if (this.#branch !== '') this.look(this.#forest.parentOf(this.#branch));
  }

  /** Shows a node, wherever it is folded away, and points at it. */
  reveal(id: string): void {
    if (!this.#forest.get(id)) {
      // It may be newer than the tree.
      this.#awaited = id;
      return;
    }
    this.#awaited = '';
    const path = this.#forest.pathTo(id);
    if (path.some((one) => this.#closed.has(one))) this.#closed = new Set([...this.#closed].filter((one) => !path.includes(one)));
    if (this.#branch !== '' && !this.#forest.isWithin(id, this.#branch)) this.#branch = '';
    this.#version++;
    this.point(id);
  }

  setShowsDone(shows: boolean): void {
    this.#showsDone = shows;
    void this.read();
  }

  // Typing.

  edit(id: string): void {
    if (!this.#forest.get(id)) return;
    this.#editing = id;
    this.point(id);
  }

  /** A new row behind one, or inside it where it is open: an outline grows where one looks. */
  addBehind(id: string): void {
    const row = this.rows.find((one) => one.id === id);
    const node = this.#forest.get(id);
    const inside = node?.kind !== 'task' && row?.open;
    if (!node) this.#begin({ parent: this.#branch, after: '' }, usualInside(this.#forest.kindOf(this.#branch)));
    else if (inside && node.kind !== 'aspiration') this.#begin({ parent: id, after: '' }, 'task');
    else if (inside) this.#begin({ parent: id, after: this.#forest.lastOf(id, 'goal') }, 'goal');
    else this.#begin({ parent: this.#forest.parentOf(id), after: id }, node.kind);
  }

  /** A new row as the last one of a kind inside a node. */
  addInside(parent: string, kind: Kind = usualInside(this.#forest.kindOf(parent))): void {
    this.fold(parent, false);
    this.#begin({ parent, after: this.#forest.lastOf(parent, kind) }, kind);
  }

  /** A milestone for the goal that a row belongs to. */
  addMilestone(id: string): void {
    const goal = [id, ...this.#forest.pathTo(id).reverse()].find((one) => this.#forest.kindOf(one) === 'goal');
    if (goal) this.addInside(goal, 'milestone');
    else this.#onsay('A milestone belongs to a goal. Choose a goal, or something in it.');
  }

  #begin(place: Place, kind: Kind): void {
    const id = `new-${++made}`;
    this.#forest.insert({ ...blank(id, kind), hue: this.#forest.get(place.parent)?.hue ?? 0, fresh: true }, place);
    this.#version++;
    this.edit(id);
  }

  /** Keeps what was typed in the row. False when nothing was: a new row goes again. */
  commit(id: string, text: string, rejected: readonly string[] = []): boolean {
    const node = this.#forest.get(id);
    const title = text.replace(/\s+/gu, ' ').trim();
    if (this.#editing === id) this.#editing = '';
    if (!node) return false;
    if (title === '') {
      if (node.fresh) this.#drop(id);
      return false;
    }
    if (title === node.title) return true;
    this.#forest.patch(id, { title });
    this.#version++;
    if (!node.fresh) void this.#queue.do(async () => this.#hear([await calls.Retitle(this.#ref(id), title)]));
    else if (node.title === '') {
      const place = this.#placeOf(id);
      void this.#queue.do(async () => {
        const made = await calls.AddNode({ place: place(), kind: node.kind, line: line(title, rejected) });
        this.#named(id, made);
      });
    } else void this.#queue.do(async () => this.#hear([await calls.Retitle(this.#ref(id), title)]));
    return true;
  }

  /** Leaves what was typed: a new row goes again. */
  cancel(id: string): void {
    if (this.#editing === id) this.#editing = '';
    const node = this.#forest.get(id);
    if (node?.fresh && node.title === '') this.#drop(id);
  }

  #drop(id: string): void {
    const near = this.keys.indexOf(id);
    this.#forest.remove(id);
    this.#version++;
    this.#selection = go(this.keys, nothing, Math.max(0, near - 1));
  }

  #named(fresh: string, made: PlanNode): void {
    this.#queue.named(fresh, made.id);
    this.#forest.rename(fresh, made.id);
    this.#take(made);
    const swap = (id: string): string => (id === fresh ? made.id : id);
    if (this.#editing === fresh) this.#editing = made.id;
    const { cursor, anchor, chosen } = this.#selection;
    this.#selection = { cursor: swap(cursor), anchor: swap(anchor), chosen: new Set([...chosen].map(swap)) };
    if (this.#closed.has(fresh)) this.#closed = new Set([...this.#closed].map(swap));
    this.#version++;
  }

  // Doing.

  /** Tab. A row that is new becomes what fits one deeper. */
  deeper(): void {
    const fresh = this.#fresh();
    if (fresh) {
      const list = this.#forest.childrenOf(this.#forest.parentOf(fresh.id));
      const into = list[list.indexOf(fresh.id) - 1];
      if (into === undefined) return this.#onsay('There is nothing above it to put it into.');
      const kind = usualInside(this.#forest.kindOf(into));
      this.#changeFresh(fresh.id, { parent: into, after: this.#forest.lastOf(into, kind) }, kind);
      this.fold(into, false);
      return;
    }
    this.#carryOut(deeper(this.#forest, this.#targets()), (refs) => calls.Indent(refs), true);
  }

  /** Shift+Tab. */
  higher(): void {
    const fresh = this.#fresh();
    if (fresh) {
      const parent = this.#forest.parentOf(fresh.id);
      if (parent === '' || parent === this.#branch) return;
      this.#changeFresh(fresh.id, { parent: this.#forest.parentOf(parent), after: parent }, this.#forest.kindOf(parent) as Kind);
      return;
    }
    this.#carryOut(higher(this.#forest, this.#targets()), (refs) => calls.Outdent(refs));
  }

  /** Alt+Up and Alt+Down. */
  past(by: 1 | -1): void {
    if (this.order !== 'own') return this.#onsay('The rows are sorted. Choose “My order” to move them.');
    const plan = past(this.#forest, this.#targets(), by);
    const first = 'moves' in plan ? plan.moves[0] : undefined;
    // On into another milestone: that is a place of its own.
    if (first && first.parent !== this.#forest.parentOf(first.id)) return this.moveTo(this.#targets(), first);
    this.#carryOut(plan, (refs) => (by === 1 ? calls.MoveDown(refs) : calls.MoveUp(refs)));
  }

  /** Moves nodes, one behind the other, to a place. */
  moveTo(ids: readonly string[], place: Place): void {
    let after = place.after;
    const moves = tops(this.#forest, ids).map((id) => {
      const move = { id, parent: place.parent, after };
      after = id;
      return move;
    });
    this.#carryOut({ moves }, (refs) => calls.MoveNodes(refs, this.#placed(place)), true);
  }

  /** Where what is chosen could be moved to, by name. */
  homes(): Node[] {
    const ids = tops(this.#forest, this.#targets());
    const kind = this.#forest.kindOf(ids[0] ?? '');
    if (kind === '' || ids.some((id) => this.#forest.kindOf(id) !== kind)) return [];
    return [...this.#forest.all()].filter((node) => !node.fresh && mayHold(node.kind, kind) && !ids.some((id) => this.#forest.isWithin(node.id, id)));
  }

  complete(ids: readonly string[] = this.#targets()): void {
    const steps = ids.filter((id) => this.#forest.kindOf(id) !== 'aspiration' && !this.#forest.get(id)?.fresh);
    if (steps.length === 0) {
      if (ids.length > 0) this.#onsay('An aspiration is lived, not ticked. Its goals can be.');
      return;
    }
    const done = steps.some((id) => !this.#forest.get(id)?.done);
    for (const id of steps) this.#forest.patch(id, { done });
    if (done) this.#linger(steps);
    else for (const id of steps) this.#ticked.delete(id);
    this.#version++;
    void this.#queue.do(() => calls.CompleteNodes(steps.map((id) => this.#ref(id)), done));
  }

  setDay(due: string, ids: readonly string[] = this.#targets()): void {
    const dated = ids.filter((id) => this.#forest.kindOf(id) !== 'aspiration');
    if (dated.length === 0) return this.#onsay('An aspiration has no day. Its goals have.');
    for (const id of dated) this.#forest.patch(id, { due });
    this.#version++;
    void this.#queue.do(() => calls.DateNodes(dated.map((id) => this.#ref(id)), { due }));
  }

  /** Deletes what is chosen. Gives how many, and what the one is called. */
  async remove(ids: readonly string[] = this.#targets()): Promise<{ count: number; title: string }> {
    const all = tops(this.#forest, ids);
    const title = this.#forest.get(all[0] ?? '')?.title ?? '';
    const known = all.filter((id) => !this.#forest.get(id)?.fresh);
    const refs = known.map((id) => this.#ref(id));
    const near = this.keys.indexOf(all[0] ?? '');
    for (const id of all) {
      // The goals of an aspiration stay, and the tasks of a milestone.
      const kind = this.#forest.kindOf(id);
      const stay = kind === 'aspiration' || kind === 'milestone' ? [...this.#forest.childrenOf(id)] : [];
      const parent = this.#forest.parentOf(id);
      for (const child of stay) this.#forest.move(child, { parent, after: this.#forest.lastOf(parent, kind === 'aspiration' ? 'goal' : 'task') });
      this.#forest.remove(id);
    }
    this.#version++;
    this.#selection = go(this.keys, nothing, Math.max(0, near));
    if (refs.length > 0) await this.#queue.do(() => calls.DeleteNodes(refs));
    return { count: known.length, title };
  }

  /** A pasted list, behind the row that is chosen. Gives what Go says of it. */
  async paste(text: string): Promise<string> {
    const id = this.cursor;
    const node = this.#forest.get(id);
    const row = this.rows.find((one) => one.id === id);
    // Into what holds things, behind what is a thing.
    const place: Place = !node
      ? { parent: this.#branch, after: '' }
      : node.kind === 'task' && !row?.open
        ? { parent: this.#forest.parentOf(id), after: id }
        : { parent: id, after: this.#forest.lastOf(id, usualInside(node.kind)) };
    let said = '';
    await this.#queue.do(async () => {
      const pasted = await calls.Paste({ place: this.#placed(place), kind: '', text });
      said = pasted.text;
      this.#anew.all();
      this.#later = pasted.nodes[0]?.id ?? '';
    });
    await this.#anew.catchUp();
    if (this.#later) this.reveal(this.#later);
    this.#later = '';
    return said;
  }

  #later = '';
  #awaited = '';

  #fresh(): Node | undefined {
    const node = this.#forest.get(this.#editing);
    return node?.fresh && node.title === '' ? node : undefined;
  }

  #changeFresh(id: string, place: Place, kind: Kind): void {
    this.#forest.patch(id, { kind });
    this.#forest.move(id, place);
    this.#version++;
  }

  /** What the verbs speak of: what is chosen, or the row that is being typed in. */
  #targets(): string[] {
    if (this.#editing !== '') return [this.#editing];
    return this.chosen.length > 0 ? [...this.chosen] : this.cursor ? [this.cursor] : [];
  }

  #carryOut(plan: Plan, call: (refs: { kind: string; id: string }[]) => Promise<PlanNode[]>, opens = false): void {
    if ('why' in plan) return this.#onsay(plan.why);
    if (plan.moves.length === 0) return;
    for (const { id, parent, after } of plan.moves) {
      this.#forest.move(id, { parent, after });
      this.#forest.patch(id, { hue: this.#forest.get(parent)?.hue ?? 0 });
    }
    if (opens) for (const { parent } of plan.moves) if (this.#closed.has(parent)) this.fold(parent, false);
    this.#version++;
    const ids = plan.moves.map(({ id }) => id);
    void this.#queue.do(async () => this.#hear(await call(ids.map((id) => this.#ref(id)))));
  }

  #hear(nodes: readonly PlanNode[]): void {
    for (const node of nodes) this.#take(node);
    this.#version++;
  }

  #ref(id: string): { kind: string; id: string } {
    const real = this.#queue.real(id);
    return { kind: this.#forest.kindOf(real) || this.#forest.kindOf(id), id: real };
  }

  #placed({ parent, after }: Place): Placed {
    return { ...(parent === '' ? {} : { parent: this.#ref(parent) }), afterId: this.#queue.real(after), last: false };
  }

  /** Where a node stands, told when it is called for: what it stands behind may have no id yet. */
  #placeOf(id: string): () => Placed {
    const place = { parent: this.#forest.parentOf(id), after: this.#forest.before(id).at(-1) ?? '' };
    return () => this.#placed(place);
  }

  #linger(ids: readonly string[]): void {
    if (this.#showsDone) return;
    for (const id of ids) this.#ticked.add(id);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), lingers);
  }

  /** What was ticked goes. */
  settle(): void {
    clearTimeout(this.#timer);
    if (this.#ticked.size === 0) return;
    if (this.#ticked.has(this.#editing)) return;
    for (const id of this.#ticked) if (this.#forest.get(id)?.done) this.#forest.remove(id);
    this.#ticked = new Set();
    this.#drawn();
  }
}

const nodeOf = (said: PlanNode): Node => ({
  id: said.id, kind: said.kind as Kind, title: said.title, due: said.due, dueTime: said.dueTime, begins: said.begins, done: said.done, hue: said.hue,
  progress: said.progress ?? null, status: said.status, waiting: said.waiting, blocked: said.blocked, repeats: said.repeats, priority: said.priority,
  score: said.score, energy: said.energy, northStar: said.northStar,
});

/** Reads the tree before anybody looks at it, when the window has nothing else to do: a large plan opens at once, too. */
export async function readAhead(): Promise<void> {
  if (looked) return;
  const tree = await calls.Tree({ done: false });
  if (before || looked) return;
  const forest = new Forest();
  for (const node of tree.nodes) forest.add(nodeOf(node), node.parentId);
  before = { forest, closed: foldedAtFirst(forest), branch: '', cursor: '', showsDone: false };
}
