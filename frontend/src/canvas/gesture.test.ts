import { describe, expect, test } from 'vitest';
import { item, picture, TestCanvas } from './testing/testCanvas';

const three = () =>
  new TestCanvas([item({ id: 'a' }), item({ id: 'b', x: 200 }), item({ id: 'c', x: 30, y: 30, z: 'd' })]);

describe('selecting', () => {
  test('a click takes the topmost item', () => {
    expect([...three().click(50, 50).selection]).toEqual(['c']);
    expect([...three().click(10, 10).selection]).toEqual(['a']);
  });

  test('Shift adds and takes away', () => {
    const canvas = three().click(10, 10).click(250, 50, { shift: true });
    expect([...canvas.selection].sort()).toEqual(['a', 'b']);
    expect([...canvas.click(10, 10, { shift: true }).selection]).toEqual(['b']);
  });

  test('a click on one of several narrows to it, on the bare board clears', () => {
    const canvas = three().select('a', 'b').click(10, 10);
    expect([...canvas.selection]).toEqual(['a']);
    expect(canvas.click(-300, -300).selection.size).toBe(0);
    expect(three().select('a').click(-300, -300, { shift: true }).selection.size).toBe(1);
  });

  test('a marquee takes what it touches, with Alt what it holds', () => {
    const canvas = three().pointerDown(-50, -50).pointerMove(210, 140);
    expect([...canvas.selection].sort()).toEqual(['a', 'b', 'c']);
    expect(canvas.marquee).toEqual({ x: -50, y: -50, w: 260, h: 190 });
    expect([...canvas.pointerMove(210, 140, { alt: true }).selection].sort()).toEqual(['a', 'c']);
    expect(canvas.pointerUp(210, 140).marquee).toBeNull();
  });

  test('a marquee with Shift adds; Escape gives back what was selected', () => {
    const canvas = three().select('b').pointerDown(-50, -50, { shift: true }).pointerMove(20, 20, { shift: true });
    expect([...canvas.selection].sort()).toEqual(['a', 'b']);
    expect([...canvas.key('Escape').selection]).toEqual(['b']);
  });

  test('a double click edits; on the bare board it names the place', () => {
    expect(three().click(10, 10).click(10, 10, { clicks: 2 }).edited).toBe('a');
    expect(three().click(-200, 5, { clicks: 2 }).last.blank).toEqual({ x: -200, y: 5 });
  });

  test('a click and then a drag at the same place is a drag', () => {
    const canvas = three().click(10, 10).pointerDown(10, 10, { clicks: 2 });
    expect(canvas.edited).toBeNull();
    canvas.pointerMove(40, 60, { clicks: 2, ctrl: true }).pointerUp(40, 60, { clicks: 2, ctrl: true });
    expect(canvas.edited).toBeNull();
    expect(canvas.get('a')).toMatchObject({ x: 30, y: 50 });
    const bare = three().pointerDown(-200, 5, { clicks: 2 }).pointerMove(-100, 50, { clicks: 2 });
    expect(bare.marquee).not.toBeNull();
    expect(bare.pointerUp(-100, 50, { clicks: 2 }).last.blank).toBeUndefined();
  });

  test('two clicks with Shift add and take away, they open nothing', () => {
    const canvas = three().click(10, 10, { shift: true }).click(10, 10, { shift: true, clicks: 2 });
    expect(canvas.edited).toBeNull();
    expect(canvas.selection.size).toBe(0);
  });

  test('the right button selects what it points at and asks for the menu', () => {
    const canvas = three().pointerDown(250, 50, { button: 2 });
    expect([...canvas.selection]).toEqual(['b']);
    expect(canvas.last.menu).toEqual({ x: 750, y: 450 });
  });
});

