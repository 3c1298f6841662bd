// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Actions, columnsOf, type Action } from './actions';
import { ariaKeys, keyCaps, keysOf, normaliseKeys } from './keys';

const press = (key: string, held: Partial<KeyboardEventInit> = {}) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held });
const action = (id: string, keys: string[], more: Partial<Action> = {}): Action => ({ id, title: id, keys, run: () => undefined, ...more });

describe('keys', () => {
  it.each([
    ['Shift+Mod+z', 'Mod+Shift+Z'],
    ['Cmd+K', 'Mod+K'],
    ['Control+K', 'Mod+K'],
    ['Del', 'Delete'],
    ['Mod++', 'Mod+Plus'],
    ['+', 'Plus'],
    ['Mod+Plus', 'Mod+Plus'],
    ['Alt+Left', 'Alt+ArrowLeft'],
    ['?', '?'],
  ])('writes %s as %s', (written, normal) => {
    expect(normaliseKeys(written)).toBe(normal);
  });

  it.each<[string, Partial<KeyboardEventInit>, string]>([
    ['z', { ctrlKey: true, code: 'KeyZ' }, 'Mod+Z'],
    ['Z', { ctrlKey: true, shiftKey: true, code: 'KeyZ' }, 'Mod+Shift+Z'],
    ['я', { ctrlKey: true, code: 'KeyZ' }, 'Mod+Z'],
    ['!', { shiftKey: true, code: 'Digit1' }, 'Shift+1'],
    ['1', { shiftKey: true, code: 'Digit1' }, 'Shift+1'],
    ['&', { code: 'Digit1' }, '1'],
    ['?', { shiftKey: true, code: 'Slash' }, '?'],
    ['+', { shiftKey: true, ctrlKey: true, code: 'Equal' }, 'Mod+Plus'],
    ['+', { ctrlKey: true, code: 'NumpadAdd' }, 'Mod+Plus'],
    ['Delete', {}, 'Delete'],
    [' ', {}, 'Space'],
    ['ArrowLeft', { altKey: true }, 'Alt+ArrowLeft'],
  ])('reads %s %o as %s', (key, held, keys) => {
    expect(keysOf(press(key, held), false)).toContain(keys);
  });

  it('goes by the letter, not its place, on a keyboard with other Latin letters', () => {
    expect(keysOf(press('w', { ctrlKey: true, code: 'KeyZ' }), false)).toEqual(['Mod+W']);
  });

  it('is silent for lone modifiers, the system key and AltGr', () => {
    expect(keysOf(press('Control', { ctrlKey: true }), false)).toEqual([]);
    expect(keysOf(press('d', { metaKey: true }), false)).toEqual([]);
    const altGr = press('@', { ctrlKey: true, altKey: true });
    vi.spyOn(altGr, 'getModifierState').mockImplementation((name) => name === 'AltGraph');
    expect(keysOf(altGr, false)).toEqual([]);
  });

  it('takes Command for Mod on a Mac', () => {
    expect(keysOf(press('z', { metaKey: true }), true)).toEqual(['Mod+Z']);
    expect(keyCaps('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z']);
  });

  it('shows and announces', () => {
    expect(keyCaps('Mod+Plus', false)).toEqual(['Ctrl', '+']);
    expect(ariaKeys('Mod+Shift+Z', false)).toBe('Control+Shift+Z');
  });
});

