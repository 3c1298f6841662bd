import { beforeAll, describe, expect, test, vi } from 'vitest';
import { project } from './camera';
import { Painter } from './painter';
import { noPictures, type PictureSource } from './pictures';
import { itemKinds, motifNames, type Scene, type SceneFace, type SceneItem } from './scene';
import { eightEach, fakeSurface, recorder, type Recorder } from './testing/recorder';
import { item, picture } from './testing/testCanvas';

const view = { w: 800, h: 600 };
const face = (more: Partial<SceneFace> = {}): SceneFace => ({
  title: 'Run', progress: 0.4, daysLeft: 12, reached: false, status: '', nextAction: 'Buy shoes', hue: 2, ...more,
});

function painted(items: readonly SceneItem[], zoom = 1, pictures: PictureSource = noPictures, theme: Scene['theme'] = 'light'): Recorder {
  const out = recorder();
  const scene: Scene = { items, background: { kind: 'paper', value: '' }, theme };
  new Painter({ surface: fakeSurface, measure: eightEach }).paint(out.ctx, scene, project({ x: 0, y: 0, zoom }, view, 1), pictures);
  return out;
}

const bitmap = { width: 128, height: 96 } as ImageBitmap;
const loaded: PictureSource = { bitmap: () => bitmap, broken: () => false };

beforeAll(() => {
  vi.stubGlobal('Path2D', class {});
});

