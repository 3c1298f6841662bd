// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Actions } from './actions';
import InlineEdit from './InlineEdit.svelte';

let mounted: Record<string, unknown> | undefined;

function open(more: { value?: string; multiline?: boolean; clearable?: boolean } = {}) {
  const committed: string[] = [];
  const props = { label: 'Title', value: 'Row far', oncommit: (value: string) => void committed.push(value), ...more };
  mounted = mount(InlineEdit, { target: document.body, props });
  flushSync();
  return { committed };
}

const button = () => document.querySelector('button');
const field = () => document.querySelector('textarea');

function press(key: string, held: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held });
  (document.activeElement ?? document.body).dispatchEvent(event);
  flushSync();
  return event;
}

function type(text: string) {
  const area = field();
  if (!area) throw new Error('not open');
  area.value = text;
  area.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

afterEach(async () => {
  if (mounted) await unmount(mounted);
  mounted = undefined;
  document.body.innerHTML = '';
});

describe('InlineEdit', () => {
  it('opens on a click with all of it selected, commits on Enter, and gives the focus back', async () => {
    const { committed } = open();
    button()?.click();
    flushSync();
    expect(document.activeElement).toBe(field());
    expect(field()?.selectionEnd).toBe('Row far'.length);
    type('  Row   farther ');
    press('Enter');
    expect(committed).toEqual(['Row farther']);
    await vi.waitFor(() => expect(document.activeElement).toBe(button()));
  });

  it('opens on F2 and reverts on Escape, which goes no further', () => {
    const { committed } = open();
    let heard = 0;
    const listen = (event: KeyboardEvent) => event.key === 'Escape' && heard++;
    document.addEventListener('keydown', listen);
    button()?.focus();
    press('F2');
    type('Something else');
    press('Escape');
    document.removeEventListener('keydown', listen);
    expect(committed).toEqual([]);
    expect(button()?.textContent).toBe('Row far');
    expect(heard).toBe(0);
  });

  it('keeps what was typed when the focus leaves and when the view goes away', async () => {
    const { committed } = open();
    button()?.click();
    flushSync();
    type('One');
    field()?.blur();
    flushSync();
    expect(committed).toEqual(['One']);
    button()?.click();
    flushSync();
    type('Two');
    if (mounted) await unmount(mounted);
    mounted = undefined;
    expect(committed).toEqual(['One', 'Two']);
  });

  it('says nothing when nothing changed, and reverts an empty text unless it may be empty', () => {
    const { committed } = open();
    button()?.click();
    flushSync();
    press('Enter');
    button()?.click();
    flushSync();
    type('   ');
    press('Enter');
    expect(committed).toEqual([]);
  });

  it('clears where it may', () => {
    const { committed } = open({ clearable: true });
    button()?.click();
    flushSync();
    type('');
    press('Enter');
    expect(committed).toEqual(['']);
  });

  it('keeps lines where there may be several, and commits with Ctrl+Enter', () => {
    const { committed } = open({ multiline: true });
    button()?.click();
    flushSync();
    type('One\nTwo');
    expect(press('Enter').defaultPrevented).toBe(false);
    expect(committed).toEqual([]);
    press('Enter', { ctrlKey: true });
    expect(committed).toEqual(['One\nTwo']);
  });

  it('does not commit the Enter that ends a composed word', () => {
    const { committed } = open();
    button()?.click();
    flushSync();
    type('日本');
    press('Enter', { isComposing: true });
    expect(committed).toEqual([]);
    expect(field()).not.toBeNull();
  });

  it('owns Ctrl+Z while it is open', () => {
    open();
    let undone = 0;
    const actions = new Actions(() => undefined);
    actions.register('app', [{ id: 'undo', title: 'Undo', keys: ['Mod+Z'], reach: 'dialogs', run: () => void undone++ }]);
    const listen = (event: KeyboardEvent) => void actions.handle(event);
    window.addEventListener('keydown', listen);
    button()?.click();
    flushSync();
    expect(press('z', { ctrlKey: true }).defaultPrevented).toBe(false);
    press('Escape');
    button()?.focus();
    expect(press('z', { ctrlKey: true }).defaultPrevented).toBe(true);
    window.removeEventListener('keydown', listen);
    expect(undone).toBe(1);
  });
});
