import { afterEach, describe, expect, it, vi } from 'vitest';
import type { InboxEntry } from '../../backend/types';
import { RemindState, settledWord, sorted } from './remind.svelte';

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
  reminderId: '',
  why: '',
  picture: '',
  held: false,
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

describe('what came due', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is asked for when Go says so, and not after', async () => {
    const listeners = new Map<string, () => void>();
    const View = vi.fn(async () => ({ upcoming: [], inbox: [], more: false, waiting: 0, snooze: [] }));
    vi.stubGlobal('window', {
      go: { api: { Remind: { View } } },
      runtime: {
        EventsOnMultiple: (event: string, hear: () => void) => {
          listeners.set(event, hear);
          return () => listeners.delete(event);
        },
      },
    });
    vi.stubGlobal('document', { addEventListener: vi.fn(), removeEventListener: vi.fn() });
    const remind = new RemindState((reason) => {
      throw reason;
    });
    const stop = remind.follow();
    await vi.waitFor(() => expect(remind.view).not.toBeNull());
    View.mockResolvedValueOnce({ upcoming: [], inbox: [], more: false, waiting: 3, snooze: [] });
    listeners.get('reminders')?.();
    await vi.waitFor(() => expect(remind.waiting).toBe(3));
    stop();
    expect(listeners.size).toBe(0);
  });
});
