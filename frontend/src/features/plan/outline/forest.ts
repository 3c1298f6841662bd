// The plan as a tree: aspirations, their goals, milestones, tasks and sub-tasks. Plain data that is changed in place, so
// that ten thousand rows cost one walk and no copy.

export type Kind = 'aspiration' | 'goal' | 'milestone' | 'task';

export interface Node {
  id: string;
  kind: Kind;
  title: string;
  /** 'YYYY-MM-DD'; '' for none. */
  due: string;
  dueTime: string;
  begins: string;
  done: boolean;
  /** 0 to 7; of an aspiration, and of what serves it. */
  hue: number;
  /** Of a goal: 0 to 1; null when nothing is measured. */
  progress: number | null;
  status: string;
  waiting: boolean;
  blocked: boolean;
  repeats: boolean;
  /** The number of its '!', and how soon it should be done, 0 to 100. */
  priority: number;
  score: number;
  energy: string;
  northStar: boolean;
  /** Made in the page, and not known to Go yet. */
  fresh?: boolean;
}

/** Where a node stands: inside which ('' the top), and behind which of those of its kind; '' for the first. */
export interface Place {
  parent: string;
  after: string;
}

const inside: Record<Kind | '', readonly Kind[]> = {
  '': ['aspiration', 'goal', 'task'],
  aspiration: ['goal'],
  goal: ['task', 'milestone'],
  milestone: ['task'],
  task: ['task'],
};

const order: Record<Kind, number> = { aspiration: 0, goal: 1, task: 2, milestone: 3 };

/** Whether one of a kind may stand inside another; '' is the top. */
export const mayHold = (parent: Kind | '', child: Kind): boolean => inside[parent].includes(child);

/** What is made inside one of a kind when nothing else is said. */
export const usualInside = (parent: Kind | ''): Kind => inside[parent][0] ?? 'task';

export const blank = (id: string, kind: Kind, title = ''): Node => ({
  id, kind, title, due: '', dueTime: '', begins: '', done: false, hue: 0, progress: null, status: '', waiting: false, blocked: false,
  repeats: false, priority: 0, score: 0, energy: '', northStar: false,
});

export class Forest {
  readonly #nodes = new Map<string, Node>();
  readonly #children = new Map<string, string[]>();
  readonly #parents = new Map<string, string>();

  get size(): number {
    return this.#nodes.size;
  }

  get(id: string): Node | undefined {
    return this.#nodes.get(id);
  }

  all(): IterableIterator<Node> {
    return this.#nodes.values();
  }

  /** In their order; '' asks for the top. */
  childrenOf(id: string): readonly string[] {
    return this.#children.get(id) ?? [];
  }

  /** What it stands in; '' at the top. */
  parentOf(id: string): string {
    return this.#parents.get(id) ?? '';
  }

  kindOf(id: string): Kind | '' {
    return this.#nodes.get(id)?.kind ?? '';
  }

  /** From the top to what it stands in. */
  pathTo(id: string): string[] {
    const path: string[] = [];
    for (let at = this.parentOf(id); at !== ''; at = this.parentOf(at)) path.unshift(at);
    return path;
  }

  /** Whether `id` is `within` or somewhere under it. */
  isWithin(id: string, within: string): boolean {
    for (let at = id; at !== ''; at = this.parentOf(at)) if (at === within) return true;
    return false;
  }

  /** It and everything under it. */
  branch(id: string): string[] {
    return [id, ...this.childrenOf(id).flatMap((child) => this.branch(child))];
  }

  /** The siblings of its kind that stand before it, and after it. */
  before(id: string): string[] {
    const list = this.#ofKind(this.parentOf(id), this.kindOf(id));
    return list.slice(0, list.indexOf(id));
  }

  after(id: string): string[] {
    const list = this.#ofKind(this.parentOf(id), this.kindOf(id));
    return list.slice(list.indexOf(id) + 1);
  }

