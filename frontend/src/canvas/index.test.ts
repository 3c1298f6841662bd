import { describe, expect, test } from 'vitest';
import { bounds, intersects } from './geometry';
import { SceneIndex } from './index';
import type { SceneItem } from './scene';
import { item } from './testing/testCanvas';
import { withSeeds } from './testing/random';

const ids = (items: readonly SceneItem[]) => items.map((one) => one.id);

describe('index', () => {
  test('finds in painting order', () => {
    const index = new SceneIndex();
    index.update([item({ id: 'b' }), item({ id: 'a', x: 50 }), item({ id: 'c', x: 1000 })]);
    expect(ids(index.query({ x: 60, y: 10, w: 10, h: 10 }))).toEqual(['b', 'a']);
  });

  test('says what changed, and nothing of what stayed', () => {
    const index = new SceneIndex();
    const a = item({ id: 'a' });
    const b = item({ id: 'b' });
    const c = item({ id: 'c' });
    index.update([a, b, c]);
    const moved = { ...b, x: 500 };
    const change = index.update([a, moved, c]);
    expect(change.before).toEqual([b]);
    expect(change.after).toEqual([moved]);
    expect(index.get('b')?.x).toBe(500);
  });

  test('an item brought to the front is one change', () => {
    const index = new SceneIndex();
    const [a, b, c] = [item({ id: 'a' }), item({ id: 'b' }), item({ id: 'c' })];
    index.update([a, b, c]);
    expect(ids(index.update([b, c, a]).after)).toEqual(['a']);
    expect(index.orderOf('a')).toBe(2);
  });

  test('an item that went is found no more', () => {
    const index = new SceneIndex();
    const [a, b] = [item({ id: 'a' }), item({ id: 'b' })];
    index.update([a, b]);
    expect(ids(index.update([a]).before)).toEqual(['b']);
    expect(ids(index.query({ x: 0, y: 0, w: 10, h: 10 }))).toEqual(['a']);
  });

  test('after random changes it finds what a plain search finds', () => {
    withSeeds([11], 20, (random) => {
      const index = new SceneIndex();
      let items: SceneItem[] = [];
      let made = 0;
      const place = () => ({ x: random() * 4000, y: random() * 4000, w: 20 + random() * 300, h: 20 + random() * 300, rotation: random() * 360 });
      for (let round = 0; round < 12; round++) {
        items = items.filter(() => random() > 0.2).map((one) => (random() < 0.3 ? { ...one, ...place() } : one));
        for (let i = random() * 60; i > 0; i--) items.push(item({ id: `r${made++}`, ...place() }));
        index.update(items);
        const rect = { x: random() * 4000, y: random() * 4000, w: random() * 1500, h: random() * 1500 };
        expect(ids(index.query(rect))).toEqual(ids(items.filter((one) => intersects(bounds(one), rect))));
      }
    });
  });
});
