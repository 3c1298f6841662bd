import { describe, expect, it } from 'vitest';
import { parseNumber, stepped } from './number';

describe('parseNumber', () => {
  it.each([
    ['5', 5], ['1.5', 1.5], ['1,5', 1.5], ['1.500', 1.5], ['1,234.5', 1234.5], ['1.234,5', 1234.5], ['1 000', 1000], ["12'500", 12500],
    ['1.000.000', 1000000], ['-3', -3], ['−3', -3], ['.5', 0.5], ['5.', 5], [' ', null], ['', null],
    ['five', undefined], ['1-2', undefined], ['.', undefined], ['1.2.3,4,5', undefined], ['1e5', undefined], ['Infinity', undefined],
  ])('%j is %s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });
});

describe('stepped', () => {
  it.each([
    [0.1, 0.2, 0.3], [null, 1, 1], [10, -1, 9], [0, -1, 0], [100, 5, 100], [1.25, 1, 2.25],
  ])('%s by %s is %s', (value, by, next) => {
    expect(stepped(value, by, 0, 100)).toBe(next);
  });
});
