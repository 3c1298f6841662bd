// The five quiet marks, with what filled each or the question that would.
import type { GoalDetail } from '../../backend/types';
import type { Mark } from '../../ui/SmartMarks.svelte';

export function smartMarks({ face, goal }: GoalDetail): Mark[] {
  const { smart } = face;
  const mark = (letter: string, name: string, filled: boolean, hint: string, given: string): Mark => ({ letter, name, filled, hint: filled ? given : hint });
  return [
    mark('S', 'Specific', smart.s, smart.sHint, 'The words say what will be seen.'),
    mark('M', 'Measurable', smart.m, smart.mHint, goal.measure === 'done' ? 'It will be done or not.' : 'A number tells how far it is.'),
    mark('A', 'Achievable', smart.a, smart.aHint, 'A step leads to it, or hours are given.'),
    mark('R', 'Relevant', smart.r, smart.rHint, 'It serves something that matters.'),
    mark('T', 'Timely', smart.t, smart.tHint, 'It has a day.'),
  ];
}
