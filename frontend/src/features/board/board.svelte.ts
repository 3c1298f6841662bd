// The state of the open board: what lies on it, what is selected, and its verbs. What Go holds is fetched and replaced,
// never changed in place; a gesture is shown at once and then said to Go as one call.
import { board as calls, changes } from '../../backend';
import type { Stale } from '../../backend/changes';
import { onLeaving } from '../../backend/leaving';
import type { Background, BoardContents, BoardItem, GoalFace, GoalInput, ItemDraft, ItemPatch } from '../../backend/types';
import type { Camera } from '../../canvas/camera';
import { storedBox } from '../../canvas/connector';
import type { ItemPatch as DrawnPatch, Line, Scene, ThemeName } from '../../canvas/scene';
import { actedOn, nobody, type PatchVerb, type Plan, type Tool } from '../../canvas/step';
import { contentsOf } from './ahead';
import { SceneMaker } from './scene';

let written = 0;

export class BoardState {
  #contents = $state.raw<BoardContents | null>(null);
  #selection = $state.raw<ReadonlySet<string>>(nobody);
  focused = $state<string | null>(null);
  /** The item whose text is being edited. */
  editing = $state<string | null>(null);
  tool = $state<Tool>('select');
  /** The picture that is being moved inside its frame. */
  cropping = $state<string | null>(null);
  readonly #maker = new SceneMaker();
  readonly #theme: () => ThemeName;
  readonly #camera: () => Camera | null;
  readonly #onfault: (reason: unknown) => void;
  /** What was begun here and Go has not heard of: shown and edited at once, above all else. */
  #unsaved = $state.raw<readonly BoardItem[]>([]);
  #saving: Promise<unknown> = Promise.resolve();
  /** What became of those: their ids in the library. */
  readonly #became = new Map<string, string>();
  #keptCamera: Camera | null = null;
  #opened: Promise<void> = Promise.resolve();
  /** The board that was asked for; '' is the first. */
  #wanted = '';
  #turn = 0;
  #loading: Promise<void> = Promise.resolve();

  /** `camera` is where the open board is looked at; null until it is shown. */
  constructor(theme: () => ThemeName, camera: () => Camera | null, onfault: (reason: unknown) => void) {
    this.#theme = theme;
    this.#camera = camera;
    this.#onfault = onfault;
  }

  readonly scene: Scene | null = $derived.by(() => {
    const contents = this.#contents;
    if (!contents) return null;
    const shown = this.#unsaved.length > 0 ? { ...contents, items: [...contents.items, ...this.#unsaved] } : contents;
    return this.#maker.make(shown, this.#theme());
  });

  get contents(): BoardContents | null {
    return this.#contents;
  }

  get id(): string {
    return this.#contents?.board.id ?? '';
  }

  get selection(): ReadonlySet<string> {
    return this.#selection;
  }

  set selection(ids: ReadonlySet<string>) {
    this.#selection = ids;
  }

