import { expect, test } from 'vitest';
import { filled } from './live';

const live = { progress: 0.426, daysLeft: 12, saved: 3400, target: 8000, unit: '€' };

test.each([
  ['{progress} done, {days left}', '43% done, 12 days left'],
  ['{saved} of {target}', '3,400 € of 8,000 €'],
  ['{ Days Left }', '12 days left'],
  ['{unknown} and {progress', '{unknown} and {progress'],
  ['no word at all', 'no word at all'],
])('%s', (text, said) => expect(filled(text, live)).toBe(said));

test('what is not known is a dash, and never a number', () => {
  expect(filled('{progress} {days left} {saved}', { ...live, progress: null, daysLeft: null, saved: null })).toBe('– – –');
});
