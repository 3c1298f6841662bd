import { describe, expect, it } from 'vitest';
import type { BackupInfo } from '../../backend/types';
import { holds, lastGood, size, standing, where, why } from './words';

const now = new Date(2026, 10, 22, 12, 0);
const one = (change: Partial<BackupInfo> = {}): BackupInfo => ({
  id: '20261122T020000Z-00000001', created: now.getTime() - 9 * 3_600_000, why: 'nightly', program: '1', schema: 1, boards: 1, items: 1, goals: 2, tasks: 1200,
  pictures: 0, rows: 9, bytes: 100, lacking: 0, here: true, second: false, good: true, flaw: '', ...change,
});

describe('the words of safety', () => {
  it('say what a backup holds, and where and why it is there', () => {
    expect(holds(one())).toBe('1 thing on the boards, 2 goals, 1,200 tasks, 0 pictures');
    expect(where(one())).toBe('in the library’s folder');
    expect(where(one({ second: true }))).toBe('here and in the second place');
    expect(where(one({ here: false, second: true }))).toBe('in the second place');
    expect(why(one())).toBe('every night');
    expect(why(one({ why: 'on a whim' }))).toBe('');
    expect([size(0), size(1), size(5 * 1024), size(1.5 * 1024 ** 2), size(2 * 1024 ** 3)]).toEqual(['0 KB', '1 KB', '5 KB', '1.5 MB', '2.0 GB']);
  });

  it('never take a damaged backup for the last good one', () => {
    const broken = one({ id: 'b', good: false, created: now.getTime() });
    expect(lastGood([broken, one()])).toEqual(one());
    expect(lastGood([broken])).toBeNull();
    expect(standing([broken], now)).toEqual({ sentence: 'There is no backup yet.', tone: 'care' });
    expect(standing([broken, one()], now)).toEqual({ sentence: 'The last good backup is from today 03:00.', tone: 'good' });
    expect(standing([one({ created: now.getTime() - 4 * 86_400_000 })], now).tone).toBe('care');
  });
});
