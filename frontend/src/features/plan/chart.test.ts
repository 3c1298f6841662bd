import { describe, expect, it } from 'vitest';
import { chart } from './chart';

const box = { w: 100, h: 50, pad: 5 };
const reading = (day: string, value: number) => ({ id: day, day, value });

describe('the chart of readings', () => {
  it('runs from the first day to the last and from the lowest value to the highest', () => {
    const { points, target } = chart({ points: [reading('2026-11-01', 0), reading('2026-11-06', 5), reading('2026-11-11', 10)], start: 0, target: 10 }, box);
    expect(points.map(({ x, y }) => [x, y])).toEqual([[5, 45], [50, 25], [95, 5]]);
    expect(target).toBe(5);
  });

  it('counts down as well as up', () => {
    const { points, target } = chart({ points: [reading('2026-11-01', 80), reading('2026-11-02', 75)], start: 80, target: 70 }, box);
    expect(points.map(({ y }) => y)).toEqual([5, 25]);
    expect(target).toBe(45);
  });

  it('shows the even way, and where it goes if it goes on like this', () => {
    const drawn = chart(
      { points: [reading('2026-11-06', 2)], path: [{ day: '2026-11-01', value: 0 }, { day: '2026-11-11', value: 10 }], trend: [{ day: '2026-11-06', value: 2 }, { day: '2026-11-11', value: 4 }], start: 0, target: 10 },
      box,
    );
    expect(drawn.path).toEqual([{ x: 5, y: 45 }, { x: 95, y: 5 }]);
    expect(drawn.trend).toEqual([{ x: 50, y: 37 }, { x: 95, y: 29 }]);
    expect(drawn).toMatchObject({ low: 0, high: 10, first: '2026-11-01', last: '2026-11-11' });
  });

  it('stands in the middle when there is one reading, or nothing moves', () => {
    expect(chart({ points: [reading('2026-11-01', 3)], start: 3, target: null }, box).points).toEqual([{ id: '2026-11-01', x: 50, y: 25 }]);
    expect(chart({ points: [], start: 0, target: 10 }, box).points).toEqual([]);
  });
});
