// Days and instants as the page shows them. Parsing what people type is Go's alone.

/** A calendar day 'YYYY-MM-DD'; '' means none. */
export type Day = string;

const noon = (day: Day): Date => new Date(`${day}T12:00:00`);

/** Making one takes a browser about a millisecond: each is made when it is first needed. */
function format(options: Intl.DateTimeFormatOptions): (date: Date) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (date) => (made ??= new Intl.DateTimeFormat('en-GB', options)).format(date);
}

const short = format({ weekday: 'short', day: 'numeric', month: 'short' });
const shortWithYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
const date = format({ day: 'numeric', month: 'short' });
const weekday = format({ weekday: 'long' });
const clock = format({ hour: '2-digit', minute: '2-digit' });
const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
const full = format({ day: 'numeric', month: 'long', year: 'numeric' });

/** The person's day now. */
export function today(now = new Date()): Day {
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

/** "Fri 27 Nov", with the year when it is another one; "today", "tomorrow", "yesterday" where it is. */
export function sayDay(day: Day, now: Day = today()): string {
  if (!day) return '';
  const away = daysBetween(now, day);
  if (away === 0) return 'today';
  if (away === 1) return 'tomorrow';
  if (away === -1) return 'yesterday';
  return day.slice(0, 4) === now.slice(0, 4) ? short(noon(day)) : shortWithYear(noon(day));
}

/** A day that has passed, as one speaks of it: "yesterday", "Thursday", "3 Nov". */
export function sayPastDay(day: Day, now: Day = today()): string {
  const ago = daysBetween(day, now);
  if (ago > 1 && ago < 7) return weekday(noon(day));
  if (ago <= 1) return sayDay(day, now);
  return (day.slice(0, 4) === now.slice(0, 4) ? date : shortWithYear)(noon(day));
}

/** "22 November 2027". */
export const sayFullDay = (day: Day): string => full(noon(day));

/** "Sunday 22 November". */
export const sayLongDay = (day: Day): string => long(noon(day));

/** An instant where the person is: "today 17:00", "yesterday 09:30", "Fri 27 Nov 10:00". */
export function sayInstant(at: number, now = new Date()): string {
  const when = new Date(at);
  return `${sayDay(today(when), today(now))} ${clock(when)}`;
}

/** "12 days left", "due today", "3 days over". */
export function sayDaysLeft(days: number): string {
  if (days === 0) return 'due today';
  const n = Math.abs(days);
  return `${n} ${n === 1 ? 'day' : 'days'} ${days > 0 ? 'left' : 'over'}`;
}
