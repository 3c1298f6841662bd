/* Keys as people and code write them: "Mod+Shift+Z", "Shift+1", "Delete".

   Rules:
   - Mod is Ctrl, and Command on a Mac. The order is always Mod, Ctrl, Alt, Shift, then the key.
   - A letter is upper case, also on a keyboard whose letters are not Latin (then the key's place counts).
   - A digit is found by what it writes or by its place, so "Shift+1" works on every layout.
   - A sign ("?", "+") already holds the Shift that types it; it is found with and without.
   - AltGr types signs: it is never a shortcut. */

const named: Record<string, string> = {
  ' ': 'Space',
  Spacebar: 'Space',
  '+': 'Plus',
  Esc: 'Escape',
  Del: 'Delete',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
};
const modifiers = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;

export interface KeyPress {
  key: string;
  code?: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
  shiftKey?: boolean;
  getModifierState?(name: string): boolean;
}

export function onMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);
}

/** Writes a key combination the one way, so that two spellings of it compare equal. */
export function normaliseKeys(keys: string): string {
  const parts = keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys === '+' ? ['+'] : keys.split('+');
  const key = parts.pop() ?? '';
  const held = new Set(parts.map((part) => part.trim()).map((part) => (part === 'Cmd' || part === 'Control' ? 'Mod' : part)));
  return join(held, keyName(key.trim() || key));
}

/** Every way to write what was pressed, the most exact first. Empty for a lone modifier and for AltGr. */
export function keysOf(event: KeyPress, mac = onMac()): string[] {
  const { key, code = '' } = event;
  if (['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'Dead', 'Process', 'Unidentified', ''].includes(key)) return [];
  if (event.getModifierState?.('AltGraph')) return [];
  const held = new Set<string>();
  if (mac ? event.metaKey : event.ctrlKey) held.add('Mod');
  if (mac && event.ctrlKey) held.add('Ctrl');
  if (!mac && event.metaKey) return [];
  if (event.altKey) held.add('Alt');
  if (event.shiftKey) held.add('Shift');

  const found = new Set<string>();
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  const isLatin = /^[a-z0-9]$/i.test(key);
  found.add(join(held, keyName(key)));
  if (key.length === 1 && !isLatin) {
    if (event.shiftKey) found.add(join(new Set([...held].filter((name) => name !== 'Shift')), keyName(key)));
    if (place) found.add(join(held, place[1] ?? place[2] ?? ''));
  }
  return [...found];
}

/** The parts as they stand on the keycaps: ["Ctrl", "Shift", "Z"]. */
export function keyCaps(keys: string, mac = onMac()): string[] {
  const caps: Record<string, string> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Alt: mac ? '⌥' : 'Alt',
    Shift: mac ? '⇧' : 'Shift',
    Plus: '+',
    '-': '−',
    Escape: 'Esc',
    Delete: 'Del',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    PageUp: 'Page up',
    PageDown: 'Page down',
  };
  return normaliseKeys(keys)
    .split('+')
    .map((part) => caps[part] ?? part);
}

/** As ARIA writes it, for aria-keyshortcuts. */
export function ariaKeys(keys: string, mac = onMac()): string {
  return normaliseKeys(keys).replace('Mod', mac ? 'Meta' : 'Control');
}

function keyName(key: string): string {
  const name = named[key] ?? key;
  return name.length === 1 ? name.toUpperCase() : name;
}

function join(held: Set<string>, key: string): string {
  return [...modifiers.filter((name) => held.has(name)), key].join('+');
}
