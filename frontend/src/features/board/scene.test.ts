import { describe, expect, it } from 'vitest';
import type { BoardContents, BoardItem, GoalFace } from '../../backend/types';
import { SceneMaker } from './scene';

const item = (id: string, more: Partial<BoardItem> = {}): BoardItem => ({
  id, boardId: 'b', kind: 'note', x: 0, y: 0, w: 100, h: 100, rotation: 0, z: id, pictureId: '', goalId: '', aspirationId: '',
  text: 'x', style: {}, created: 0, updated: 0, ...more,
});

const goal = (id: string, progress: number | undefined): GoalFace => ({
  id, title: `Goal ${id}`, why: '', progress, daysLeft: undefined, due: '', status: 'moving', statusText: '', nextActionId: '',
  nextAction: '', reached: false, measure: 'none', unit: '', start: 0, target: undefined, latest: undefined, stepsTotal: 0,
  stepsDone: 0, hue: 0, aspirationIds: [], state: 'open', begins: '', horizon: '', commitment: 0, wish: false, towardId: '',
  smart: { s: false, m: false, a: false, r: false, t: false, sHint: '', mHint: '', aHint: '', rHint: '', tHint: '' },
});

const contents = (items: BoardItem[], more: Partial<BoardContents> = {}): BoardContents => ({
  board: { id: 'b', title: 'B', archived: false, background: { kind: 'paper', value: '' }, created: 0, updated: 0 },
  items, pictures: [], goals: [], aspirations: [], camera: { x: 0, y: 0, zoom: 0 }, ...more,
});

describe('SceneMaker', () => {
  it('keeps an item the same object until one of its parts changes', () => {
    const maker = new SceneMaker();
    const a = item('a', { goalId: 'g' });
    const b = item('b');
    const first = maker.make(contents([a, b], { goals: [goal('g', 0.2)] }), 'light');
    const second = maker.make(contents([a, b], { goals: [goal('g', 0.6)] }), 'light');
    expect(second.items[1]).toBe(first.items[1]);
    expect(second.items[0]).not.toBe(first.items[0]);
    expect(second.items[0]?.face?.progress).toBe(0.6);
  });

  it('lets a word card say what its aspiration says now', () => {
    const words = item('w', { kind: 'word', aspirationId: 's', text: 'as it was' });
    const scene = new SceneMaker().make(
      contents([words], { aspirations: [{ id: 's', what: 'as it is', why: '', hue: 3, northStar: true }] }),
      'dark',
    );
    expect(scene.items[0]).toMatchObject({ text: 'as it is', style: { hue: 3 } });
    expect(scene.items[0]?.face).toBeUndefined();
    expect(scene.theme).toBe('dark');
  });

  it('shows a goal without a measure as such', () => {
    const scene = new SceneMaker().make(contents([item('a', { goalId: 'g' })], { goals: [goal('g', undefined)] }), 'light');
    expect(scene.items[0]?.face?.progress).toBeNull();
    expect(scene.items[0]?.face?.daysLeft).toBeNull();
  });
});
