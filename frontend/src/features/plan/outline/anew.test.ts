import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Anew, type Reads } from './anew';

let size = 10;
let busy = false;
let typing = false;
const whole = vi.fn(async () => true);
const branch = vi.fn(async (_goal: string) => true);
const reads: Reads = { busy: () => busy, typing: () => typing, size: () => size, goalOf: (id) => (id.startsWith('t') ? 'goal' : ''), whole, branch, onfault: () => undefined };

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  [size, busy, typing] = [10, false, false];
});
afterEach(() => void vi.useRealTimers());

it('reads a small plan whole, and waits while the page has something to tell', async () => {
  const anew = new Anew(reads);
  busy = true;
  anew.hear(['t1']);
  await anew.catchUp();
  expect(whole).not.toHaveBeenCalled();
  busy = false;
  await anew.catchUp();
  expect(whole).toHaveBeenCalledOnce();
});

it('reads of a large plan the goals that changed, and the whole when nobody types', async () => {
  size = 10_000;
  const anew = new Anew(reads);
  typing = true;
  anew.hear(['t1', 't2']);
  await anew.catchUp();
  expect(branch.mock.calls).toEqual([['goal']]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(whole).not.toHaveBeenCalled();
  typing = false;
  await vi.advanceTimersByTimeAsync(2000);
  expect(whole).toHaveBeenCalledOnce();
});

it('reads the whole where a branch has moved', async () => {
  size = 10_000;
  branch.mockResolvedValueOnce(false);
  const anew = new Anew(reads);
  anew.hear(['t1']);
  await anew.catchUp();
  expect(whole).toHaveBeenCalledOnce();
  anew.stop();
});
