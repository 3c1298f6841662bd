import { describe, expect, it } from 'vitest';
import type { InboxEntry } from '../../backend/types';
import { settledWord, sorted } from './remind.svelte';

const entry = (id: string, more: Partial<InboxEntry> = {}): InboxEntry => ({
  id,
  key: id,
  kind: 'task',
  subject: 't',
  title: id,
  body: '',
  due: 0,
  state: 'shown',
  claimedBy: '',
  notification: 0,
  answer: '',
  doubtful: false,
  digestId: '',
  created: 0,
  settled: false,
  note: '',
  ...more,
});

describe('the Inbox', () => {
  it('parts what waits from what is settled and keeps the order', () => {
    const { waiting, settled } = sorted([entry('a'), entry('b', { settled: true }), entry('c'), entry('d', { settled: true })]);
    expect(waiting.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(settled.map(({ id }) => id)).toEqual(['b', 'd']);
  });

  it('says what became of each', () => {
    expect(settledWord(entry('a', { answer: 'done' }))).toBe('Done');
    expect(settledWord(entry('a', { answer: 'snooze' }))).toBe('Snoozed');
    expect(settledWord(entry('a'))).toBe('Done or gone');
    expect(settledWord(entry('a', { kind: 'review' }))).toBe('Settled');
  });
});
