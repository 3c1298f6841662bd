// How reminders, rules and hours are said and chosen on the page. Rules themselves are read by Go alone.
import type { Boundary, Reminder, Topic } from '../../backend/types';

export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** The week begins on Monday, as the days are counted from Sunday. */
export const weekOrder = [1, 2, 3, 4, 5, 6, 0];
export const everyDay = 127;
const workdays = 62;
const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** "every day", "on weekdays", "Mon, Wed and Fri". */
export function sayDays(days: number): string {
  if (days === everyDay) return 'every day';
  if (days === workdays) return 'Monday to Friday';
  if (days === 65) return 'at the weekend';
  const names = weekOrder.filter((day) => days & (1 << day)).map((day) => dayNames[day] ?? '');
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** "22:00 to 07:00, every day". */
export const sayHours = (hours: Pick<Boundary, 'days' | 'begins' | 'ends'>): string => `${hours.begins} to ${hours.ends}, ${sayDays(hours.days)}`;

export type Repeat = 'once' | 'daily' | 'weekly' | 'fortnightly' | 'monthly' | 'yearly' | 'rule';

export const repeats: { value: Repeat; title: string }[] = [
  { value: 'once', title: 'Once' },
  { value: 'daily', title: 'Every day' },
  { value: 'weekly', title: 'Every week' },
  { value: 'fortnightly', title: 'Every second week' },
  { value: 'monthly', title: 'Every month' },
  { value: 'yearly', title: 'Every year' },
  { value: 'rule', title: 'By a rule (RFC 5545)' },
];

/** The rule of a choice; `days` are for the weekly ones, `rule` is what was written. */
export function ruleOf(repeat: Repeat, days: number, rule: string): string {
  const byDay = weekOrder.filter((day) => days & (1 << day)).map((day) => codes[day]);
  const on = byDay.length > 0 ? `;BYDAY=${byDay.join(',')}` : '';
  switch (repeat) {
    case 'once':
      return '';
    case 'daily':
      return 'FREQ=DAILY';
    case 'weekly':
      return `FREQ=WEEKLY${on}`;
    case 'fortnightly':
      return `FREQ=WEEKLY;INTERVAL=2${on}`;
    case 'monthly':
      return 'FREQ=MONTHLY';
    case 'yearly':
      return 'FREQ=YEARLY';
    case 'rule':
      return rule;
  }
}

/** The choice that a rule came from; what none of them makes is shown as it is written. */
export function repeatOf(rule: string): { repeat: Repeat; days: number } {
  const days = (rule.match(/BYDAY=([A-Z,]+)/u)?.[1] ?? '').split(',').reduce((bits, code) => (codes.includes(code) ? bits | (1 << codes.indexOf(code)) : bits), 0);
  if (rule === '') return { repeat: 'once', days: 0 };
  if (rule === 'FREQ=DAILY') return { repeat: 'daily', days: 0 };
  if (/^FREQ=WEEKLY(;BYDAY=[A-Z,]+)?$/u.test(rule)) return { repeat: 'weekly', days };
  if (/^FREQ=WEEKLY;INTERVAL=2(;BYDAY=[A-Z,]+)?$/u.test(rule)) return { repeat: 'fortnightly', days };
  if (/^FREQ=MONTHLY(;BYMONTHDAY=(\d+|-1)|;BYMONTHDAY=28[\d,]*;BYSETPOS=-1)?$/u.test(rule)) return { repeat: 'monthly', days: 0 };
  if (/^FREQ=YEARLY(;BYMONTH=\d+;BYMONTHDAY=\d+)?$/u.test(rule)) return { repeat: 'yearly', days: 0 };
  return { repeat: 'rule', days: 0 };
}

export type Kind = 'custom' | 'about' | 'checkin' | 'why' | 'affirmation' | 'strategy' | 'reassess';

export const kinds: { value: Kind; title: string }[] = [
  { value: 'custom', title: 'Something of my own' },
  { value: 'about', title: 'A task, milestone or goal' },
  { value: 'checkin', title: 'A goal: how does it stand?' },
  { value: 'why', title: 'The why of a goal or aspiration' },
  { value: 'affirmation', title: 'A sentence to see again' },
  { value: 'strategy', title: 'A block for review and strategy' },
  { value: 'reassess', title: 'Is the plan still right?' },
];

/** What a kind may be about; empty for nothing. */
export function topicsFor(kind: Kind, topics: readonly Topic[]): Topic[] {
  const may: Record<Kind, string[]> = {
    custom: [],
    about: ['task', 'milestone', 'goal'],
    checkin: ['goal'],
    why: ['goal', 'aspiration'],
    affirmation: [],
    strategy: [],
    reassess: ['goal', 'aspiration'],
  };
  return topics.filter((topic) => may[kind].includes(topic.kind));
}

export const topicOf = (reminder: Reminder): string => reminder.taskId || reminder.milestoneId || reminder.goalId || reminder.aspirationId;

export const blank = (day: string): Reminder => ({
  id: '',
  kind: 'custom',
  enabled: true,
  weekday: 0,
  time: '09:00',
  until: '',
  title: '',
  body: '',
  rule: 'FREQ=DAILY',
  day,
  anchor: '',
  daysBefore: 0,
  aspirationId: '',
  goalId: '',
  milestoneId: '',
  taskId: '',
  updated: 0,
});

/** The day so many days later, and the weekday of one: in UTC, where every day has 24 hours. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
