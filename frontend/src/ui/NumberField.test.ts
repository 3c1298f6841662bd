// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import NumberField from './NumberField.svelte';

let mounted: Record<string, unknown> | undefined;
let changes: (number | null)[] = [];

function show(props: { value?: number | null; min?: number; max?: number; step?: number } = {}) {
  changes = [];
  mounted = mount(NumberField, { target: document.body, props: { label: 'Target', onchange: (value) => void changes.push(value), ...props } });
  flushSync();
}

const field = () => document.querySelector('input') as HTMLInputElement;

function type(text: string) {
  field().value = text;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

function press(key: string, held: KeyboardEventInit = {}) {
  field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }));
  flushSync();
}

afterEach(async () => {
  if (mounted) await unmount(mounted);
});

it('tells a change once, when it is settled', () => {
  show({ value: 5 });
  type('1,5');
  expect(changes).toEqual([]);
  press('Enter');
  field().dispatchEvent(new Event('blur'));
  expect(changes).toEqual([1.5]);
  expect(field().value).toBe('1.5');
});

it('steps with the arrows, ten with Shift, within its bounds', () => {
  show({ value: 95, min: 0, max: 100 });
  press('ArrowUp');
  press('ArrowUp', { shiftKey: true });
  press('ArrowDown');
  expect(changes).toEqual([96, 100, 99]);
});

it('leaves what is no number standing and says so', () => {
  show({ value: 5 });
  type('many');
  press('Enter');
  expect(changes).toEqual([]);
  expect(field().value).toBe('many');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  type('7');
  press('Enter');
  expect(changes).toEqual([7]);
  expect(field().getAttribute('aria-invalid')).toBeNull();
});

it('is emptied to null', () => {
  show({ value: 5 });
  type(' ');
  press('Enter');
  expect(changes).toEqual([null]);
});
