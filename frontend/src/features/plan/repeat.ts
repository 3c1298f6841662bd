// How a task repeats, as it is chosen in a form. The words of the rule are RFC 5545; what they mean is Go's alone.

export interface Choice {
  unit: 'none' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY' | 'own';
  every: number;
  /** 'MO' to 'SU', for weeks. */
  days: readonly string[];
}

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** A rule as the form shows it; one that says more than the form can is the person's own. */
export function choiceOf(rule: string): Choice {
  if (rule === '') return { unit: 'none', every: 1, days: [] };
  const parts = new Map(rule.replace(/^RRULE:/iu, '').toUpperCase().split(';').map((part) => part.split('=', 2) as [string, string]));
  const unit = parts.get('FREQ') ?? '';
  const known = [...parts.keys()].every((key) => ['FREQ', 'INTERVAL', 'BYDAY', 'WKST'].includes(key));
  const days = (parts.get('BYDAY') ?? '').split(',').filter(Boolean);
  const plain = days.every((day) => (weekdays as readonly string[]).includes(day));
  const isUnit = unit === 'DAILY' || unit === 'WEEKLY' || unit === 'MONTHLY' || unit === 'YEARLY';
  if (!isUnit || !known || !plain || (days.length > 0 && unit !== 'WEEKLY')) return { unit: 'own', every: 1, days: [] };
  return { unit, every: Number(parts.get('INTERVAL') ?? '1') || 1, days };
}

export function ruleOf({ unit, every, days }: Choice): string {
  if (unit === 'none' || unit === 'own') return '';
  const parts = [`FREQ=${unit}`];
  if (every > 1) parts.push(`INTERVAL=${Math.round(every)}`);
  if (unit === 'WEEKLY' && days.length > 0) parts.push(`BYDAY=${weekdays.filter((day) => days.includes(day)).join(',')}`);
  return parts.join(';');
}
