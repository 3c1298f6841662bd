import { describe, expect, it } from 'vitest';
import { chart } from './chart';

const box = { w: 100, h: 50, pad: 5 };
const reading = (day: string, value: number) => ({ id: day, goalId: 'g', day, value, note: '', created: 0 });

describe('the chart of readings', () => {
  it('runs from the first day to the last and from the lowest value to the highest', () => {
    const { points, target } = chart([reading('2026-11-01', 0), reading('2026-11-06', 5), reading('2026-11-11', 10)], 0, 10, box);
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [5, 45],
      [50, 25],
      [95, 5],
    ]);
    expect(target).toBe(5);
  });

  it('counts down as well as up', () => {
    const { points, target } = chart([reading('2026-11-01', 80), reading('2026-11-02', 75)], 80, 70, box);
    expect(points.map(({ y }) => y)).toEqual([5, 25]);
    expect(target).toBe(45);
  });

  it('stands in the middle when there is one reading, or nothing moves', () => {
    expect(chart([reading('2026-11-01', 3)], 3, null, box)).toEqual({ points: [{ id: '2026-11-01', x: 50, y: 25 }], target: null });
    expect(chart([], 0, 10, box).points).toEqual([]);
  });
});
