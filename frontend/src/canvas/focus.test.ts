import { describe, expect, test } from 'vitest';
import { focusable, nextItem, spoken } from './focus';
import type { SceneFace, SceneItem } from './scene';
import { item, picture } from './testing/testCanvas';
import { withSeeds } from './testing/random';

const face = (more: Partial<SceneFace> = {}): SceneFace => ({
  title: 'Run', progress: 0.4, daysLeft: 12, reached: false, status: '', nextAction: '', hue: 0, ...more,
});

describe('focus', () => {
  test('at most so many, the nearest, the focused one among them', () => {
    const items = Array.from({ length: 500 }, (_, i) => item({ id: `i${i}`, x: i * 200 }));
    const near = focusable(items, null, { x: 0, y: 50 }, 10);
    expect(near.map((one) => one.id)).toEqual(items.slice(0, 10).map((one) => one.id));
    const held = focusable(items, 'i300', { x: 0, y: 50 }, 10);
    expect(held.some((one) => one.id === 'i300')).toBe(true);
    expect(held.some((one) => one.id === 'i0')).toBe(false);
  });

  test('every item can be reached with one arrow', () => {
    withSeeds([9], 40, (random) => {
      const items = Array.from({ length: 1 + Math.floor(random() * 60) }, (_, i) =>
        item({ id: `i${i}`, x: random() * 2000, y: random() * 2000, w: 20 + random() * 200, h: 20 + random() * 200 }),
      );
      const seen = new Set<string>();
      let at: SceneItem | null = nextItem(items, null, 'right');
      for (let i = 0; i < items.length && at; i++) {
        seen.add(at.id);
        at = nextItem(items, at.id, 'right');
      }
      expect(seen.size).toBe(items.length);
      expect(nextItem(items, nextItem(items, 'i0', 'right')?.id ?? '', 'left')?.id).toBe('i0');
    });
  });

  test('up and down go to what lies that way, or stay', () => {
    const items = [item({ id: 'a' }), item({ id: 'b', x: 10, y: 300 }), item({ id: 'c', x: 900, y: 200 })];
    expect(nextItem(items, 'a', 'down')?.id).toBe('b');
    expect(nextItem(items, 'b', 'up')?.id).toBe('a');
    expect(nextItem(items, 'a', 'up')?.id).toBe('a');
    expect(nextItem([], null, 'down')).toBeNull();
  });
});

describe('names', () => {
  test.each([
    [picture({ text: 'The lake' }), 'img', 'Picture: The lake'],
    [picture({ picture: { id: 'p', width: 1, height: 1, colour: '', animated: false, name: 'by_the_water.JPG' } }), 'img', 'Picture: by the water'],
    [picture(), 'img', 'Picture: without a name'],
    [picture({ face: face() }), 'img', 'Goal: Run, 40%, 12 days left'],
    [picture({ face: face({ reached: true }) }), 'img', 'Goal: Run, reached'],
    [item({ kind: 'card', face: face({ progress: null, daysLeft: 0 }) }), 'article', 'Goal: Run, due today'],
    [item({ kind: 'card', face: face({ what: 'Be kind' }) }), 'article', 'Aspiration: Be kind'],
    [item({ kind: 'card' }), 'article', 'Empty card'],
    [item({ text: ' Call Anna ' }), 'note', 'Note: Call Anna'],
    [item({ kind: 'word', text: 'Begin' }), 'note', 'Word: Begin'],
    [item({ kind: 'text' }), 'note', 'Empty text'],
    [item({ kind: 'motif', style: { motif: 'lamp' } }), 'img', 'Motif: lamp'],
    [item({ text: 'Move more', face: face() }), 'note', 'Note: Move more. Goal: Run, 40%, 12 days left'],
    [item({ text: 'Run ', face: face({ daysLeft: -1 }) }), 'note', 'Note: Run, a goal, 40%, 1 day past'],
    [item({ kind: 'word', text: 'Run', face: face({ reached: true }) }), 'note', 'Word: Run, a goal, reached'],
    [item({ kind: 'text', text: 'Run', face: face({ progress: null, daysLeft: null }) }), 'note', 'Text: Run, a goal'],
    [item({ kind: 'motif', style: { motif: 'lamp' }, face: face() }), 'img', 'Motif: lamp. Goal: Run, 40%, 12 days left'],
    [item({ text: 'Kind', face: face({ what: 'Be kind' }) }), 'note', 'Note: Kind'],
  ])('%#', (one, role, name) => {
    expect(spoken(one)).toEqual({ role, name });
  });
});
