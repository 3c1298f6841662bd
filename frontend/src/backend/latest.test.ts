import { describe, expect, it } from 'vitest';
import { latest } from './latest';

function gates() {
  const open: (() => void)[] = [];
  const fail: ((reason: unknown) => void)[] = [];
  const fetch = latest(() => new Promise<void>((resolve, reject) => void (open.push(resolve), fail.push(reject))));
  return { open, fail, fetch };
}

describe('latest', () => {
  it('makes one more fetch for all that ask while one runs', async () => {
    const { open, fetch } = gates();
    const first = fetch();
    const rest = [fetch(), fetch(), fetch()];
    expect(open).toHaveLength(1);
    open[0]?.();
    await first;
    await Promise.resolve();
    await Promise.resolve();
    expect(open).toHaveLength(2);
    open[1]?.();
    await Promise.all(rest);
    expect(open).toHaveLength(2);
  });

  it('fetches again after one that failed', async () => {
    const { open, fail, fetch } = gates();
    const first = fetch();
    const second = fetch();
    fail[0]?.(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await new Promise((resolve) => setTimeout(resolve));
    open[1]?.();
    await second;
    expect(open).toHaveLength(2);
  });
});
