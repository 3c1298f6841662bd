// A page for looking at the painter, never shipped: everything it can draw, in the theme and the part that the address
// asks for (?theme=dark&part=motifs). Pictures come from the development server under /photo/<name>.

import '@fontsource-variable/inter';
import '@fontsource-variable/newsreader';
import '@fontsource-variable/caveat';
import { fitted, project } from './camera';
import { fontsToLoad } from './faces';
import { boundsOfAll } from './geometry';
import { Gesture } from './gesture';
import { Painter } from './painter';
import { pixelsOf } from './paint/picture';
import { PictureStore } from './pictures';
import { Renderer } from './renderer';
import { applyPatches, motifNames, papers, type ItemStyle, type Scene, type SceneFace, type SceneItem } from './scene';
import type { Step } from './step';
import { contextOf, type Surface } from './surface';
import { Wheel } from './wheel';

const address = new URLSearchParams(location.search);
const theme = address.get('theme') === 'dark' ? 'dark' : 'light';
const part = address.get('part') ?? 'board';
const photos = (address.get('photos') ?? '').split(',').filter(Boolean);
const zoom = Number(address.get('zoom') ?? 0);

let count = 0;
function item(kind: SceneItem['kind'], x: number, y: number, w: number, h: number, text = '', style: ItemStyle = {}, more: Partial<SceneItem> = {}): SceneItem {
  const id = `i${count++}`;
  return { id, kind, x, y, w, h, rotation: 0, z: id, text, style, ...more };
}

function face(title: string, progress: number | null, daysLeft: number | null, more: Partial<SceneFace> = {}): SceneFace {
  return { title, progress, daysLeft, reached: false, status: '', nextAction: '', hue: 5, ...more };
}

function photo(i: number, x: number, y: number, w: number, h: number, more: Partial<SceneItem> = {}): SceneItem {
  const name = photos[i % Math.max(1, photos.length)] ?? 'none.jpg';
  const picture = { id: name, width: 1200, height: 800, colour: '#8a97a5', animated: false };
  return item('picture', x, y, w, h, '', {}, { picture, ...more });
}

function motifs(): SceneItem[] {
  return motifNames.flatMap((motif, i) => [
    item('motif', (i % 6) * 220, Math.floor(i / 6) * 220, 190, 190, '', { motif, hue: (i * 3 + 5) % 8 }),
    item('motif', (i % 6) * 220, 460 + Math.floor(i / 6) * 220, 190, 190, '', { motif, hue: (i * 3 + 5) % 8, look: 'bare' }),
  ]);
}

function words(): SceneItem[] {
  const all = ['Courage', 'Make it kind', 'Begin', 'Slow mornings, deep work', 'Freiheit', 'شجاعة', '静かな力', 'Lead'];
  return all.flatMap((word, i) => [
    item('word', (i % 4) * 330, Math.floor(i / 4) * 250, 300, 220, word, { hue: i }),
    item('word', (i % 4) * 330, 520 + Math.floor(i / 4) * 250, 300, 220, word, { hue: i, look: i % 2 ? 'wash' : 'bare' }),
  ]);
}

function notes(): SceneItem[] {
  const texts = [
    'Call Anna about the mentoring circle',
    '- Portfolio page\n- Two case studies\n- Ask Ben to read them before Friday, he sees what I miss',
    'What would I do if I were not afraid?',
    'A note with a very long word: Donaudampfschifffahrtsgesellschaftskapitän, and more text than the paper has room for, so that it has to grow smaller and smaller, and at last it ends where the paper ends and nothing is lost because it is all still there',
    'اسأل عن الدورة الجديدة قبل نهاية الشهر',
    'Read 20 pages every evening',
  ];
  return papers.map((paper, i) =>
    item('note', (i % 3) * 260, Math.floor(i / 3) * 260, 220, 220, texts[i], { paper }, { rotation: [0, -3, 2, 0, 4, -2][i] }),
  );
}

