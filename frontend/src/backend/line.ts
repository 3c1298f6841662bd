// What a person types as one line, and how Go reads it.
import { plan } from './index';
import type { Chip, Line } from './types';

/** A typed line as Go takes it; the order of day and month is the library's own. */
export const line = (text: string, rejected: readonly string[] = []): Line => ({ text, rejected: [...rejected], dateOrder: '' });

/** The chips of a line that would be a task. */
export const readTask = async (text: string, rejected: readonly string[]): Promise<Chip[]> => (await plan.ReadTask(line(text, rejected))).chips;

/** The chips of a line that would be a milestone: a day, and no more. */
export const readMilestone = async (text: string, rejected: readonly string[]): Promise<Chip[]> => (await plan.ReadMilestone(line(text, rejected))).chips;

/** The goals that a word behind "#" could mean, to choose from while it is typed. */
export const namedGoals = async (word: string): Promise<{ id: string; label: string; tag: string; hue: number }[]> =>
  (await plan.GoalsNamed(word)).filter(({ tag }) => tag !== '').map(({ id, title, tag, hue }) => ({ id, label: title, tag, hue }));

/** The chips of a line that would be a goal: also the number that measures it. */
export const readGoal = async (text: string, rejected: readonly string[]): Promise<Chip[]> => (await plan.ReadGoal(line(text, rejected))).chips;

/** The day that a text names, as people write days; null where it names none. */
export async function readDay(text: string): Promise<{ day: string; label: string } | null> {
  const { day, chips } = await plan.ReadDay(text);
  return day ? { day, label: chips.find((chip) => chip.kind === 'day')?.label ?? day } : null;
}
