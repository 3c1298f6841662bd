import { describe, expect, it } from 'vitest';
import { blank, Forest } from './forest';
import { deeper, dropAt, higher, past, tops, type Plan } from './moves';
import { both, byState, byWords, foldedAtFirst, inSight, orderBy, rowsOf, wholePlan } from './rows';
import { all, go, kept, nothing, only, toggled, upTo } from './select';
import { forestOf, written } from './testing';

const small = (): Forest =>
  forestOf(`
* Write
  o Book
    - Outline
      - Acts
    - Draft
    - Print
    > First reader
      - Ask Mira
    > Printed
  o Blog
    - Post
* Sail
  o Course
o Alone
- Milk
`);

const carryOut = (forest: Forest, plan: Plan): string => {
  if ('why' in plan) return plan.why;
  for (const { id, parent, after } of plan.moves) forest.move(id, { parent, after });
  return written(forest, 'Book');
};

describe('rows', () => {
  it('walk the tree', () => {
    const rows = rowsOf(small(), wholePlan);
    expect(rows.map((row) => '.'.repeat(row.level - 1) + row.id)).toEqual([
      'Write', '.Book', '..Outline', '...Acts', '..Draft', '..Print', '..First reader', '...Ask Mira', '..Printed', '.Blog', '..Post', 'Sail', '.Course', 'Alone', 'Milk',
    ]);
    expect(rows[4]).toMatchObject({ id: 'Draft', at: 2, of: 5, holds: false, open: false });
  });

  it('fold, and look at one branch', () => {
    const forest = small();
    expect(rowsOf(forest, { ...wholePlan, closed: new Set(['Write', 'Sail']) }).map((row) => row.id)).toEqual(['Write', 'Sail', 'Alone', 'Milk']);
    expect(rowsOf(forest, { ...wholePlan, branch: 'First reader' })).toMatchObject([{ id: 'Ask Mira', level: 1 }]);
    expect(rowsOf(forest, { ...wholePlan, branch: 'gone' })).toHaveLength(15);
  });

  it('show what is looked for with what it stands in, unfolded', () => {
    const rows = rowsOf(small(), { ...wholePlan, closed: new Set(['Write']), wanted: byWords('MÍra') });
    expect(rows.map((row) => [row.id, row.faint])).toEqual([['Write', true], ['Book', true], ['First reader', true], ['Ask Mira', false]]);
    expect(byWords('  ')).toBeNull();
  });

  it('sort siblings of a kind, tasks before milestones', () => {
    const forest = small();
    forest.patch('Print', { due: '2026-01-01' });
    forest.patch('Printed', { due: '2025-01-01' });
    const rows = rowsOf(forest, { ...wholePlan, branch: 'Book', closed: new Set(['Outline', 'First reader']), order: orderBy('due') });
    expect(rows.map((row) => row.id)).toEqual(['Print', 'Outline', 'Draft', 'Printed', 'First reader']);
  });

  it('show what is late, or waits, or could be begun', () => {
    const forest = small();
    forest.patch('Draft', { due: '2026-11-20' });
    forest.patch('Print', { due: '2026-11-20', done: true });
    forest.patch('Post', { begins: '2026-12-01', waiting: true });
    const found = (only: Parameters<typeof byState>[0], words = ''): string[] =>
      rowsOf(forest, { ...wholePlan, wanted: both(byState(only, '2026-11-22'), byWords(words)) }).filter((row) => !row.faint).map((row) => row.id);
    expect(found('late')).toEqual(['Draft']);
    expect(found('dated', 'p')).toEqual(['Print']);
    expect(found('waiting')).toEqual(['Post']);
    expect(found('ready')).toEqual(['Outline', 'Acts', 'Draft', 'Ask Mira', 'Milk']);
    expect(both(byState('all', ''), byWords(''))).toBeNull();
  });

  it('ten thousand are walked in no time, and only those in sight are shown', () => {
    const forest = new Forest();
    for (let g = 0; g < 200; g++) {
      if (g % 20 === 0) forest.add(blank(`a${g}`, 'aspiration'), '');
      forest.add(blank(`g${g}`, 'goal', `Goal ${g}`), `a${g - (g % 20)}`);
      for (let t = 0; t < 50; t++) forest.add(blank(`t${g}-${t}`, 'task', `Task ${t} of ${g}`), `g${g}`);
    }
    rowsOf(forest, wholePlan);
    const began = performance.now();
    expect(rowsOf(forest, wholePlan)).toHaveLength(10_210);
    expect(performance.now() - began).toBeLessThan(100);
    expect(foldedAtFirst(forest).size).toBe(200);
    expect(inSight(3200, 640, 32, 10_210)).toEqual({ from: 92, to: 128 });
    expect(inSight(0, 640, 32, 3)).toEqual({ from: 0, to: 3 });
  });
});

