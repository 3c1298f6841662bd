import { describe, expect, test } from 'vitest';
import { connected } from './connector';
import { item, TestCanvas } from './testing/testCanvas';

const grouped = () =>
  new TestCanvas([
    item({ id: 'a', style: { group: 'g' } }),
    item({ id: 'b', x: 200, style: { group: 'g' } }),
    item({ id: 'c', x: 400 }),
  ]);

describe('groups', () => {
  test('a click takes the group, Ctrl one of it, a double click goes into it', () => {
    expect([...grouped().click(50, 50).selection].sort()).toEqual(['a', 'b']);
    expect([...grouped().click(50, 50, { ctrl: true }).selection]).toEqual(['a']);
    const canvas = grouped().click(50, 50).click(50, 50, { clicks: 2 });
    expect([...canvas.selection]).toEqual(['a']);
    expect(canvas.edited).toBeNull();
    expect(canvas.click(50, 50, { clicks: 2 }).edited).toBe('a');
  });

  test('a marquee that touches one takes all of the group; they move together', () => {
    const canvas = grouped().pointerDown(-50, -50).pointerMove(10, 10).pointerUp(10, 10);
    expect([...canvas.selection].sort()).toEqual(['a', 'b']);
    canvas.drag({ x: 50, y: 50 }, { x: 80, y: 90 }, { ctrl: true });
    expect(canvas.get('b')).toMatchObject({ x: 230, y: 40 });
    expect(canvas.get('c')).toMatchObject({ x: 400, y: 0 });
  });

  test('Shift takes the whole group away again', () => {
    const canvas = grouped().click(50, 50).click(450, 50, { shift: true }).click(250, 50, { shift: true });
    expect([...canvas.selection]).toEqual(['c']);
  });
});

describe('locks', () => {
  const locked = () => new TestCanvas([item({ id: 'l', style: { locked: true } }), item({ id: 'c', x: 40, y: 200 })]);

  test('what is locked can be selected; a drag from it is a marquee', () => {
    expect([...locked().click(50, 50).selection]).toEqual(['l']);
    const canvas = locked().drag({ x: 50, y: 50 }, { x: 60, y: 220 });
    expect([...canvas.selection]).toEqual(['c']);
    expect(canvas.plans).toEqual([]);
  });

  test('keys and a move of several leave it where it is', () => {
    const canvas = locked().select('l', 'c').key('ArrowRight').key('Delete');
    expect(canvas.items.map((one) => one.id)).toEqual(['l']);
    expect(canvas.get('l').x).toBe(0);
    expect([...locked().key('a', { ctrl: true }).selection]).toEqual(['c']);
  });
});

describe('frames', () => {
  const framed = () =>
    new TestCanvas([
      item({ id: 'f', kind: 'frame', w: 400, h: 300, z: '0' }),
      item({ id: 'in', x: 100, y: 100, z: '1' }),
      item({ id: 'edge', x: 380, y: 100, z: '2' }),
    ]);

  test('a drag on its open ground is a marquee, on its title a move that takes its contents along', () => {
    const canvas = framed().drag({ x: 50, y: 250 }, { x: 150, y: 150 });
    expect([...canvas.selection]).toEqual(['in']);
    canvas.drag({ x: 30, y: 20 }, { x: 60, y: 60 }, { ctrl: true });
    expect(canvas.get('f')).toMatchObject({ x: 30, y: 40 });
    expect(canvas.get('in')).toMatchObject({ x: 130, y: 140 });
    expect(canvas.get('edge')).toMatchObject({ x: 380, y: 100 });
  });

  test('once it is selected its ground moves it too', () => {
    const canvas = framed().click(50, 250);
    expect([...canvas.selection]).toEqual(['f']);
    expect(canvas.drag({ x: 50, y: 250 }, { x: 60, y: 250 }, { ctrl: true }).get('in').x).toBe(110);
  });

  test('what lies in it is under the hand first, and goes with it when it is deleted', () => {
    expect([...framed().click(150, 150).selection]).toEqual(['in']);
    expect(framed().select('f').key('Delete').items.map((one) => one.id)).toEqual(['edge']);
  });
});

describe('connectors', () => {
  const joined = () => {
    const a = item({ id: 'a' });
    const b = item({ id: 'b', x: 300 });
    const get = (id: string) => [a, b].find((one) => one.id === id);
    const line = connected(item({ id: 'n', kind: 'connector', style: { from: 'a', to: 'b' }, z: 'z' }), get);
    return new TestCanvas([a, b, line]);
  };

  test('it runs from edge to edge and follows while its end is dragged', () => {
    const canvas = joined();
    expect(canvas.get('n').line).toMatchObject({ ax: 106, ay: 50, bx: 294, by: 50 });
    canvas.pointerDown(350, 50).pointerMove(350, 250, { ctrl: true });
    expect(canvas.shown('n').line?.by).toBeGreaterThan(150);
    canvas.pointerUp(350, 250, { ctrl: true });
    // It is not written: it is drawn from what it holds on to.
    expect(canvas.plans[0]).toMatchObject({ verb: 'patch', patches: [{ id: 'b', y: 200 }] });
  });

  test('it is taken by its line only, and its end goes to another thing', () => {
    const canvas = joined();
    canvas.items.push(item({ id: 'c', x: 300, y: 300 }));
    canvas.index.update([...canvas.items]);
    expect([...canvas.click(200, 52).selection]).toEqual(['n']);
    canvas.drag({ x: 294, y: 50 }, { x: 350, y: 350 });
    expect(canvas.plans.at(-1)).toMatchObject({ verb: 'patch', why: 'connect', patches: [{ id: 'n', to: 'c' }] });
  });

  test('the tool draws from one to another, or to a free point', () => {
    const canvas = joined();
    canvas.tool = 'connector';
    canvas.drag({ x: 50, y: 50 }, { x: 350, y: 50 });
    expect(canvas.plans.at(-1)).toMatchObject({ verb: 'connect', from: 'a', to: 'b' });
    canvas.drag({ x: 50, y: 50 }, { x: 50, y: 300 });
    expect(canvas.plans.at(-1)).toMatchObject({ verb: 'connect', from: 'a', to: null, line: { bx: 50, by: 300 } });
  });

  test('nudging one that holds on to both ends changes nothing', () => {
    expect(joined().select('n').key('ArrowRight').plans).toEqual([]);
  });
});

describe('copies', () => {
  test('Alt leaves the thing and gives a copy where the hand lets go', () => {
    const canvas = new TestCanvas([item({ id: 'a' })]).pointerDown(50, 50, { alt: true }).pointerMove(250, 50, { alt: true, ctrl: true });
    expect(canvas.last.copies).toBe(true);
    canvas.pointerUp(250, 50, { alt: true, ctrl: true });
    expect(canvas.plans).toEqual([{ verb: 'duplicate', ids: ['a'], dx: 200, dy: 0 }]);
    expect(canvas.get('a').x).toBe(0);
  });
});
