// The order of open tasks, and what a list of steps shows.
import type { Task } from '../../backend/types';

/** A milestone or a task, as a list shows it. */
export interface StepLine {
  id: string;
  title: string;
  due: string;
  dueTime?: string;
  done?: number | null;
}

export const isOpen = (step: { done?: number | null }): boolean => step.done === undefined || step.done === null;

/** One place up or down among the open tasks: the order that follows, and behind which task it then stands ('' first).
 *  Null when there is no such place. */
export function moved<T extends Task>(tasks: readonly T[], id: string, by: 1 | -1): { tasks: T[]; afterId: string } | null {
  const from = tasks.findIndex((task) => task.id === id);
  const task = tasks[from];
  if (!task) return null;
  let to = from + by;
  while (tasks[to] && !isOpen(tasks[to] as T)) to += by;
  if (!tasks[to]) return null;
  const next = [...tasks];
  next.splice(from, 1);
  next.splice(to, 0, task);
  return { tasks: next, afterId: next[to - 1]?.id ?? '' };
}

/** The value of a goal's number as people read it: "1,200 books", "42 %". */
export function amount(value: number, unit: string): string {
  const n = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 }).format(value);
  if (unit === '') return n;
  return /^[€$£¥]$/.test(unit) ? unit + n : `${n} ${unit}`;
}

/** "45 minutes", "1 hour 30". */
export function saysMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}${rest > 0 ? ` ${rest}` : ''}`;
}