describe('Actions', () => {
  let actions: Actions;
  let faults: unknown[];
  beforeEach(() => {
    document.body.innerHTML = `
      <main id="page"><button id="button" type="button">b</button><input id="tick" type="checkbox"></main>
      <input id="field"><div id="rich" contenteditable="true"><b id="deep">x</b></div>
      <div role="dialog"><p id="indialog" tabindex="-1"></p><input id="dialogfield"></div>
      <div role="menu"><div id="inmenu" role="menuitem" tabindex="-1"></div></div>`;
    faults = [];
    actions = new Actions((fault) => faults.push(fault));
  });
  const found = (where: string, event: KeyboardEvent) => {
    let hit: string | undefined;
    const listen = (heard: KeyboardEvent) => (hit = actions.find(heard)?.id);
    document.addEventListener('keydown', listen);
    document.getElementById(where)?.dispatchEvent(event);
    document.removeEventListener('keydown', listen);
    return hit;
  };

  it('finds by key, the later scope first, and gives the key back when it leaves', () => {
    actions.register('app', [action('app.delete', ['Delete'])]);
    const leave = actions.register('board', [action('board.delete', ['Delete', 'Backspace'])]);
    expect(found('page', press('Delete'))).toBe('board.delete');
    expect(found('page', press('Backspace'))).toBe('board.delete');
    leave();
    expect(found('page', press('Delete'))).toBe('app.delete');
    expect(found('page', press('Backspace'))).toBeUndefined();
  });

  it('leaves a newer registration of the same scope alone', () => {
    const leave = actions.register('board', [action('old', ['D'])]);
    actions.register('board', [action('new', ['D'])]);
    leave();
    expect(found('page', press('d'))).toBe('new');
    actions.unregister('board');
    expect(actions.list()).toEqual([]);
  });

  it('passes by what is disabled', () => {
    let on = false;
    actions.register('app', [action('app.undo', ['Mod+Z'])]);
    actions.register('board', [action('board.undo', ['Mod+Z'], { enabled: () => on })]);
    expect(found('page', press('z', { ctrlKey: true }))).toBe('app.undo');
    on = true;
    expect(found('page', press('z', { ctrlKey: true }))).toBe('board.undo');
  });

  it.each([
    ['field', undefined, undefined, 'all'],
    ['deep', undefined, undefined, 'all'],
    ['dialogfield', undefined, undefined, 'all'],
    ['indialog', undefined, 'undo', 'all'],
    ['button', 'paste', 'undo', 'all'],
    ['tick', 'paste', 'undo', 'all'],
    ['inmenu', undefined, undefined, undefined],
  ])('in %s', (where, page, dialogs, everywhere) => {
    actions.register('app', [
      action('paste', ['Mod+V']),
      action('undo', ['Mod+Z'], { reach: 'dialogs' }),
      action('all', ['Mod+K'], { reach: 'everywhere' }),
    ]);
    expect(found(where, press('v', { ctrlKey: true }))).toBe(page);
    expect(found(where, press('z', { ctrlKey: true }))).toBe(dialogs);
    expect(found(where, press('k', { ctrlKey: true }))).toBe(everywhere);
  });

  it('lets Enter and Space press the button they are on', () => {
    actions.register('app', [action('open', ['Enter', 'Space', 'F2'])]);
    expect(found('button', press('Enter'))).toBeUndefined();
    expect(found('button', press(' '))).toBeUndefined();
    expect(found('button', press('F2'))).toBe('open');
    expect(found('page', press('Enter'))).toBe('open');
  });

  it('is quiet while a word is composed and when the press is already answered', () => {
    actions.register('app', [action('open', ['F2'])]);
    expect(actions.find(press('F2', { isComposing: true }))).toBeUndefined();
    const answered = press('F2');
    answered.preventDefault();
    expect(actions.find(answered)).toBeUndefined();
  });

  it('runs by key and by id, and hands every fault to one place', async () => {
    const ran: string[] = [];
    actions.register('app', [
      action('good', ['G'], { run: () => void ran.push('good') }),
      action('throws', ['T'], { run: () => { throw new Error('thrown'); } }),
      action('rejects', ['R'], { run: () => Promise.reject(new Error('rejected')) }),
      action('off', ['O'], { enabled: () => false, run: () => void ran.push('off') }),
    ]);
    const event = press('g');
    expect(actions.handle(event)).toBe(true);
    expect(event.defaultPrevented).toBe(true);
    await actions.run('throws');
    await actions.run('rejects');
    await actions.run('off');
    await actions.run('nobody');
    expect(actions.handle(press('x'))).toBe(false);
    expect(ran).toEqual(['good']);
    expect(faults.map((fault) => (fault as Error).message)).toEqual(['thrown', 'rejected']);
  });
});

it.each([
  [[3, 9, 2], [[3, 9, 2]]],
  [[20], [[20]]],
  [[9, 8, 7, 6], [[9, 6], [8, 7]]],
  [[6, 8, 10, 3, 9], [[6, 8], [10], [3, 9]]],
  [[31, 30, 29, 28, 27], [[31], [30], [29], [28, 27]]],
  [[], [[]]],
])('%j in even columns is %j', (sizes, columns) => {
  expect(columnsOf(sizes, (size) => size, 15)).toEqual(columns);
});
