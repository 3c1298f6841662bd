// The line of a goal's readings: where each point stands in a small picture, from the start to the target.
import { daysBetween } from '../../backend/day';
import type { Reading } from '../../backend/types';

export interface ChartPoint {
  id: string;
  x: number;
  y: number;
}

export interface Chart {
  points: ChartPoint[];
  /** The height of the target's line; null without a target. */
  target: number | null;
}

/** Places readings (oldest first) in a box. Days run from the first reading to the last. */
export function chart(readings: readonly Reading[], start: number, target: number | null, box: { w: number; h: number; pad: number }): Chart {
  const { w, h, pad } = box;
  const first = readings[0];
  const last = readings.at(-1);
  if (!first || !last) return { points: [], target: null };
  const values = [start, ...readings.map((one) => one.value), ...(target === null ? [] : [target])];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = daysBetween(first.day, last.day);
  const x = (day: string): number => (span === 0 ? w / 2 : pad + (daysBetween(first.day, day) / span) * (w - 2 * pad));
  const y = (value: number): number => (high === low ? h / 2 : h - pad - ((value - low) / (high - low)) * (h - 2 * pad));
  return { points: readings.map((one) => ({ id: one.id, x: x(one.day), y: y(one.value) })), target: target === null ? null : y(target) };
}
