import { describe, expect, test } from 'vitest';
import { fitted, windowMargins } from './camera';
import { boundsOfAll } from './geometry';
import { fitAll } from './keys';
import { item, picture, TestCanvas } from './testing/testCanvas';

const board = () => new TestCanvas([item({ id: 'a' }), item({ id: 'b', x: 300 }), picture({ id: 'p', y: 400 })]);

describe('keys', () => {
  test('arrows nudge by one and ten, and follow each other as one step', () => {
    const canvas = board().select('a').key('ArrowRight').key('ArrowDown', { shift: true });
    expect(canvas.get('a')).toMatchObject({ x: 1, y: 10 });
    const bursts = canvas.plans.map((plan) => (plan.verb === 'patch' ? plan.burst : ''));
    expect(bursts[0]).toBe(bursts[1]);
    expect(bursts[0]).not.toBe('');
  });

  test('with nothing selected, or with Ctrl, they walk', () => {
    const canvas = board().key('ArrowRight');
    expect(canvas.focused).toBe('a');
    expect(canvas.key('ArrowRight').focused).toBe('b');
    expect(canvas.select('b').key('ArrowDown', { ctrl: true }).focused).toBe('p');
    expect(canvas.plans).toEqual([]);
  });

  test('Space selects what has the focus, Enter opens it, Escape lets go', () => {
    const canvas = board().key('ArrowRight').key(' ');
    expect([...canvas.selection]).toEqual(['a']);
    expect(canvas.key('Enter').edited).toBe('a');
    expect(canvas.key('Escape').selection.size).toBe(0);
  });

  test.each([
    ['Delete', {}, 'delete'],
    ['Backspace', {}, 'delete'],
    ['d', { ctrl: true }, 'duplicate'],
    [']', {}, 'reorder'],
    ['{', { shift: true }, 'reorder'],
  ])('%s is one plan', (key, held, verb) => {
    const canvas = board().select('a', 'b').key(key, held);
    expect(canvas.plans.map((plan) => plan.verb)).toEqual([verb]);
    expect(board().key(key, held).plans).toEqual([]);
  });

  test('Alt and arrows change the size; a picture keeps its shape', () => {
    expect(board().select('a').key('ArrowRight', { alt: true, shift: true }).get('a')).toMatchObject({ x: 0, w: 110, h: 100 });
    const grown = board().select('p').key('ArrowRight', { alt: true, shift: true }).get('p');
    expect(grown.w).toBeCloseTo(310);
    expect(grown.h).toBeCloseTo(310 / 1.5);
  });

  test('comma and full stop turn', () => {
    expect(board().select('a').key('.').get('a').rotation).toBe(1);
    expect(board().select('a').key('>', { shift: true }).get('a').rotation).toBe(15);
    expect(board().select('a').key(',').get('a').rotation).toBe(-1);
  });

  test('zoom keys fly, and fit shows everything', () => {
    expect(board().key('+').camera.zoom).toBe(1.25);
    const all = board().key('!', { shift: true });
    expect(all.camera).toEqual(fitted({ x: 0, y: 0, w: 400, h: 600 }, all.world.view, windowMargins));
    const one = board().select('b').key('@', { shift: true });
    expect(one.camera).toMatchObject({ x: 350, zoom: 2 });
    // In the room that the title and the bars leave, not in the whole window.
    expect(one.camera.y).toBeCloseTo(50 + (windowMargins.bottom - windowMargins.top) / 2 / 2);
  });

  test('what is not ours is left to others', () => {
    expect(board().select('a').key('z', { ctrl: true }).last.taken).toBeUndefined();
    expect(board().key('Escape').last.taken).toBeUndefined();
  });

  test('a verb is for what has the focus, where that is not selected, and selects it', () => {
    const canvas = board().select('b').key('ArrowLeft', { ctrl: true });
    expect(canvas.focused).toBe('a');
    canvas.key(']').key('.');
    expect(canvas.plans).toMatchObject([{ verb: 'reorder', ids: ['a'] }, { verb: 'patch', patches: [{ id: 'a' }] }]);
    expect([...canvas.selection]).toEqual(['a']);
    canvas.key('Delete');
    expect(canvas.plans[2]).toEqual({ verb: 'delete', ids: ['a'] });
  });

  test('what has the focus among others that are selected takes them with it', () => {
    const canvas = board().key('ArrowRight').select('a', 'b').key('d', { ctrl: true });
    expect(canvas.plans).toMatchObject([{ verb: 'duplicate', ids: ['a', 'b'] }]);
  });

  test('everything is shown within the room that the bars leave', () => {
    const canvas = board();
    const margins = { side: 10, top: 200, bottom: 300 };
    const step = fitAll({ ...canvas.world, margins });
    expect(step).toMatchObject({ whole: true, flight: fitted(boundsOfAll(canvas.items), canvas.view, margins) });
  });
});
