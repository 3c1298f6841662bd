import { expect, test } from 'vitest';
import { once } from './once';

test('fetches once for all who ask, and again after a failure', async () => {
  let fetched = 0;
  let fails = true;
  const ask = once(async () => {
    fetched++;
    if (fails) throw new Error('no');
    return fetched;
  });
  await expect(Promise.all([ask(), ask()])).rejects.toThrow('no');
  expect(fetched).toBe(1);
  fails = false;
  expect(await Promise.all([ask(), ask()])).toEqual([2, 2]);
  expect(fetched).toBe(2);
});
