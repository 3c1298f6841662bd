import { describe, expect, test } from 'vitest';
import { aligned, alignments, distributed, tidied } from './align';
import { inspected, typed } from './inspect';
import { intersects, union } from './geometry';
import { levelled, packedAs, packings, colourOrder } from './pack';
import { applyPatches, type ItemPatch, type SceneItem } from './scene';
import { snapMove } from './snap';
import { item, picture } from './testing/testCanvas';
import { seeded } from './testing/random';

const three = (): SceneItem[] => [item({ id: 'a', x: 0, y: 0 }), item({ id: 'b', x: 130, y: 40, w: 50, h: 60 }), item({ id: 'c', x: 300, y: 10 })];
const after = (items: readonly SceneItem[], patches: readonly ItemPatch[]) => new Map(applyPatches(items, patches).map((one) => [one.id, one]));

describe('lining up', () => {
  test.each(alignments)('%s: all share it, and doing it twice is doing it once', (how) => {
    const items = three();
    const once = [...after(items, aligned(items, how)).values()];
    const at = (one: SceneItem) => ({ left: one.x, centre: one.x + one.w / 2, right: one.x + one.w, top: one.y, middle: one.y + one.h / 2, bottom: one.y + one.h })[how];
    for (const one of once) expect(at(one)).toBeCloseTo(at(once[0] ?? one), 6);
    expect(aligned(once, how)).toEqual([]);
  });

  test('a group moves as one, and what is locked is what others line up with', () => {
    const items = [item({ id: 'a', x: 50, style: { group: 'g' } }), item({ id: 'b', x: 200, style: { group: 'g' } }), item({ id: 'l', x: 500, style: { locked: true } })];
    expect(aligned(items, 'left')).toEqual([{ id: 'a', x: 500, y: 0 }, { id: 'b', x: 650, y: 0 }]);
  });

  test('equal gaps: the first and the last stay', () => {
    const items = three();
    const b = after(items, distributed(items, 'x')).get('b');
    expect(b?.x).toBe(175);
    expect(distributed(items.slice(0, 2), 'x')).toEqual([]);
  });

  test('tidying leaves nothing over anything else, whatever lay there', () => {
    const random = seeded(7);
    for (let round = 0; round < 40; round++) {
      const items = Array.from({ length: 2 + Math.floor(random() * 14) }, (_, i) =>
        item({ id: `i${i}`, x: random() * 900, y: random() * 700, w: 40 + random() * 160, h: 40 + random() * 160 }));
      const done = [...after(items, tidied(items)).values()];
      for (const one of done) for (const other of done) if (one !== other) expect(intersects(one, other)).toBe(false);
    }
  });
});

describe('equal gaps while dragging', () => {
  const row = [{ x: 0, y: 0, w: 100, h: 100 }, { x: 140, y: 0, w: 100, h: 100 }];

  test('a gap that two others have is repeated', () => {
    const snap = snapMove({ x: 283, y: 30, w: 70, h: 50 }, row, 6);
    expect(snap.dx).toBe(-3);
    expect(snap.guides.filter((guide) => guide.gap)).toMatchObject([{ axis: 'y', from: 100, to: 140 }, { axis: 'y', from: 240, to: 280 }]);
  });

  test('the middle between two is found', () => {
    const snap = snapMove({ x: 226, y: 30, w: 50, h: 30 }, [{ x: 0, y: 0, w: 100, h: 100 }, { x: 400, y: 0, w: 100, h: 100 }], 6);
    expect(snap.dx).toBe(-1);
  });
});

describe('packing', () => {
  const many = (): SceneItem[] => {
    const random = seeded(3);
    return Array.from({ length: 17 }, (_, i) => picture({ id: `p${i}`, x: random() * 900, y: random() * 900, w: 80 + random() * 300, h: 80 + random() * 300, rotation: i % 3 ? 0 : 12 }));
  };

  test.each(packings)('%s: nothing lies over anything else, all stands straight', (how) => {
    const items = many();
    const done = [...after(items, packedAs(items, how, 16 / 9)).values()];
    for (const one of done) {
      expect(one.rotation).toBe(0);
      const inner = { x: one.x + 1e-6, y: one.y + 1e-6, w: one.w - 2e-6, h: one.h - 2e-6 };
      for (const other of done) if (one !== other) expect(intersects(inner, other)).toBe(false);
    }
  });

  test('without gaps it is exactly of the shape that was asked for, and full', () => {
    const items = many();
    const done = [...after(items, packedAs(items, 'gapless', 2)).values()];
    const all = union(done);
    expect((all?.w ?? 0) / (all?.h ?? 1)).toBeCloseTo(2, 6);
    expect(done.reduce((sum, one) => sum + one.w * one.h, 0)).toBeCloseTo((all?.w ?? 0) * (all?.h ?? 0), 0);
  });

  test.each(['height', 'width', 'area'] as const)('the same %s, each in its own shape and about its middle', (by) => {
    const items = many();
    const done = after(items, levelled(items, by));
    const measure = (one: SceneItem) => (by === 'height' ? one.h : by === 'width' ? one.w : one.w * one.h);
    for (const was of items) {
      const is = done.get(was.id) ?? was;
      expect(measure(is)).toBeCloseTo(measure(done.get('p0') ?? is), 4);
      expect(is.w / is.h).toBeCloseTo(was.w / was.h, 6);
      expect(is.x + is.w / 2).toBeCloseTo(was.x + was.w / 2, 6);
    }
  });

  test('the order that is given is the order of reading', () => {
    const items = many().reverse();
    const order = packedAs(items, 'collage', 1.5, true).map((patch) => patch.id);
    expect(order).toEqual(items.map((one) => one.id));
  });

  test('colours go round from red, and greys come last', () => {
    const order = ['#808080', '#0000ff', '#00ff00', '#ff0000', '#101010'].sort((a, b) => colourOrder(a) - colourOrder(b));
    expect(order).toEqual(['#ff0000', '#00ff00', '#0000ff', '#101010', '#808080']);
  });
});

describe('typed figures', () => {
  test('a width of a picture takes its height along; a note has its own', () => {
    expect(typed([picture({ id: 'p' })], 'w', 600)).toEqual([{ id: 'p', w: 600, h: 400 }]);
    expect(typed([item({ id: 'n' })], 'w', 250)).toEqual([{ id: 'n', w: 250, h: 100 }]);
    expect(typed([item({ id: 'n' })], 'h', 1)).toEqual([{ id: 'n', w: 100, h: 16 }]);
  });

  test('several have one place and one size, and no angle', () => {
    const items = [item({ id: 'a' }), item({ id: 'b', x: 100 })];
    expect(inspected(items)).toEqual({ x: 0, y: 0, w: 200, h: 100, rotation: null });
    expect(typed(items, 'x', 50)).toEqual([{ id: 'a', x: 50 }, { id: 'b', x: 150 }]);
    expect(typed(items, 'w', 400)).toMatchObject([{ id: 'a', w: 200, h: 200 }, { id: 'b', x: 200, w: 200 }]);
    expect(typed([item({ id: 'n' })], 'rotation', 33.5)).toMatchObject([{ id: 'n', rotation: 33.5 }]);
    expect(inspected([item({ style: { locked: true } })])).toBeNull();
  });
});
