import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Linger } from './linger.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('stays for a moment, and as long again with the next', () => {
  const over = vi.fn();
  const linger = new Linger(over);
  linger.hold('a');
  vi.advanceTimersByTime(Linger.moment - 1);
  expect(linger.has('a')).toBe(true);
  linger.hold('b');
  vi.advanceTimersByTime(Linger.moment - 1);
  expect([linger.has('a'), linger.has('b')]).toEqual([true, true]);
  vi.advanceTimersByTime(1);
  expect([linger.has('a'), linger.has('b')]).toEqual([false, false]);
  expect(over).toHaveBeenCalledExactlyOnceWith(new Set(['a', 'b']));
});

it('goes at once when the pointer has left, and when it was taken back', () => {
  const over = vi.fn();
  const linger = new Linger(over);
  linger.hold('a');
  linger.hold('b');
  linger.drop('a');
  expect([linger.has('a'), linger.has('b')]).toEqual([false, true]);
  linger.end();
  expect(linger.has('b')).toBe(false);
  linger.end();
  vi.advanceTimersByTime(2 * Linger.moment);
  expect(over).toHaveBeenCalledOnce();
});
