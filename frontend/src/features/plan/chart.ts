// The picture of a goal's readings: where each point stands, the even way from the start to the target, and where it goes
// if it goes on like this.
import { daysBetween } from '../../backend/day';

export interface Dated {
  day: string;
  value: number;
}

export interface ChartPoint {
  id: string;
  x: number;
  y: number;
}

export interface Chart {
  points: ChartPoint[];
  /** Corners of the two lines; empty where there is none. */
  path: { x: number; y: number }[];
  trend: { x: number; y: number }[];
  /** The height of the target's line; null without a target. */
  target: number | null;
  /** What stands at the sides: the lowest and the highest value, the first and the last day. */
  low: number;
  high: number;
  first: string;
  last: string;
}

interface Drawn {
  points: readonly (Dated & { id: string })[];
  path?: readonly Dated[];
  trend?: readonly Dated[];
  start: number;
  target: number | null;
}

/** Places readings (oldest first) and lines in a box. Days run from the first that is known to the last. */
export function chart({ points, path = [], trend = [], start, target }: Drawn, box: { w: number; h: number; pad: number }): Chart {
  const { w, h, pad } = box;
  if (points.length === 0) return { points: [], path: [], trend: [], target: null, low: 0, high: 0, first: '', last: '' };
  const days = [...points, ...path, ...trend].map((one) => one.day).sort();
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  const values = [start, ...[...points, ...path, ...trend].map((one) => one.value), ...(target === null ? [] : [target])];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = daysBetween(first, last);
  const place = ({ day, value }: Dated): { x: number; y: number } => ({
    x: span === 0 ? w / 2 : pad + (daysBetween(first, day) / span) * (w - 2 * pad),
    y: high === low ? h / 2 : h - pad - ((value - low) / (high - low)) * (h - 2 * pad),
  });
  return {
    points: points.map((one) => ({ id: one.id, ...place(one) })),
    path: path.map(place),
    trend: trend.map(place),
    target: target === null ? null : place({ day: first, value: target }).y,
    low, high, first, last,
  };
}
