import { expect, it } from 'vitest';
import { nextQuestion, type Question } from './questions';

const text = (id: string, value = ''): Question => ({ id, name: id, ask: `${id}?`, kind: 'text', value });

it('one question is asked at a time, and one that was left comes round again', () => {
  const all = [text('how'), text('path', 'answered'), text('role'), text('impact')];
  expect(nextQuestion(all, '')?.id).toBe('how');
  expect(nextQuestion(all, 'how')?.id).toBe('role');
  expect(nextQuestion(all, 'impact')?.id).toBe('how');
  expect(nextQuestion([text('how', 'x')], '')).toBeNull();
  expect(nextQuestion([{ id: 'n', name: 'n', ask: 'n', kind: 'number', value: 0, unit: '' }], '')).toBeNull();
});