  /** What a verb is for: what has the keyboard's focus, or what is selected. */
  get acted(): ReadonlySet<string> {
    return actedOn(this.#selection, this.focused);
  }

  readonly selected: BoardItem[] = $derived.by(() => {
    const ids = this.#selection;
    return ids.size === 0 ? [] : (this.#contents?.items ?? []).filter((item) => ids.has(item.id));
  });

  item(id: string): BoardItem | undefined {
    return this.#contents?.items.find((item) => item.id === id);
  }

  goal(id: string): GoalFace | undefined {
    return this.#contents?.goals.find((goal) => goal.id === id);
  }

  /** Opens a board ('' the first) and follows its changes. Returns how to stop. */
  open(boardID: string): () => void {
    const stops = [
      changes.on(['item'], (stale) => this.#guard(this.#itemsChanged(stale))),
      changes.on(['goal'], (stale) => this.#guard(this.#goalsChanged(stale))),
      changes.on(['aspiration'], () => this.#guard(this.#aspirationsChanged())),
      changes.on(['board'], () => this.#guard(this.#again())),
      changes.on(['picture'], (stale) => this.#guard(this.#picturesChanged(stale))),
      onLeaving(() => this.keepCamera()),
    ];
    this.#keptCamera = null;
    this.#wanted = boardID;
    this.#opened = this.load(boardID);
    this.#guard(this.#opened);
    return () => {
      for (const stop of stops) stop();
      void this.keepCamera();
    };
  }

  /** Settles when the board has come: a hand can be faster than the library, and what it adds waits for this. */
  async opened(): Promise<void> {
    await this.#opened.catch(() => undefined); // said already
  }

  /** Reads a board anew. What comes after a later reading was asked for, as of the board that was just left, is dropped. */
  load(boardID: string): Promise<void> {
    const turn = ++this.#turn;
    const work = contentsOf(boardID).then((contents) => {
      if (turn !== this.#turn) return this.#loading;
      this.#contents = contents;
      this.#prune();
    });
    this.#loading = work;
    return work;
  }

  /** The board that is open, also before it has come. */
  #again(): Promise<void> {
    return this.load(this.#wanted || this.id);
  }

  // Verbs. Each is one call and one step to undo.

  async carryOut(plan: Plan): Promise<void> {
    switch (plan.verb) {
      case 'patch':
        return this.patch(plan.patches.map((patch) => this.#storedPatch(patch)), plan.burst, plan.why);
      case 'connect':
        return this.connect([plan]);
      case 'delete':
        return this.remove(plan.ids);
      case 'duplicate':
        return this.duplicate(plan.ids, plan.dx, plan.dy);
      case 'reorder':
        return calls.Reorder(await this.#settled(plan.ids), plan.direction);
    }
  }

  /** What the canvas drew, as it is kept: the way a connector runs as a box, a crop in the style. */
  #storedPatch(patch: DrawnPatch): ItemPatch {
    const { line, crop, from, to, ...box } = patch;
    const style = this.item(patch.id)?.style;
    if (!style || (!line && !crop)) return box;
    if (crop) return { id: patch.id, style: { ...style, cropX: crop.x, cropY: crop.y, cropZoom: crop.zoom } };
    if (!line) return box;
    const { flip, ...stored } = storedBox(line);
    return { id: patch.id, ...stored, style: { ...style, flip, from: from ?? style.from, to: to ?? style.to } };
  }

  async patch(patches: readonly ItemPatch[], burst = '', why: PatchVerb = 'style'): Promise<void> {
    this.#showPatches(patches);
    try {
      const ids = await this.#settled(patches.map((patch) => patch.id));
      await calls.PatchItems({ verb: why, burst, patches: patches.map((patch, at) => ({ ...patch, id: ids[at] ?? patch.id })) });
    } catch (reason) {
      // What was shown did not happen.
      await this.#again();
      throw reason;
    }
  }

  async remove(ids: readonly string[]): Promise<void> {
    await calls.DeleteItems(await this.#settled(ids));
  }

  async duplicate(ids: readonly string[], dx: number, dy: number): Promise<void> {
    this.#take(await calls.DuplicateItems(await this.#settled(ids), dx, dy));
  }

  /** Connectors between items, or from and to free points. */
  async connect(joins: readonly { from: string | null; to: string | null; line: Line }[]): Promise<void> {
    const bare = { kind: 'connector', rotation: 0, pictureId: '', goalId: '', aspirationId: '', text: '' };
    const ends = await this.#settled(joins.flatMap((join) => [join.from ?? '', join.to ?? '']));
    await this.add(
      joins.map((join, at) => {
        const { flip, ...box } = storedBox(join.line);
        return { ...bare, ...box, style: { from: ends[2 * at] || undefined, to: ends[2 * at + 1] || undefined, flip } };
      }),
    );
    this.tool = 'select';
  }

  /** Adds items and selects them. */
  async add(drafts: ItemDraft[]): Promise<BoardItem[]> {
    await this.opened();
    const items = await calls.AddItems(this.id, drafts);
    this.#take(items);
    return items;
  }

  /** Begins something to be written: its editor opens at once, and Go hears of it when it has its text. */
  write(draft: ItemDraft): void {
    const now = Date.now();
    const item: BoardItem = { ...draft, id: `unsaved-${++written}`, boardId: this.id, z: '~', created: now, updated: now };
    this.#unsaved = [...this.#unsaved, item];
    this.selection = nobody;
    this.editing = item.id;
  }

  /** Ids as the library has them. */
  #now(ids: readonly string[]): string[] {
    return ids.map((id) => this.#became.get(id) ?? id);
  }

  /** As #now, once what was begun here has been answered: a hand can be faster than the library. */
  async #settled(ids: readonly string[]): Promise<string[]> {
    if (ids.some((id) => this.isUnsaved(id))) await this.#saving;
    return this.#now(ids);
  }

  /** The item was begun here and Go has not heard of it. */
  isUnsaved(id: string): boolean {
    return this.#unsaved.some((item) => item.id === id);
  }

  /** The text that was written. What was begun becomes an item, in one step; without a text it was never there. */
  async keepText(id: string, text: string, h: number | undefined, select: boolean): Promise<void> {
    const begun = this.#unsaved.find((item) => item.id === id);
    if (!begun) return this.patch([h === undefined ? { id, text } : { id, text, h }]);
    if (text === '') {
      this.#unsaved = this.#unsaved.filter((item) => item.id !== id);
      return;
    }
    const whole = { ...begun, text, h: h ?? begun.h };
    this.#unsaved = this.#unsaved.map((item) => (item.id === id ? whole : item));
    const { kind, x, y, w, rotation, pictureId, goalId, aspirationId, style } = whole;
    if (select) this.selection = new Set([id]);
    const work = calls
      .AddItems(this.id, [{ kind, x, y, w, h: whole.h, rotation, pictureId, goalId, aspirationId, text, style }])
      .then((items) => {
        const [made] = items;
        if (made) this.#became.set(id, made.id);
        const selection = this.#now([...this.selection]);
        this.#unsaved = this.#unsaved.filter((item) => item.id !== id);
        this.#merge(items, new Set());
        this.selection = new Set(selection);
      });
    this.#saving = Promise.allSettled([this.#saving, work]);
    try {
      await work;
    } catch (reason) {
      // Nothing that was typed is lost: the editor has it again.
      this.editing = id;
      throw reason;
    }
  }

  async makeGoal(itemID: string, input: GoalInput): Promise<GoalFace> {
    const made = await calls.MakeGoal(itemID, input);
    // Shown before the change is heard: the next verb may depend on it.
    this.#mergeGoals([made], nobody);
    this.#showPatches([{ id: itemID, goalId: made.id }]);
    return made;
  }

  async setBackground(background: Background): Promise<void> {
    await calls.Patch(this.id, { background });
  }

  async rename(title: string): Promise<void> {
    await calls.Patch(this.id, { title });
  }

  /** Items that Go has just made: shown before the change is heard, and selected. */
  #take(items: BoardItem[]): void {
    this.#merge(items, new Set());
    this.selection = new Set(items.map((item) => item.id));
  }

  /** New items from elsewhere, such as an import. */
  async took(items: BoardItem[]): Promise<void> {
    await this.#fetchMissingPictures(items);
    this.#take(items);
  }

  // The camera is kept as soon as it rests, and when the board, the page or the window is left.

  async keepCamera(): Promise<void> {
    const camera = this.#camera();
    const kept = this.#keptCamera;
    if (!camera || !this.id || (kept && kept.x === camera.x && kept.y === camera.y && kept.zoom === camera.zoom)) return;
    this.#keptCamera = camera;
    await calls.SetCamera(this.id, { x: camera.x, y: camera.y, zoom: camera.zoom }).catch(this.#onfault);
  }

  // What changed elsewhere, or here.

  async #itemsChanged(stale: Stale): Promise<void> {
    // What was begun here comes back as a change before its own answer: it must not show twice.
    await this.#saving;
    if (stale.all) return this.#again();
    const fresh = stale.ids.size > 0 ? await calls.Items([...stale.ids]) : [];
    const items = fresh.filter((item) => item.boardId === this.id);
    await this.#fetchMissingPictures(items);
    await this.#fetchMissingGoals(items);
    this.#merge(items, stale.gone);
  }

  async #goalsChanged(stale: Stale): Promise<void> {
    const contents = this.#contents;
    if (!contents) return;
    const shown = new Set(contents.items.map((item) => item.goalId).filter((id) => id !== ''));
    const ids = stale.all ? [...shown] : [...stale.ids].filter((id) => shown.has(id));
    const gone = stale.all ? new Set(shown) : stale.gone;
    if (ids.length === 0 && gone.size === 0) return;
    const faces = ids.length > 0 ? await calls.Goals(ids) : [];
    this.#mergeGoals(faces, gone);
  }

  /** Only those that changed are told anew: the canvas then asks again for what it had given up. */
  async #picturesChanged(stale: Stale): Promise<void> {
    if (stale.all) return this.#again();
    const known = this.#contents?.pictures.filter((one) => stale.ids.has(one.id)).map((one) => one.id) ?? [];
    if (known.length === 0) return;
    const fresh = new Map((await calls.Pictures(known)).map((one) => [one.id, one]));
    if (this.#contents) this.#contents = { ...this.#contents, pictures: this.#contents.pictures.map((one) => fresh.get(one.id) ?? one) };
  }

  async #aspirationsChanged(): Promise<void> {
    const aspirations = await calls.Aspirations();
    if (this.#contents) this.#contents = { ...this.#contents, aspirations };
  }

  async #fetchMissingPictures(items: readonly BoardItem[]): Promise<void> {
    const known = new Set(this.#contents?.pictures.map((one) => one.id));
    const ids = [...new Set(items.map((item) => item.pictureId))].filter((id) => id !== '' && !known.has(id));
    if (ids.length === 0) return;
    const pictures = await calls.Pictures(ids);
    if (this.#contents) this.#contents = { ...this.#contents, pictures: [...this.#contents.pictures, ...pictures] };
  }

  async #fetchMissingGoals(items: readonly BoardItem[]): Promise<void> {
    const known = new Set(this.#contents?.goals.map((one) => one.id));
    const ids = [...new Set(items.map((item) => item.goalId))].filter((id) => id !== '' && !known.has(id));
    if (ids.length > 0) this.#mergeGoals(await calls.Goals(ids), new Set());
  }

  #mergeGoals(faces: readonly GoalFace[], gone: ReadonlySet<string>): void {
    if (!this.#contents) return;
    const fresh = new Map(faces.map((face) => [face.id, face]));
    const kept = this.#contents.goals.filter((one) => !fresh.has(one.id) && !gone.has(one.id));
    this.#contents = { ...this.#contents, goals: [...kept, ...faces] };
  }

  #merge(items: readonly BoardItem[], gone: ReadonlySet<string>): void {
    if (!this.#contents) return;
    const fresh = new Map(items.map((item) => [item.id, item]));
    const kept = this.#contents.items.filter((one) => !fresh.has(one.id) && !gone.has(one.id));
    const next = [...kept, ...items];
    next.sort((a, b) => (a.z < b.z ? -1 : a.z > b.z ? 1 : a.id < b.id ? -1 : 1));
    this.#contents = { ...this.#contents, items: next };
    this.#prune();
  }

  #showPatches(patches: readonly ItemPatch[]): void {
    if (!this.#contents) return;
    const byID = new Map(patches.map((patch) => [patch.id, patch]));
    const items = this.#contents.items.map((item) => {
      const patch = byID.get(item.id);
      if (!patch) return item;
      const given = Object.entries(patch).filter(([, value]) => value !== undefined && value !== null);
      return { ...item, ...(Object.fromEntries(given) as Partial<BoardItem>) };
    });
    this.#contents = { ...this.#contents, items };
  }

  /** Nothing that is gone stays selected, focused or open. */
  #prune(): void {
    const here = new Set([...(this.#contents?.items ?? []), ...this.#unsaved].map((item) => item.id));
    if ([...this.#selection].some((id) => !here.has(id))) {
      this.#selection = new Set([...this.#selection].filter((id) => here.has(id)));
    }
    if (this.focused && !here.has(this.focused)) this.focused = null;
    if (this.editing && !here.has(this.editing)) this.editing = null;
    if (this.cropping && !here.has(this.cropping)) this.cropping = null;
  }

  #guard(work: Promise<void>): void {
    work.catch(this.#onfault);
  }
}
