import { expect, it } from 'vitest';
import { panels } from './panels';

it('closes the panel before, and forgets only its own', () => {
  const closed: string[] = [];
  const firstGone = panels.opened(() => closed.push('first'));
  const secondGone = panels.opened(() => closed.push('second'));
  expect(closed).toEqual(['first']);
  firstGone();
  panels.opened(() => closed.push('third'));
  expect(closed).toEqual(['first', 'second']);
  secondGone();
  panels.opened(() => undefined)();
  expect(closed).toEqual(['first', 'second', 'third']);
});
