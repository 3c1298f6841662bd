import { describe, expect, it } from 'vitest';
import { daysBetween, sayDay, sayDaysLeft, sayInstant, sayPastDay, today } from './day';

describe('days', () => {
  it('counts whole days across the change of clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-11-22', '2026-11-21')).toBe(-1);
  });

  it('says near days by name and far ones with their year', () => {
    expect(sayDay('2026-11-22', '2026-11-22')).toBe('today');
    expect(sayDay('2026-11-23', '2026-11-22')).toBe('tomorrow');
    expect(sayDay('2026-11-27', '2026-11-22')).toBe('Fri 27 Nov');
    expect(sayDay('2027-01-05', '2026-11-22')).toBe('5 Jan 2027');
    expect(sayDay('')).toBe('');
  });

  it('says what is left in words', () => {
    expect(sayDaysLeft(0)).toBe('due today');
    expect(sayDaysLeft(1)).toBe('1 day left');
    expect(sayDaysLeft(12)).toBe('12 days left');
    expect(sayDaysLeft(-3)).toBe('3 days over');
  });

  it('knows the local day', () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });

  it('speaks of days that have passed', () => {
    expect(sayPastDay('2026-11-21', '2026-11-22')).toBe('yesterday');
    expect(sayPastDay('2026-11-19', '2026-11-22')).toBe('Thursday');
    expect(sayPastDay('2026-11-03', '2026-11-22')).toBe('3 Nov');
    expect(sayPastDay('2025-11-03', '2026-11-22')).toBe('3 Nov 2025');
  });

  it('says an instant with its day', () => {
    const now = new Date(2026, 10, 22, 10, 0);
    expect(sayInstant(new Date(2026, 10, 22, 17, 5).getTime(), now)).toBe('today 17:05');
    expect(sayInstant(new Date(2026, 10, 27, 9, 0).getTime(), now)).toBe('Fri 27 Nov 09:00');
  });
});
