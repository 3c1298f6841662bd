// How backups are spoken of.
import { sayInstant } from '../../backend/day';
import type { BackupInfo } from '../../backend/types';

const many = (n: number, one: string, more: string): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : more}`;

/** "3 things on the boards, 2 goals, 5 tasks, 4 pictures". */
export const holds = (one: BackupInfo): string =>
  [many(one.items, 'thing on the boards', 'things on the boards'), many(one.goals, 'goal', 'goals'), many(one.tasks, 'task', 'tasks'), many(one.pictures, 'picture', 'pictures')].join(', ');

export function size(bytes: number): string {
  if (bytes >= 1 << 30) return `${(bytes / (1 << 30)).toFixed(1)} GB`;
  if (bytes >= 1 << 20) return `${(bytes / (1 << 20)).toFixed(1)} MB`;
  return `${Math.ceil(bytes / 1024)} KB`;
}

const reasons: Readonly<Record<string, string>> = {
  nightly: 'every night',
  'on demand': 'when you asked',
  'before migration': 'before an update',
  'before restore': 'before a restore',
  'before import': 'before an import',
};

/** Why it was made; '' for what this version does not know. */
export const why = (one: BackupInfo): string => reasons[one.why] ?? '';

export function where(one: BackupInfo): string {
  if (one.here && one.second) return 'here and in the second place';
  return one.second ? 'in the second place' : 'in the library’s folder';
}

/** The newest that is good; null when there is none. */
export const lastGood = (all: readonly BackupInfo[]): BackupInfo | null => all.find((one) => one.good) ?? null;

const dayLength = 86_400_000;

/** One sentence for how safe the library is. */
export function standing(all: readonly BackupInfo[], now = new Date()): { sentence: string; tone: 'good' | 'care' } {
  const last = lastGood(all);
  if (!last) return { sentence: 'There is no backup yet.', tone: 'care' };
  const sentence = `The last good backup is from ${sayInstant(last.created, now)}.`;
  return { sentence, tone: now.getTime() - last.created > 3 * dayLength ? 'care' : 'good' };
}
