import { expect, it } from 'vitest';
import { choiceOf, ruleOf } from './repeat';

it.each([
  ['', { unit: 'none', every: 1, days: [] }],
  ['FREQ=DAILY', { unit: 'DAILY', every: 1, days: [] }],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', { unit: 'WEEKLY', every: 2, days: ['MO', 'FR'] }],
  ['FREQ=YEARLY;INTERVAL=3', { unit: 'YEARLY', every: 3, days: [] }],
])('%s is chosen in the form, and written back as it was', (rule, choice) => {
  expect(choiceOf(rule)).toEqual(choice);
  expect(ruleOf(choiceOf(rule))).toBe(rule);
});

it.each(['FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYDAY=2TU', 'FREQ=DAILY;COUNT=10', 'FREQ=HOURLY'])('%s says more than the form can', (rule) =>
  expect(choiceOf(rule).unit).toBe('own'));
