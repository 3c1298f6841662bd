import type { IconComponent } from './icon';
import { keysOf, normaliseKeys, type KeyPress } from './keys';

/* A verb is one object, used by menu, key, palette, button and test.

   Rules:
   - A later scope wins a key from an earlier one, and within a scope the first action does.
   - A key finds only an action that is enabled.
   - Keys stay quiet where they belong to somebody else: in a text field, in a dialog or panel, in an open menu, while a
     word is being composed, and after someone has called preventDefault. `reach` widens that.
   - Enter and Space on a button, link or tick press it, whatever the registry says. */

export interface Action {
  /** Unique and stable: "board.duplicate". */
  id: string;
  /** What it does, with a verb: "Duplicate". */
  title: string;
  icon?: IconComponent;
  /** The first is shown; all work. Written as in keys.ts: "Mod+D". */
  keys?: string[];
  /** Left out: always. */
  enabled?: () => boolean;
  /** For a verb that switches something: whether it is on now. */
  checked?: () => boolean;
  /** Marks what takes something away. */
  danger?: boolean;
  /** A heading in the palette and the shortcut sheet; a line between groups in a menu. */
  group?: string;
  /** More words to be found by in the palette. */
  words?: string;
  /** Where its keys work: on the page (as usual), also in dialogs and panels, or also in text fields. */
  reach?: 'page' | 'dialogs' | 'everywhere';
  run: () => void | Promise<void>;
}

export interface Submenu {
  id: string;
  title: string;
  icon?: IconComponent;
  items: readonly Action[];
  group?: string;
}

export type MenuItem = Action | Submenu;

export type ActionEvent = KeyPress & Pick<KeyboardEvent, 'target' | 'defaultPrevented' | 'isComposing'>;

export function isEnabled(action: Action): boolean {
  return action.enabled?.() ?? true;
}

/** Verbs under their groups, each in the order it first comes. */
export function grouped(actions: readonly Action[]): { group: string; verbs: Action[] }[] {
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    const verbs = groups.get(action.group ?? '');
    if (verbs) verbs.push(action);
    else groups.set(action.group ?? '', [action]);
  }
  return [...groups].map(([group, verbs]) => ({ group, verbs }));
}

/** The groups in columns as even as they can be, each in its order: one for what is enough for one, at most four. */
export function columnsOf<T>(groups: readonly T[], sizeOf: (group: T) => number, enough: number): T[][] {
  const total = groups.reduce((sum, group) => sum + sizeOf(group), 0);
  const count = Math.max(1, Math.min(4, groups.length, Math.ceil(total / enough)));
  const columns = Array.from({ length: count }, () => ({ size: 0, groups: new Set<T>() }));
  for (const group of [...groups].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const shortest = columns.reduce((least, column) => (column.size < least.size ? column : least));
    shortest.size += sizeOf(group);
    shortest.groups.add(group);
  }
  const inOrder = columns.map((column) => groups.filter((group) => column.groups.has(group)));
  const place = (column: readonly T[]): number => groups.findIndex((group) => group === column[0]);
  return inOrder.sort((a, b) => place(a) - place(b));
}

export class Actions {
  readonly #scopes = new Map<string, readonly Action[]>();
  readonly #onfault: (fault: unknown, action: Action) => void;

  /** onfault hears of every run that throws or rejects, so that no verb fails in silence. */
  constructor(onfault: (fault: unknown, action: Action) => void) {
    this.#onfault = onfault;
  }

  /** Registers the verbs of a scope ("board", "today"), replacing those it had. Returns how to take them away again. */
  register(scope: string, actions: readonly Action[]): () => void {
    this.#scopes.delete(scope);
    this.#scopes.set(scope, actions);
    return () => {
      if (this.#scopes.get(scope) === actions) this.#scopes.delete(scope);
    };
  }

  unregister(scope: string): void {
    this.#scopes.delete(scope);
  }

  /** All verbs, the scope registered last first. */
  list(): Action[] {
    return [...this.#scopes.values()].reverse().flat();
  }

  get(id: string): Action | undefined {
    return this.list().find((action) => action.id === id);
  }

  /** Which verb a key press means here and now, if any. */
  find(event: ActionEvent): Action | undefined {
    if (event.defaultPrevented || event.isComposing) return undefined;
    const pressed = keysOf(event);
    if (pressed.length === 0) return undefined;
    const place = placeOf(event.target);
    if (place === 'menu' || (place === 'pressed' && pressed.some((keys) => keys === 'Enter' || keys === 'Space'))) return undefined;
    const reaches = { page: ['page', 'pressed'], dialogs: ['page', 'pressed', 'dialog'], everywhere: ['page', 'pressed', 'dialog', 'field'] };
    for (const keys of pressed) {
      const found = this.list().find(
        (action) =>
          action.keys?.some((own) => normaliseKeys(own) === keys) &&
          reaches[action.reach ?? 'page'].includes(place) &&
          isEnabled(action),
      );
      if (found) return found;
    }
    return undefined;
  }

  /** For the window's keydown: runs what the key means. True if there was something. */
  handle(event: KeyboardEvent): boolean {
    const action = this.find(event);
    if (!action) return false;
    event.preventDefault();
    void this.run(action);
    return true;
  }

  /** Runs a verb, by itself or by id, if it is enabled. Never rejects. */
  async run(which: Action | string): Promise<void> {
    const action = typeof which === 'string' ? this.get(which) : which;
    if (!action || !isEnabled(action)) return;
    try {
      await action.run();
    } catch (fault) {
      this.#onfault(fault, action);
    }
  }
}

const typed = 'input:not([type=button],[type=checkbox],[type=radio],[type=range],[type=color],[type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])';

/** Whether a key pressed here is being typed. */
export function inTextField(target: EventTarget | null): boolean {
  return closest(target, typed);
}

function placeOf(target: EventTarget | null): 'field' | 'menu' | 'dialog' | 'pressed' | 'page' {
  if (inTextField(target)) return 'field';
  if (closest(target, '[role=menu], [role=listbox]')) return 'menu';
  if (closest(target, '[role=dialog], [role=alertdialog]')) return 'dialog';
  if (closest(target, 'button, a[href], summary, input, [role=button], [role=option]')) return 'pressed';
  return 'page';
}

function closest(target: EventTarget | null, selector: string): boolean {
  return typeof Element !== 'undefined' && target instanceof Element && target.closest(selector) !== null;
}