describe('painter', () => {
  test('the background comes first, then the items in their order', () => {
    const out = painted([item({ id: 'a', text: 'first' }), item({ id: 'b', text: 'second' })]);
    expect(out.calls.findIndex((call) => call.name === 'fillRect')).toBeLessThan(out.calls.findIndex((call) => call.name === 'fillText'));
    expect(out.texts()).toEqual(['first', 'second']);
  });

  test('what lies outside is not painted', () => {
    expect(painted([item({ x: 5000, text: 'far' })]).texts()).toEqual([]);
  });

  test('text under four pixels is left out', () => {
    const note = item({ kind: 'text', text: 'hello', style: { size: 20 } });
    expect(painted([note], 0.21).texts()).toEqual(['hello']);
    expect(painted([note], 0.19).texts()).toEqual([]);
  });

  test('a text has a soft edge in the colour of the board, drawn before its letters', () => {
    const { calls } = painted([item({ kind: 'text', text: 'hello', style: { size: 20 } })]);
    const edge = calls.findIndex((call) => call.name === 'strokeText' && call.args[0] === 'hello');
    expect(edge).toBeGreaterThan(-1);
    expect(edge).toBeLessThan(calls.findIndex((call) => call.name === 'fillText'));
  });

  test('a picture is rounded from forty pixels on', () => {
    expect(painted([picture()], 1, loaded).names()).toContain('clip');
    expect(painted([picture()], 0.12, loaded).names()).not.toContain('clip');
  });

  test('until it has come, a picture is its mean colour', () => {
    const out = painted([picture({ picture: { id: 'x', width: 3, height: 2, colour: '#123456', animated: false } })]);
    expect(out.calls.some((call) => call.name === 'fillRect' && call.fill === '#123456')).toBe(true);
  });

  test('a box of another shape shows the middle of the picture', () => {
    const out = painted([picture({ w: 100, h: 300 })], 1, loaded);
    const call = out.calls.filter((one) => one.name === 'drawImage' && one.args[0] === bitmap)[0];
    expect(call?.args.slice(1)).toEqual([48, 0, 32, 96, 0, 0, 100, 300]);
  });

  test('the picture is asked for at the size it has on the screen', () => {
    const asked: number[] = [];
    painted([picture({ w: 150, h: 100 })], 4, { bitmap: (_picture, pixels) => (asked.push(pixels), null), broken: () => false });
    expect(asked).toEqual([600]);
  });

  test('a goal on a picture says title, progress and days', () => {
    expect(painted([picture({ face: face() })], 1, loaded).texts()).toEqual(['Run', '40%', '12 days left']);
    expect(painted([picture({ face: face({ reached: true }) })], 1, loaded).texts()).toEqual(['Run', 'Reached']);
    expect(painted([picture({ face: face({ progress: null, daysLeft: 1 }) })], 1, loaded).texts()).toEqual(['Run', '1 day left']);
  });

  test.each([
    ['note', {}], ['word', {}], ['text', {}], ['motif', { look: 'bare' }], ['motif', { look: 'wash' }],
  ] as const)('a goal on a %s with %o shows too', (kind, style) => {
    const one = (more: Partial<SceneFace>, text = 'Move') => painted([item({ kind, style, text, w: 400, h: 300, face: face(more) })]).texts().join(' ');
    for (const said of ['Run', '40%', '12 days left']) expect(one({})).toContain(said);
    expect(one({ reached: true })).toContain('Reached');
    expect(one({ progress: null, daysLeft: null }, 'Run')).toMatch(kind === 'motif' ? /Run/u : /Goal/u);
  });

  test('a note keeps its text clear of the goal at its foot', () => {
    const text = 'word '.repeat(60).trim();
    const lowest = (note: SceneItem) => Math.max(...painted([note]).calls.filter((call) => call.name === 'fillText' && String(call.args[0]).includes('word')).map((call) => Number(call.args[2])));
    const bare = item({ text, w: 200, h: 200 });
    expect(lowest({ ...bare, face: face() })).toBeLessThan(lowest(bare) - 10);
    expect(lowest({ ...bare, face: face() })).toBeLessThan(170);
  });

  test('a card says what comes next; a reached one no longer', () => {
    const card = (more: Partial<SceneFace>) => item({ kind: 'card', w: 300, h: 210, face: face(more) });
    expect(painted([card({ why: 'For health' })]).texts().sort()).toEqual(['12 days left', '40%', 'Buy shoes', 'For health', 'Run']);
    expect(painted([card({ reached: true })]).texts().sort()).toEqual(['Reached', 'Run']);
    expect(painted([item({ kind: 'card', w: 300, h: 210, face: face({ what: 'Be kind' }) })]).texts()).toEqual(['Be kind']);
  });

  test('the text that is being edited is not painted beneath the editor', () => {
    const out = recorder();
    const note = item({ id: 'n', text: 'hello' });
    const scene: Scene = { items: [note], background: { kind: 'paper', value: '' }, theme: 'light' };
    const painter = new Painter({ surface: fakeSurface, measure: eightEach });
    painter.items(out.ctx, scene, [note], project({ x: 0, y: 0, zoom: 1 }, view, 1), noPictures, { editing: 'n', hidden: null, swift: false });
    expect(out.texts()).toEqual([]);
    expect(out.names()).toContain('fill');
  });

  test('the editor stands where the text was painted', () => {
    const painter = new Painter({ surface: fakeSurface, measure: eightEach });
    const scene: Scene = { items: [], background: { kind: 'colour', value: '#101010' }, theme: 'light' };
    expect(painter.dress(scene, item({ text: 'hi', w: 200, h: 200 }))).toMatchObject({ x: 16, y: 16, w: 168, h: 168 });
    const text = item({ kind: 'text', text: 'one two', w: 200, style: { size: 20 } });
    expect(painter.dress(scene, text)).toMatchObject({ x: 0, y: 0, w: 200, lineHeight: 28, colour: '#f6f2ea' });
    expect(painter.heightOf(text)).toBe(28);
    expect(painter.heightOf(item({ h: 123 }))).toBe(123);
    expect(painter.dress(scene, picture())).toBeNull();
  });

  test('every kind and motif paints in both themes, at any size', () => {
    const all = [
      ...itemKinds.map((kind) => item({ kind, text: 'Some words', w: 260, h: 180, rotation: 5 })),
      ...motifNames.map((motif) => item({ kind: 'motif', style: { motif, look: 'bare' } })),
      item({ kind: 'card', w: 3, h: 2, face: face() }),
      picture({ w: 1, h: 1, face: face() }),
      picture({ face: face({ progress: 7, title: '' }), w: 4000, h: 20 }),
    ];
    for (const theme of ['light', 'dark'] as const) {
      for (const zoom of [0.02, 1, 16]) {
        const out = painted(all, zoom, loaded, theme);
        for (const call of out.calls) {
          for (const arg of call.args) if (typeof arg === 'number') expect(Number.isFinite(arg), `${call.name} at ${zoom}`).toBe(true);
        }
      }
    }
  });

  test('the same input is the same painting', () => {
    const items = [item({ text: 'a b c', rotation: 3 }), picture({ face: face() })];
    expect(painted(items).calls.map(({ name, args }) => [name, ...args.filter((arg) => typeof arg !== 'object')])).toEqual(
      painted(items).calls.map(({ name, args }) => [name, ...args.filter((arg) => typeof arg !== 'object')]),
    );
  });
});
