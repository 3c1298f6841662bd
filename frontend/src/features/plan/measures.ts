// The ways to measure a goal, and how their values are said.
import { amount } from './steps';

export const levels = [
  { value: '0', title: 'None' },
  { value: '1', title: 'Basic' },
  { value: '2', title: 'Working' },
  { value: '3', title: 'Strong' },
  { value: '4', title: 'Expert' },
];

/** Those that have readings. */
export const isCounted = (measure: string): boolean => ['number', 'percent', 'money', 'level'].includes(measure);

export const sayValue = (value: number, measure: string, unit: string): string =>
  measure === 'level' ? (levels[Math.round(value)]?.title ?? String(value)) : amount(value, unit);