function cards(): SceneItem[] {
  return [
    item('card', 0, 0, 300, 210, '', {}, { face: face('Give a talk at PyCon', 0.4, 12, { why: 'To be heard beyond my own team', nextAction: 'Write the abstract in one page', hue: 5 }) }),
    item('card', 330, 0, 300, 210, '', {}, { face: face('Learn Spanish to B2, so that I can work from Valencia', 0.72, 2, { nextAction: 'Book the Tuesday lesson', hue: 1 }) }),
    item('card', 660, 0, 300, 150, '', {}, { face: face('Finish the data course', 1, null, { reached: true, hue: 3 }) }),
    item('card', 0, 240, 300, 120, '', {}, { face: face('Run a half marathon', null, 200, { hue: 0 }) }),
    item('card', 330, 240, 300, 220, '', {}, { face: face('', null, null, { what: 'Become a designer people trust', why: 'Because good tools gave me my confidence, and I want to hand that on.', hue: 6 }) }),
    item('card', 660, 190, 300, 170, '', {}, { face: face('', null, null, { what: 'Live near the sea', why: 'Light, wind, long walks.', hue: 4 }) }),
    item('card', 0, 390, 300, 100, ''),
  ];
}

function goals(): SceneItem[] {
  return [
    photo(0, 0, 0, 420, 280, { face: face('Hike the Dolomites with Clara', 0.4, 12) }),
    photo(1, 450, 0, 300, 280, { face: face('Save for a year of study', 0.85, 0) }),
    photo(2, 780, 0, 200, 280, { face: face('Finished the portfolio', 1, null, { reached: true }), rotation: 3 }),
    photo(3, 0, 310, 420, 280, { face: face('Publish three essays about what I have learnt in ten years of building things', null, 96) }),
    photo(4, 450, 310, 160, 120, { face: face('Small one', 0.3, -3), rotation: -8 }),
    photo(5, 450, 450, 300, 140, {}),
    item('picture', 780, 310, 200, 130, '', {}, { picture: { id: 'missing.jpg', width: 900, height: 600, colour: '#b9c2cc', animated: false } }),
    item('picture', 780, 460, 200, 130, '', {}, { picture: { id: 'white', width: 900, height: 600, colour: '#ffffff', animated: false }, face: face('White picture', 0.5, 30) }),
  ];
}

function board(): SceneItem[] {
  return [
    photo(0, 0, 0, 430, 290, { face: face('Hike the Dolomites with Clara', 0.4, 12) }),
    item('word', 450, 0, 270, 180, 'Courage', { hue: 5 }),
    item('motif', 740, 0, 180, 180, '', { motif: 'mountain', hue: 4 }),
    item('note', 956, 10, 200, 190, 'Call Anna about the mentoring circle', { paper: 'butter' }, { rotation: 3 }),
    photo(1, 450, 200, 300, 220),
    item('card', 770, 220, 300, 205, '', {}, { face: face('Give a talk at PyCon', 0.4, 12, { why: 'To be heard beyond my own team', nextAction: 'Write the abstract in one page', hue: 5 }) }),
    photo(2, 0, 310, 210, 300, { rotation: -2, face: face('Finished the portfolio', 1, null, { reached: true }) }),
    item('card', 230, 440, 300, 190, '', {}, { face: face('', null, null, { what: 'Become a designer people trust', why: 'Because good tools gave me my confidence.', hue: 6 }) }),
    item('text', 550, 446, 330, 40, 'What I want this year', { face: 'serif', size: 30 }),
    item('text', 550, 490, 330, 90, '- fewer meetings, more making\n- one public thing every month\n- Spanish with Clara, out loud', { size: 16 }),
    item('note', 900, 450, 190, 180, 'What would I do if I were not afraid?', { paper: 'sky' }, { rotation: -2 }),
    item('motif', 1100, 230, 150, 150, '', { motif: 'lamp', hue: 7 }),
    item('word', 1110, 400, 150, 230, 'Begin', { hue: 2, look: 'wash' }),
  ];
}

const parts: Record<string, () => SceneItem[]> = { board, motifs, words, notes, cards, goals };

