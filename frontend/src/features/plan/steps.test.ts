import { describe, expect, it } from 'vitest';
import type { Task } from '../../backend/types';
import { amount, moved } from './steps';

const task = (id: string, done = false): Task => ({
  id,
  goalId: 'g',
  milestoneId: '',
  parentId: '',
  title: id,
  notes: '',
  begins: '',
  energy: '',
  priority: 0,
  checklist: [],
  waitingFor: '',
  blockedBy: '',
  repeat: { rule: '', from: '' },
  seriesId: '',
  seriesStart: '',
  due: '',
  dueTime: '',
  done: done ? 1 : undefined,
  created: 0,
  updated: 0,
});
const order = (tasks: readonly Task[]) => tasks.map(({ id }) => id).join('');

describe('moving a task among the open ones', () => {
  const cases: [string, string, 1 | -1, string | null, string][] = [
    ['down one', 'a', 1, 'bac', 'b'],
    ['up one', 'c', -1, 'acb', 'a'],
    ['up to the first place', 'b', -1, 'bac', ''],
    ['not above the first', 'a', -1, null, ''],
    ['not below the last', 'c', 1, null, ''],
  ];
  it.each(cases)('%s', (_name, id, by, want, after) => {
    const got = moved([task('a'), task('b'), task('c')], id, by);
    expect(got && order(got.tasks)).toBe(want);
    if (got) expect(got.afterId).toBe(after);
  });

  it('passes over what is done', () => {
    const got = moved([task('a'), task('x', true), task('b')], 'b', -1);
    expect(got && order(got.tasks)).toBe('bax');
    expect(got?.afterId).toBe('');
    const down = moved([task('a'), task('x', true), task('b')], 'a', 1);
    expect(down && order(down.tasks)).toBe('xba');
    expect(down?.afterId).toBe('b');
  });

  it('has no place when all others are done', () => {
    expect(moved([task('a'), task('x', true)], 'a', 1)).toBeNull();
    expect(moved([task('a')], 'nobody', 1)).toBeNull();
  });
});

describe('an amount', () => {
  it.each([
    [1200, 'books', '1,200 books'],
    [42, '%', '42 %'],
    [12.5, '€', '€12.5'],
    [3, '', '3'],
  ])('%d %s', (value, unit, want) => expect(amount(value, unit)).toBe(want));
});
