import { describe, expect, it } from 'vitest';
import { parseNumber, stepped } from './number';

describe('parseNumber', () => {
  it.each([
    ['5', 5], ['1.5', 1.5], ['1,5', 1.5], ['1.500', 1.5], ['12.25', 12.25], ['0,500', 0.5], ['0.500', 0.5],
    ['12,000', 12000], ['1,234,567', 1234567], ['1,234.5', 1234.5], ['1.234,5', 1234.5], ['1.234.567,25', 1234567.25],
    ['12 000', 12000], ['12\u00a0000', 12000], ['12\u202f000', 12000], ['1 234,56', 1234.56], ['1 000 000', 1000000],
    ["12'500", 12500], ["1’234’567.5", 1234567.5], ['1.000.000', 1000000],
    ['-3', -3], ['−3', -3], ['+4', 4], ['-12,000', -12000], ['.5', 0.5], ['5.', 5], ['007', 7], ['2000', 2000], [' ', null], ['', null],
    ['five', undefined], ['1-2', undefined], ['--1', undefined], ['.', undefined], [',', undefined], ['1.2.3', undefined], ['1.2.3,4,5', undefined],
    ['1,23,4', undefined], ['12,00,0', undefined], ['1234,567.8', undefined], ['12 34', undefined], ['1 2', undefined], ['1,000 000', undefined],
    ['1e5', undefined], ['Infinity', undefined], ['0x10', undefined], ['5 km', undefined], ['1,000.', undefined],
  ])('%j is %s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    ['1.500', 1500], ['2.000', 2000], ['2.50', 2.5], ['1,500', 1500], ['1,50', 1.5], ['1.234,50', 1234.5], ['0.500', 0.5],
  ])('%j of money is %s', (text, value) => {
    expect(parseNumber(text, true)).toBe(value);
  });
});

describe('stepped', () => {
  it.each([
    [0.1, 0.2, 0.3], [null, 1, 1], [10, -1, 9], [0, -1, 0], [100, 5, 100], [1.25, 1, 2.25],
  ])('%s by %s is %s', (value, by, next) => {
    expect(stepped(value, by, 0, 100)).toBe(next);
  });
});