/** Very many items under the real renderer, with hands: ?part=live&count=5000. The page's `board` is for measuring. */
function live(canvas: HTMLCanvasElement): void {
  const total = Number(address.get('count') ?? 200);
  const across = Math.ceil(Math.sqrt(total * 1.4));
  const kinds = [photo, photo, photo].map((make, i) => (n: number, x: number, y: number) => make(n * 3 + i, x, y, 220, 150));
  const others = (n: number, x: number, y: number): SceneItem[] => [
    item('note', x, y, 180, 150, `Note ${n} with a few words`, { paper: papers[n % 6] }, { rotation: (n % 7) - 3 }),
    item('word', x, y, 220, 150, 'Courage', { hue: n % 8 }),
    item('motif', x, y, 150, 150, '', { motif: motifNames[n % 12], hue: n % 8 }),
    item('card', x, y, 220, 150, '', {}, { face: face(`Goal number ${n}`, (n % 10) / 10, n % 40) }),
  ];
  let items = Array.from({ length: total }, (_, n): SceneItem => {
    const x = (n % across) * 250;
    const y = Math.floor(n / across) * 180;
    const own = others(n, x, y)[n % 10];
    return own ?? (kinds[n % 3] ?? kinds[0]!)(n, x, y);
  });
  const pictures = new PictureStore({ address: (id, tier) => `/photo/${id}?w=${tier}` });
  const renderer = new Renderer(canvas, { pictures });
  renderer.observe();
  const gesture = new Gesture();
  const wheel = new Wheel();
  let selection: ReadonlySet<string> = new Set();
  const show = () => renderer.setScene({ items, background: { kind: 'paper', value: '' }, theme });
  const world = () => ({ index: renderer.index, camera: renderer.camera, view: renderer.view, selection, focused: null, tool: 'select' as const });
  const take = (step: Step) => {
    if (step.selection) selection = step.selection;
    if (step.camera) renderer.setCamera(step.camera);
    if (step.cursor) canvas.style.cursor = step.cursor;
    if (step.plan?.verb === 'patch') {
      items = applyPatches(items, step.plan.patches);
      show();
    }
    if (step.draft !== undefined) renderer.setDraft(step.draft);
  };
  const pointer = (e: PointerEvent) => ({ x: e.offsetX, y: e.offsetY, button: e.button, shift: e.shiftKey, alt: e.altKey, ctrl: e.ctrlKey, clicks: e.detail });
  canvas.addEventListener('pointerdown', (e) => take(gesture.pointerDown(pointer(e), world())));
  canvas.addEventListener('pointermove', (e) => take(gesture.pointerMove(pointer(e), world())));
  canvas.addEventListener('pointerup', (e) => take(gesture.pointerUp(pointer(e), world())));
  canvas.addEventListener(
    'wheel',
    (e) => {
      e.preventDefault();
      const input = { x: e.offsetX, y: e.offsetY, dx: e.deltaX, dy: e.deltaY, mode: e.deltaMode, ctrl: e.ctrlKey, shift: e.shiftKey, time: e.timeStamp };
      renderer.setCamera(wheel.turn(renderer.camera, renderer.view, input));
    },
    { passive: false },
  );
  show();
  renderer.setCamera(fitted(boundsOfAll(items), renderer.view, 40));
  Object.assign(window, { board: { renderer, pictures, items: () => items } });
  document.title = 'painted live';
}

async function start(): Promise<void> {
  await Promise.all(fontsToLoad.map((font) => document.fonts.load(font)));
  const stage = document.querySelector('canvas');
  if (part === 'live' && stage) return live(stage);
  const scene: Scene = { items: (parts[part] ?? board)(), background: { kind: 'paper', value: address.get('paper') ?? '' }, theme };
  const canvas = document.querySelector('canvas');
  if (!canvas) return;
  const view = { w: innerWidth, h: innerHeight };
  let camera = fitted(boundsOfAll(scene.items), view, 40);
  if (zoom) camera = { ...camera, zoom };
  const projection = project(camera, view, devicePixelRatio);
  canvas.width = projection.width;
  canvas.height = projection.height;
  const ctx = contextOf(canvas as unknown as Surface, true);
  const pictures = new PictureStore({ address: (id) => `/photo/${id}`, retryAfter: 50 });
  const wants = scene.items.flatMap((one) => (one.picture ? [{ picture: one.picture, pixels: pixelsOf(one, one.picture, projection.scale) }] : []));
  await pictures.load(wants);
  const painter = new Painter();
  const before = performance.now();
  painter.paint(ctx, scene, projection, pictures);
  document.title = `painted in ${(performance.now() - before).toFixed(1)} ms`;
}

start().catch((error: unknown) => {
  document.title = `failed: ${String(error)}`;
});