describe('moves', () => {
  it('Tab puts tasks into the one before them, together', () => {
    const forest = small();
    expect(carryOut(forest, deeper(forest, ['Draft', 'Print']))).toBe('Outline\n  Acts\n  Draft\n  Print\nFirst reader\n  Ask Mira\nPrinted\n');
  });

  it.each([
    ['Outline', 'There is nothing above it to put it into.'],
    ['Printed', 'A milestone cannot stand inside a milestone.'],
    ['Blog', 'A goal cannot stand inside a goal.'],
  ])('Tab leaves %s where it is and says why', (id, why) => expect(deeper(small(), [id])).toEqual({ why }));

  it('Shift+Tab puts a sub-task behind its task, and a task of a milestone behind those of the goal', () => {
    let forest = small();
    expect(carryOut(forest, higher(forest, ['Acts']))).toBe('Outline\nActs\nDraft\nPrint\nFirst reader\n  Ask Mira\nPrinted\n');
    forest = small();
    expect(carryOut(forest, higher(forest, ['Ask Mira']))).toBe('Outline\n  Acts\nDraft\nPrint\nAsk Mira\nFirst reader\nPrinted\n');
  });

  it.each([['Draft', 'A task stands in its goal: it cannot stand beside it.'], ['Course', 'A goal goes elsewhere with Move, or by dragging it.'], ['Sail', 'An aspiration is at the top already.']])('Shift+Tab leaves %s', (id, why) =>
    expect(higher(small(), [id])).toEqual({ why }));

  it('Alt and an arrow goes past the neighbour, and on into the next milestone', () => {
    let forest = small();
    expect(carryOut(forest, past(forest, ['Outline', 'Draft'], 1))).toBe('Print\nOutline\n  Acts\nDraft\nFirst reader\n  Ask Mira\nPrinted\n');
    forest = small();
    expect(carryOut(forest, past(forest, ['Print'], -1))).toBe('Outline\n  Acts\nPrint\nDraft\nFirst reader\n  Ask Mira\nPrinted\n');
    forest = small();
    expect(carryOut(forest, past(forest, ['Ask Mira'], 1))).toBe('Outline\n  Acts\nDraft\nPrint\nFirst reader\nPrinted\n  Ask Mira\n');
    expect(past(small(), ['Write'], -1)).toEqual({ why: 'It is the first one already.' });
  });

  it('what goes along with one above it is not moved for itself', () => {
    const forest = small();
    expect(tops(forest, ['Outline', 'Acts', 'Draft'])).toEqual(['Outline', 'Draft']);
  });
});

describe('a drop', () => {
  const forest = small();
  const rows = rowsOf(forest, wholePlan);
  const at = (id: string): number => rows.findIndex((row) => row.id === id);
  it.each([
    ['between two tasks', 'Print', 'Draft', 3, { parent: 'Book', after: 'Outline' }],
    ['deeper, into the one above', 'Print', 'Draft', 9, { parent: 'Acts', after: '' }],
    ['behind a sub-task', 'Print', 'Draft', 4, { parent: 'Outline', after: 'Acts' }],
    ['at the end of a milestone', 'Draft', 'Printed', 4, { parent: 'First reader', after: 'Ask Mira' }],
    ['first in a goal', 'Draft', 'Outline', 1, { parent: 'Book', after: '' }],
    ['not into a milestone, for a milestone', 'Printed', 'Ask Mira', 4, null],
    ['behind the goals of an aspiration', 'Course', 'Sail', 2, { parent: 'Write', after: 'Blog' }],
    ['out of its aspiration', 'Course', 'Milk', 1, { parent: '', after: 'Alone' }],
    ['out of its goal', 'Draft', 'Milk', 1, { parent: '', after: '' }],
  ])('%s', (_name, dragged, above, level, place) => expect(dropAt(forest, rows, [dragged], at(above), level)?.place ?? null).toEqual(place));

  it('never into itself', () => {
    expect(dropAt(forest, rows, ['Outline'], at('Acts'), 9)).toBeNull();
    expect(dropAt(forest, rows, ['Outline', 'Book'], 3, 2)).toBeNull();
  });

  it('never makes a cycle, wherever it falls', () => {
    for (const { id } of rows)
      for (let gap = 0; gap <= rows.length; gap++)
        for (let level = 1; level < 6; level++) {
          const drop = dropAt(forest, rows, [id], gap, level);
          if (drop?.place.parent) expect(forest.isWithin(drop.place.parent, id)).toBe(false);
        }
  });
});

