// Which rows are chosen. The cursor is the row the keys speak of; with Shift everything from the anchor to it is chosen.

export interface Selection {
  cursor: string;
  anchor: string;
  chosen: ReadonlySet<string>;
}

export const nothing: Selection = { cursor: '', anchor: '', chosen: new Set() };

export const only = (key: string): Selection => (key === '' ? nothing : { cursor: key, anchor: key, chosen: new Set([key]) });

/** With Shift: from the anchor to a row. */
export function upTo(keys: readonly string[], selection: Selection, key: string): Selection {
  const from = keys.indexOf(selection.anchor);
  const to = keys.indexOf(key);
  if (from < 0 || to < 0) return only(key);
  return { cursor: key, anchor: selection.anchor, chosen: new Set(keys.slice(Math.min(from, to), Math.max(from, to) + 1)) };
}

/** With Ctrl: one more, or one fewer. */
export function toggled(selection: Selection, key: string): Selection {
  const chosen = new Set(selection.chosen);
  if (chosen.has(key) && chosen.size > 1) chosen.delete(key);
  else chosen.add(key);
  return { cursor: key, anchor: key, chosen };
}

export const all = (keys: readonly string[], selection: Selection): Selection => ({ ...selection, anchor: keys[0] ?? '', chosen: new Set(keys) });

/** The cursor goes by a number of rows, or to a row; with Shift what lies between is chosen. */
export function go(keys: readonly string[], selection: Selection, to: number, extends_ = false): Selection {
  const key = keys[Math.max(0, Math.min(keys.length - 1, to))] ?? '';
  return extends_ ? upTo(keys, selection, key) : only(key);
}

/** After rows have come or gone: what is not there any more is not chosen; the cursor stays where it was, at `near`. */
export function kept(keys: readonly string[], selection: Selection, near: number): Selection {
  const there = new Set(keys);
  if (there.has(selection.cursor)) {
    const chosen = [...selection.chosen].filter((key) => there.has(key));
    if (chosen.length === selection.chosen.size) return selection;
    return { cursor: selection.cursor, anchor: there.has(selection.anchor) ? selection.anchor : selection.cursor, chosen: new Set(chosen.length ? chosen : [selection.cursor]) };
  }
  return go(keys, selection, near);
}
