import { describe, expect, test } from 'vitest';
import { cursorOf, frameOf, handleAt, handlePoint, handlesOf, inMarquee, itemAt, itemsAt } from './hit';
import { SceneIndex } from './index';
import { item } from './testing/testCanvas';

function indexOf(...items: ReturnType<typeof item>[]): SceneIndex {
  const index = new SceneIndex();
  index.update(items);
  return index;
}

describe('hit', () => {
  test('the topmost wins; a turned item is hit where it is drawn', () => {
    const index = indexOf(item({ id: 'low', w: 300, h: 300 }), item({ id: 'top', x: 100, y: 100, w: 100, h: 10, rotation: 45 }));
    expect(itemAt(index, { x: 150, y: 105 })?.id).toBe('top');
    expect(itemAt(index, { x: 110, y: 101 })?.id).toBe('low');
    expect(itemsAt(index, { x: 150, y: 105 }).map((one) => one.id)).toEqual(['top', 'low']);
    expect(itemAt(index, { x: -50, y: 0 })).toBeNull();
  });

  test('slack helps with what is small', () => {
    const index = indexOf(item({ id: 'dot', w: 2, h: 2 }));
    expect(itemAt(index, { x: 5, y: 1 })).toBeNull();
    expect(itemAt(index, { x: 5, y: 1 }, 4)?.id).toBe('dot');
  });

  test('a marquee touches turned items by their shape', () => {
    const index = indexOf(item({ id: 'a', w: 100, h: 10, rotation: 45 }));
    expect(inMarquee(index, { x: 75, y: -30, w: 6, h: 6 }, 'touches')).toEqual([]);
    expect(inMarquee(index, { x: 0, y: -60, w: 100, h: 130 }, 'contains')).toHaveLength(1);
  });

  test('one item lends its frame, several share an upright one', () => {
    expect(frameOf([])).toBeNull();
    expect(frameOf([item({ rotation: 30 })])).toMatchObject({ rotation: 30 });
    expect(frameOf([item({ rotation: 90 }), item({ x: 200 })])).toEqual({ x: 0, y: 0, w: 300, h: 100, rotation: 0 });
  });

  test('handles turn with the frame and keep their size on screen', () => {
    const frame = { x: 0, y: 0, w: 200, h: 100, rotation: 90 };
    expect(handlePoint(frame, 'e', 1)).toEqual({ x: 100, y: 150 });
    expect(handleAt(frame, { x: 100, y: 156 }, 1)).toBe('e');
    expect(handleAt(frame, { x: 100, y: 156 }, 4)).toBeNull();
    expect(handleAt(frame, handlePoint(frame, 'rotate', 4), 4)).toBe('rotate');
    expect(handleAt(frame, { x: 100, y: 50 }, 1)).toBeNull();
  });

  test('a side can be taken anywhere along it', () => {
    const frame = { x: 0, y: 0, w: 200, h: 100, rotation: 0 };
    expect(handleAt(frame, { x: 60, y: -3 }, 1)).toBe('n');
    expect(handleAt(frame, { x: 203, y: 30 }, 1)).toBe('e');
  });

  test('what is small on screen keeps one corner only', () => {
    expect(handlesOf({ x: 0, y: 0, w: 100, h: 100, rotation: 0 }, 0.1)).toEqual(['se', 'rotate']);
    expect(handlesOf({ x: 0, y: 0, w: 24, h: 100, rotation: 0 }, 1)).not.toContain('n');
  });

  test.each([
    ['e', 0, 'ew-resize'],
    ['e', 90, 'ns-resize'],
    ['nw', 0, 'nwse-resize'],
    ['nw', 45, 'ns-resize'],
    ['ne', -90, 'nwse-resize'],
    ['rotate', 10, 'grab'],
  ] as const)('the cursor of %s turned by %i is %s', (handle, rotation, cursor) => {
    expect(cursorOf(handle, rotation)).toBe(cursor);
  });
});
