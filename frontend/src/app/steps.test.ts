// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Place } from './router.svelte';
import { Router } from './router.svelte';
import { placesOf, Steps } from './steps';

it.each<[string, string[], Place | undefined]>([
  ['a finished review', ['review', 'task', 'win'], 'review'],
  ['a note', ['item'], 'board'],
  ['a goal made of a picture', ['goal', 'item'], 'board'],
  ['a ticked task', ['task'], 'plan'],
  ['a time to be reminded', ['reminder'], 'library'],
  ['nothing', [], undefined],
])('%s is at home', (_what, kinds, place) => expect(placesOf(kinds)[0]).toBe(place));

describe('undo', () => {
  let state = { undo: '', redo: '', operation: 0, kinds: [] as string[] };
  const step = { label: 'Finish the review', skipped: [], rows: [], done: true };
  const undo = vi.fn(async () => step);
  const undoOne = vi.fn(async (_operation: number) => step);
  let router: Router;
  let steps: Steps;

  beforeEach(() => {
    vi.clearAllMocks();
    Object.assign(window, { go: { api: { Library: { UndoState: async () => state, Undo: undo, UndoOperation: undoOne } } } });
    state = { undo: 'Finish the review', redo: '', operation: 7, kinds: ['review', 'task'] };
    router = new Router(() => undefined);
    steps = new Steps(router);
    steps.arrived();
  });
  afterEach(() => Reflect.deleteProperty(window, 'go'));

  it('takes a step back that is in sight', async () => {
    router.go('review');
    await steps.undo();
    expect(undo).toHaveBeenCalledOnce();
  });

  it('names a step that lies elsewhere, and goes there when asked twice', async () => {
    await steps.undo();
    expect(undo).not.toHaveBeenCalled();
    expect(undoOne).not.toHaveBeenCalled();
    expect(router.route.place).toBe('board');
    await steps.undo();
    expect(undoOne).toHaveBeenCalledExactlyOnceWith(7);
    expect(router.route.place).toBe('review');
  });

  it('asks anew for another step', async () => {
    await steps.undo();
    state = { ...state, operation: 6 };
    await steps.undo();
    expect(undoOne).not.toHaveBeenCalled();
  });

  it('takes a step back that was made here, whatever it touched', async () => {
    await steps.undo();
    undoOne.mockClear();
    state = { ...state, operation: 8 };
    await steps.undo();
    expect(undo).toHaveBeenCalledOnce();
  });
});
