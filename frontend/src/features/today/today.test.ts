import { describe, expect, it } from 'vitest';
import type { TodayTask, TodayView } from '../../backend/types';
import { folded, quiet, whenOf } from './today.svelte';

const task = (more: Partial<TodayTask>): TodayTask => ({
  id: 't',
  title: 'Call',
  due: '',
  dueTime: '',
  overdue: false,
  goalId: '',
  goalTitle: '',
  aspiration: '',
  why: '',
  hue: 0,
  aspirationId: '',
  parentTitle: '',
  energy: '',
  waitingFor: '',
  repeats: false,
  priority: { score: 0, reasons: [], text: '' },
  ...more,
});
const day = '2026-11-22';

describe('folding', () => {
  it('shows the first few and counts the rest by the total, which may be more than came', () => {
    expect(folded([1, 2, 3, 4, 5, 6, 7], 300, 5, false)).toEqual({ shown: [1, 2, 3, 4, 5], hidden: 295 });
  });

  it('never hides a single one', () => {
    expect(folded([1, 2, 3, 4, 5, 6], 6, 5, false)).toEqual({ shown: [1, 2, 3, 4, 5, 6], hidden: 0 });
  });

  it('shows all once it is opened', () => {
    expect(folded([1, 2, 3], 3, 1, true)).toEqual({ shown: [1, 2, 3], hidden: 0 });
  });
});

describe('when a task is', () => {
  it.each([
    ['a day that has passed, gently', task({ due: '2026-11-19', overdue: true }), 'from Thursday'],
    ['its time', task({ due: day, dueTime: '17:00' }), '17:00'],
    ['a time that has passed, gently', task({ due: day, dueTime: '09:30' }), 'since 09:30'],
    ['the time of another day', task({ due: '2026-11-27', dueTime: '09:30' }), '09:30'],
    ['nothing for today itself', task({ due: day }), ''],
    ['a day to come', task({ due: '2026-11-27' }), 'Fri 27 Nov'],
    ['nothing without a day', task({}), ''],
  ])('says %s', (_name, given, want) => expect(whenOf(given, day, '12:00')).toBe(want));
});

it('is quiet only when nothing is due and nothing is left over', () => {
  const view: TodayView = { day, due: [], dueTotal: 0, overdue: [], overdueTotal: 0, waiting: [], gentle: '', next: [], nextTotal: 0, northStarPicture: '', boardMore: false, quietSentence: 'Nothing is due.' };
  expect(quiet(view)).toBe(true);
  expect(quiet({ ...view, quietSentence: '' })).toBe(false);
  expect(quiet({ ...view, overdueTotal: 1 })).toBe(false);
});
