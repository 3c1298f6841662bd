// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import Chip from './Chip.svelte';

let mounted: Record<string, unknown> | undefined;
let rejected = 0;

function show(props: { onpick?: () => void; reject?: boolean } = {}) {
  const { reject = true, ...more } = props;
  rejected = 0;
  mounted = mount(Chip, {
    target: document.body,
    props: { label: 'Fri 27 Nov', kind: 'Day', rejectLabel: 'Not a day', onreject: reject ? () => void rejected++ : undefined, ...more },
  });
  flushSync();
}

const press = (element: Element | null, key: string) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  element?.dispatchEvent(event);
  return event;
};

afterEach(async () => {
  if (mounted) await unmount(mounted);
});

it('is named by its kind and its words', () => {
  show();
  expect(document.querySelector('[role=group]')?.getAttribute('aria-label')).toBe('Day: Fri 27 Nov');
});

it('is taken back by the x, by Delete and by Backspace, and by no other key', () => {
  show();
  const cross = document.querySelector<HTMLButtonElement>('[aria-label="Not a day"]');
  cross?.click();
  expect(press(cross, 'Delete').defaultPrevented).toBe(true);
  press(cross, 'Backspace');
  press(cross, 'x');
  expect(rejected).toBe(3);
});

it('is taken back from its words too, where they are a button', () => {
  let picked = 0;
  show({ onpick: () => void picked++ });
  const words = document.querySelector<HTMLButtonElement>('button:not([aria-label])');
  words?.click();
  press(words, 'Delete');
  expect([picked, rejected]).toEqual([1, 1]);
});

it('has no x where it only tells', () => {
  show({ reject: false });
  expect(document.querySelector('button')).toBeNull();
});
