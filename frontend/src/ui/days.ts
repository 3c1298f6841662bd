/* Days left, in words. No guilt: a day that has passed is told, not held up. */

export function daysText(days: number): string {
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  if (days < 0) return `${-days} days ago`;
  return `${days} days left`;
}

export type DaysTone = 'quiet' | 'soon' | 'now' | 'past';

export function daysTone(days: number): DaysTone {
  if (days < 0) return 'past';
  if (days === 0) return 'now';
  return days <= 2 ? 'soon' : 'quiet';
}