describe('moving', () => {
  test('nothing moves before three pixels', () => {
    const canvas = three().pointerDown(10, 10).pointerMove(12, 11);
    expect(canvas.draft).toBeNull();
    expect(canvas.pointerUp(12, 11).plans).toEqual([]);
  });

  test('the threshold is pixels of the screen, not of the board', () => {
    const canvas = three();
    canvas.camera = { x: 0, y: 0, zoom: 10 };
    expect(canvas.pointerDown(10, 10).pointerMove(10.4, 10).draft).not.toBeNull();
  });

  test('a drag is a draft; letting go is one plan', () => {
    const canvas = three().pointerDown(10, 10).pointerMove(400, 300, { ctrl: true });
    expect(canvas.shown('a')).toMatchObject({ x: 390, y: 290 });
    expect(canvas.get('a')).toMatchObject({ x: 0, y: 0 });
    canvas.pointerUp(400, 300);
    expect(canvas.get('a')).toMatchObject({ x: 390, y: 290 });
    expect(canvas.plans).toHaveLength(1);
    expect(canvas.draft).toBeNull();
  });

  test('all that is selected moves together', () => {
    const canvas = three().select('a', 'b').drag({ x: 10, y: 10 }, { x: 60, y: 510 }, { ctrl: true });
    expect(canvas.get('a')).toMatchObject({ x: 50, y: 500 });
    expect(canvas.get('b')).toMatchObject({ x: 250, y: 500 });
    expect(canvas.plans).toHaveLength(1);
  });

  test('Shift keeps to one axis', () => {
    const canvas = three().drag({ x: 10, y: 10 }, { x: 20, y: 510 });
    expect(canvas.get('a').y).not.toBe(0);
    const held = three().pointerDown(10, 10).pointerMove(25, 510, { shift: true, ctrl: true }).pointerUp(25, 510);
    expect(held.get('a')).toMatchObject({ x: 0, y: 500 });
  });

  test('Escape gives everything back and leaves no plan', () => {
    const canvas = three().pointerDown(10, 10).pointerMove(400, 300).key('Escape').pointerUp(400, 300);
    expect(canvas.get('a')).toMatchObject({ x: 0, y: 0 });
    expect(canvas.draft).toBeNull();
    expect(canvas.plans).toEqual([]);
  });

  test('back where it began is no plan', () => {
    const canvas = three().pointerDown(10, 10).pointerMove(60, 60, { ctrl: true }).pointerMove(10, 10, { ctrl: true }).pointerUp(10, 10);
    expect(canvas.plans).toEqual([]);
  });

  test('a move snaps to its neighbours and shows the line', () => {
    const canvas = new TestCanvas([item({ id: 'a' }), item({ id: 'b', x: 200, y: 300 })]);
    canvas.pointerDown(50, 50).pointerMove(254, 190);
    expect(canvas.shown('a').x).toBe(200);
    expect(canvas.guides).toContainEqual({ axis: 'x', at: 200, from: 140, to: 400 });
    expect(canvas.pointerMove(254, 190, { ctrl: true }).shown('a').x).toBe(204);
    expect(canvas.pointerUp(254, 190).guides).toEqual([]);
  });

  test('the wheel may turn during a drag', () => {
    const canvas = three().pointerDown(10, 10).pointerMove(300, 300, { ctrl: true });
    canvas.camera = { x: 100, y: 50, zoom: 2 };
    canvas.pointerMove(310, 310, { ctrl: true });
    expect(canvas.shown('a').x).toBeCloseTo(300);
  });
});

describe('resizing', () => {
  test('a note takes any shape, a picture keeps its own', () => {
    const note = three().select('a').dragHandle('se', 50, 20, { ctrl: true });
    expect(note.get('a')).toMatchObject({ x: 0, y: 0, w: 150, h: 120 });
    const photo = new TestCanvas([picture({ id: 'p' })]).select('p').dragHandle('se', 150, 20, { ctrl: true });
    expect(photo.get('p')).toMatchObject({ x: 0, y: 0, w: 450, h: 300 });
  });

  test('Shift turns that round', () => {
    const canvas = new TestCanvas([picture({ id: 'p' })]).select('p');
    const at = canvas.handle('se');
    canvas.pointerDown(at.x, at.y).pointerMove(at.x + 90, at.y, { shift: true, ctrl: true }).pointerUp(at.x + 90, at.y);
    expect(canvas.get('p')).toMatchObject({ w: 390, h: 200 });
  });

  test('Alt resizes from the centre', () => {
    const canvas = three().select('a').dragHandle('e', 30, 0, { alt: true, ctrl: true });
    expect(canvas.get('a')).toMatchObject({ x: -30, w: 160, y: 0, h: 100 });
  });

  test('a box never turns inside out', () => {
    const canvas = three().select('a').dragHandle('nw', 500, 500, { ctrl: true });
    expect(canvas.get('a')).toMatchObject({ x: 84, y: 84, w: 16, h: 16 });
  });

  test('several keep their shapes and places in the frame', () => {
    const canvas = new TestCanvas([item({ id: 'a' }), item({ id: 'b', x: 300, y: 100 })]).select('a', 'b').dragHandle('se', 400, 200, { ctrl: true });
    expect(canvas.get('a')).toMatchObject({ x: 0, y: 0, w: 200, h: 200 });
    expect(canvas.get('b')).toMatchObject({ x: 600, y: 200, w: 200, h: 200 });
  });

  test('a side of a picture snaps and takes the other along', () => {
    const canvas = new TestCanvas([picture({ id: 'p' }), item({ id: 'n', x: 453, y: 350 })]).select('p').dragHandle('se', 150, 100);
    expect(canvas.get('p')).toMatchObject({ w: 453, h: 302 });
  });

  test('a text takes the height that its lines need', () => {
    const canvas = new TestCanvas([item({ id: 't', kind: 'text', w: 200, h: 40 })]).select('t');
    canvas.heightOf = (one) => (one.w < 150 ? 80 : 40);
    canvas.dragHandle('e', -100, 0, { ctrl: true });
    expect(canvas.get('t')).toMatchObject({ x: 0, y: 0, w: 100, h: 80 });
  });
});