describe('the forest', () => {
  it('gives a new node its own id everywhere', () => {
    const forest = small();
    forest.insert(blank('new', 'task', 'New'), { parent: 'Book', after: 'Draft' });
    forest.insert(blank('sub', 'task', 'Sub'), { parent: 'new', after: '' });
    forest.rename('new', 'T9');
    expect(forest.childrenOf('Book')).toEqual(['Outline', 'Draft', 'T9', 'Print', 'First reader', 'Printed']);
    expect(forest.pathTo('sub')).toEqual(['Write', 'Book', 'T9']);
  });

  it('removes a branch', () => {
    const forest = small();
    forest.remove('Book');
    expect([forest.get('Acts'), forest.childrenOf('Write')]).toEqual([undefined, ['Blog']]);
  });

  it('takes what Go says of a branch, and keeps what is being typed in it', () => {
    const forest = small();
    forest.insert({ ...blank('new', 'task'), fresh: true }, { parent: 'Book', after: 'Draft' });
    const said = [['Book', 'goal', 'Write'], ['Draft', 'task', 'Book'], ['Fonts', 'task', 'Draft'], ['Post', 'task', 'Book'], ['Printed', 'milestone', 'Book']] as const;
    const nodes = said.map(([id, kind, parent]) => ({ node: blank(id, kind, `${id}!`), parent }));
    expect(forest.graft(nodes, (id) => id === 'new')).toBe(true);
    expect(written(forest, 'Write')).toBe('Book\n  Draft\n    Fonts\n  new\n  Post\n  Printed\nBlog\n');
    expect([forest.get('Book')?.title, forest.get('Acts')]).toEqual(['Book!', undefined]);
    expect(forest.graft([{ node: blank('Book', 'goal'), parent: 'Sail' }], () => false)).toBe(false);
    expect(forest.graft([], () => false)).toBe(false);
  });

  it('knows one under its new id, whoever speaks first', () => {
    const forest = small();
    forest.insert(blank('new', 'task'), { parent: 'Book', after: 'Draft' });
    forest.add(blank('T9', 'task', 'T9'), 'Book');
    forest.rename('new', 'T9');
    expect(forest.childrenOf('Book').filter((id) => id === 'T9')).toHaveLength(1);
  });
});

describe('what is chosen', () => {
  const keys = ['a', 'b', 'c', 'd'];
  it('grows and shrinks with Shift, and takes single ones with Ctrl', () => {
    let selection = go(keys, only('b'), 2, true);
    expect([...selection.chosen]).toEqual(['b', 'c']);
    selection = upTo(keys, selection, 'a');
    expect([[...selection.chosen], selection.cursor]).toEqual([['a', 'b'], 'a']);
    selection = toggled(selection, 'd');
    expect([...selection.chosen]).toEqual(['a', 'b', 'd']);
    expect([...toggled(selection, 'd').chosen]).toEqual(['a', 'b']);
    expect(all(keys, selection).chosen.size).toBe(4);
    expect(go([], nothing, 0)).toEqual(nothing);
  });

  it('stays near where it was when rows go', () => {
    expect(kept(['a', 'c'], only('b'), 1).cursor).toBe('c');
    expect(kept([], only('b'), 1)).toEqual(nothing);
    expect([...kept(['a', 'c'], { cursor: 'c', anchor: 'b', chosen: new Set(['b', 'c']) }, 1).chosen]).toEqual(['c']);
  });
});
