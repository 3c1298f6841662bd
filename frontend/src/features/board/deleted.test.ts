import { describe, expect, it } from 'vitest';
import { deletedWords } from './deleted';

const item = (kind: string, goalId = '', aspirationId = '') => ({ kind, goalId, aspirationId });

describe('deletedWords', () => {
  it.each([
    [[item('picture')], 'Deleted 1 picture.'],
    [[item('picture'), item('picture'), item('picture')], 'Deleted 3 pictures.'],
    [[item('picture'), item('note')], 'Deleted 2 things.'],
    [[item('picture', 'g')], 'Deleted 1 picture. The goal stays in your plan.'],
    [[item('card', 'g'), item('card', 'g')], 'Deleted 2 goal cards. The goal stays in your plan.'],
    [[item('card', 'g'), item('card', 'h')], 'Deleted 2 goal cards. The goals stay in your plan.'],
    [[item('word', '', 'a')], 'Deleted 1 word card. The aspiration stays in your plan.'],
    [[item('something newer')], 'Deleted 1 thing.'],
  ])('%j', (items, said) => expect(deletedWords(items)).toBe(said));
});