describe('turning', () => {
  test('the handle above turns about the centre', () => {
    const canvas = three().select('b');
    const from = canvas.handle('rotate');
    canvas.drag(from, { x: 250 + (50 - from.y), y: 50 });
    expect(canvas.get('b').rotation).toBe(90);
    expect(canvas.get('b')).toMatchObject({ x: 200, y: 0 });
  });

  test('Shift goes in steps of fifteen', () => {
    const canvas = three().select('b');
    const from = canvas.handle('rotate');
    const rad = ((41 - 90) * Math.PI) / 180;
    const to = { x: 250 + Math.cos(rad) * 90, y: 50 + Math.sin(rad) * 90 };
    canvas.pointerDown(from.x, from.y).pointerMove(to.x, to.y, { shift: true }).pointerUp(to.x, to.y);
    expect(canvas.get('b').rotation).toBe(45);
  });

  test('several turn about their common middle', () => {
    const canvas = new TestCanvas([item({ id: 'a' }), item({ id: 'b', x: 300 })]).select('a', 'b');
    const from = canvas.handle('rotate');
    canvas.drag(from, { x: 200 + (50 - from.y), y: 50 });
    expect(canvas.get('a').x).toBeCloseTo(150);
    expect(canvas.get('a').y).toBeCloseTo(-150);
    expect(canvas.get('b').rotation).toBe(90);
  });
});

describe('panning', () => {
  test.each([
    ['the middle button', { button: 1 }, 'select' as const],
    ['the hand tool', {}, 'hand' as const],
  ])('%s pans', (_name, held, tool) => {
    const canvas = three();
    canvas.tool = tool;
    canvas.pointerDown(10, 10, held);
    canvas.gesture.pointerMove({ x: 530, y: 410, button: 0, shift: false, alt: false, ctrl: false, clicks: 1 }, canvas.world);
    canvas.drag({ x: 10, y: 10 }, { x: 40, y: 10 }, held);
    expect(canvas.selection.size).toBe(0);
    expect(canvas.plans).toEqual([]);
  });

  test('Space and drag pan by what the hand went', () => {
    const canvas = three();
    canvas.gesture.space(true, canvas.world);
    const pointer = { button: 0, shift: false, alt: false, ctrl: false, clicks: 1 };
    canvas.gesture.pointerDown({ x: 500, y: 400, ...pointer }, canvas.world);
    expect(canvas.gesture.pointerMove({ x: 600, y: 380, ...pointer }, canvas.world).camera).toEqual({ x: -100, y: 20, zoom: 1 });
  });
});

describe('cursor', () => {
  test('says what a press would do', () => {
    const canvas = three();
    expect(canvas.pointerMove(10, 10).cursor).toBe('move');
    expect(canvas.pointerMove(-90, -90).cursor).toBe('default');
    canvas.select('b');
    expect(canvas.pointerMove(300, 100).cursor).toBe('nwse-resize');
    expect(canvas.pointerMove(300, 50).cursor).toBe('ew-resize');
  });
});
