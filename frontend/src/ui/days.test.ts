import { expect, it } from 'vitest';
import { daysText, daysTone } from './days';

it.each([
  [-12, '12 days ago', 'past'],
  [-1, 'Yesterday', 'past'],
  [0, 'Today', 'now'],
  [1, 'Tomorrow', 'soon'],
  [2, '2 days left', 'soon'],
  [183, '183 days left', 'quiet'],
] as const)('%i: %s', (days, text, tone) => {
  expect(daysText(days)).toBe(text);
  expect(daysTone(days)).toBe(tone);
});
