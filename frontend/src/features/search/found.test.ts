import { describe, expect, it } from 'vitest';
import type { Found } from '../../backend/types';
import { rowOf, visit } from './found';

const one = (over: Partial<Found>): Found => ({ kind: 'task', id: 't', title: 'Call Ana', text: '', place: '', goalId: '', boardId: '', itemId: '', hue: -1, done: false, ...over });

describe('what was found', () => {
  it.each([
    [{ kind: 'aspiration', id: 'a' }, 'plan/a'],
    [{ kind: 'goal', id: 'g', goalId: 'g' }, 'plan/g'],
    [{ kind: 'milestone', id: 'm', goalId: 'g' }, 'plan/m'],
    [{ kind: 'task', id: 't', goalId: 'g' }, 'plan/t'],
    [{ kind: 'task', id: 't' }, 'plan/t'],
    [{ kind: 'reading', id: 'r', goalId: 'g' }, 'plan/g'],
    [{ kind: 'board', id: 'b', boardId: 'b' }, 'board/b'],
    [{ kind: 'item', id: 'i', boardId: 'b', itemId: 'i' }, 'b shows i'],
    [{ kind: 'picture', id: 'sha', boardId: 'b', itemId: 'i' }, 'b shows i'],
    [{ kind: 'win', id: 'w', goalId: 'g' }, 'review'],
  ])('%o is looked at where it is', (found, want) => {
    const went: string[] = [];
    visit(one(found), { go: (route) => went.push(route), show: (board, item) => went.push(`${board} shows ${item}`) });
    expect(went).toEqual([want]);
  });

  it('says what it is, where, and that it is done', () => {
    const ways = { go: () => undefined, show: () => undefined };
    expect(rowOf(one({ done: true, place: 'Earn a promotion', text: 'the key' }), ways)).toMatchObject({ title: 'Call Ana', beside: 'Task, done · Earn a promotion', below: 'the key' });
    expect(rowOf(one({ kind: 'item', boardId: 'b', place: 'Harbour' }), ways).beside).toBe('On the board · Harbour');
  });
});