  /** The last of a kind inside a node; '' without one. */
  lastOf(parent: string, kind: Kind): string {
    return this.#ofKind(parent, kind).at(-1) ?? '';
  }

  /** Adds a node at the end of what it stands in. */
  add(node: Node, parent: string): void {
    this.#nodes.set(node.id, node);
    this.#parents.set(node.id, parent);
    this.#list(parent).push(node.id);
  }

  insert(node: Node, place: Place): void {
    this.#nodes.set(node.id, node);
    this.#put(node.id, place);
  }

  patch(id: string, change: Partial<Node>): void {
    const node = this.#nodes.get(id);
    if (node) this.#nodes.set(id, { ...node, ...change });
  }

  move(id: string, place: Place): void {
    this.#take(id);
    this.#put(id, place);
  }

  /** Puts what Go says of a branch in the place of what is known of it: its first node keeps its place, and what is `kept`
   *  stays where it was although Go does not speak of it. False where the branch has moved. */
  graft(nodes: readonly { node: Node; parent: string }[], kept: (id: string) => boolean): boolean {
    const [first] = nodes;
    if (!first || !this.#nodes.has(first.node.id) || this.parentOf(first.node.id) !== first.parent) return false;
    const stay = this.branch(first.node.id).filter((id) => id !== first.node.id && kept(id)).map((id) => ({ node: this.#nodes.get(id), parent: this.parentOf(id), after: this.before(id) }));
    for (const child of [...this.childrenOf(first.node.id)]) this.remove(child);
    this.#nodes.set(first.node.id, first.node);
    for (const { node, parent } of nodes.slice(1)) {
      // It came from another branch.
      if (this.#nodes.has(node.id)) this.remove(node.id);
      this.add(node, parent);
    }
    for (const { node, parent, after } of stay) {
      if (!node || this.#nodes.has(node.id) || !this.#nodes.has(parent)) continue;
      this.insert(node, { parent, after: after.findLast((one) => this.#nodes.has(one)) ?? '' });
    }
    return true;
  }

  /** Removes a node and what is under it. */
  remove(id: string): void {
    for (const child of [...this.childrenOf(id)]) this.remove(child);
    this.#take(id);
    this.#children.delete(id);
    this.#parents.delete(id);
    this.#nodes.delete(id);
  }

  /** Go has given a node its own id. */
  rename(from: string, to: string): void {
    const node = this.#nodes.get(from);
    if (!node || from === to) return;
    // Go's own word may have come first.
    if (this.#nodes.has(to)) this.#take(to);
    this.#nodes.delete(from);
    this.#nodes.set(to, { ...node, id: to, fresh: false });
    const children = this.#children.get(from) ?? [];
    this.#children.delete(from);
    this.#children.set(to, children);
    for (const child of children) this.#parents.set(child, to);
    const parent = this.parentOf(from);
    this.#parents.delete(from);
    this.#parents.set(to, parent);
    const list = this.#list(parent);
    list.splice(list.indexOf(from), 1, to);
  }

  #ofKind(parent: string, kind: Kind | ''): string[] {
    return this.childrenOf(parent).filter((one) => this.kindOf(one) === kind);
  }

  #list(parent: string): string[] {
    let list = this.#children.get(parent);
    if (!list) this.#children.set(parent, (list = []));
    return list;
  }

  #take(id: string): void {
    const list = this.#list(this.parentOf(id));
    const at = list.indexOf(id);
    if (at >= 0) list.splice(at, 1);
  }

  /** Behind its place; the first of a kind stands before the others of that kind. */
  #put(id: string, { parent, after }: Place): void {
    this.#parents.set(id, parent);
    const list = this.#list(parent);
    const behind = after === '' ? -1 : list.indexOf(after);
    if (behind >= 0) {
      list.splice(behind + 1, 0, id);
      return;
    }
    const own = order[this.kindOf(id) || 'task'];
    const first = list.findIndex((one) => order[this.kindOf(one) || 'task'] >= own);
    list.splice(first < 0 ? list.length : first, 0, id);
  }
}
