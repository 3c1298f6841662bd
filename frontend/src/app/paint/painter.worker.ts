// Paints away from the page's thread: fonts, pictures, paint, PNG, and over to Go. Promises only: in a hidden window
// frames never come.

import { DirectDecoder } from '../../canvas/decoder';
import { Painter } from '../../canvas/painter';
import { PictureStore } from '../../canvas/pictures';
import { paintPrepared, prepare } from '../../canvas/wallpaper/paint';
import type { PaintJob, PaintTimes } from '../../backend/types';
import { loadFonts } from './fonts';
import type { PaintNews, PaintOrder } from './messages';

const scope = self as unknown as DedicatedWorkerGlobalScope;

class Refusal extends Error {}

scope.onmessage = (event: MessageEvent<PaintOrder>) => {
  const say = (news: PaintNews) => scope.postMessage(news);
  paintAll(event.data).then(
    (times) => say({ kind: 'done', times }),
    (reason: unknown) =>
      say({ kind: 'failed', sentence: reason instanceof Refusal ? reason.message : '', detail: String((reason as Error).stack ?? reason) }),
  );
};

async function paintAll(order: PaintOrder): Promise<PaintTimes> {
  const times: PaintTimes = { fonts: 0, pictures: 0, paint: 0, encode: 0, send: 0 };
  const clocked = async <T>(part: keyof PaintTimes, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    times[part] += performance.now() - began;
    return result;
  };
  const failed = await clocked('fonts', () => loadFonts(order.fonts, scope.fonts));
  if (failed.length > 0) throw new Error(`fonts that could not be loaded: ${failed.join('; ')}`);
  const painter = new Painter();
  // Large enough that the pictures of one wallpaper are held at once.
  const pictures = new PictureStore({
    decoder: new DirectDecoder(),
    budget: 1024 * 1024 * 1024,
    address: (id, tier) => new URL(`/picture/${id}?w=${tier}`, order.base).href,
  });
  for (let number = 0; number < order.jobs.length; number++) {
    const job = order.jobs[number];
    if (!job) continue;
    const ready = await clocked('pictures', () => prepare(order.subject, { w: job.width, h: job.height }, painter, pictures));
    for (const { x, y, w, h } of piecesOf(job)) {
      const began = performance.now();
      const surface = paintPrepared(ready, { x, y, w, h }, painter, pictures);
      times.paint += performance.now() - began;
      // An array buffer, never a Blob: that crashes WebKitGTK's asset handler.
      const bytes = await clocked('encode', async () => (await surface.convertToBlob({ type: 'image/png' })).arrayBuffer());
      await clocked('send', () => send(order.base, number, x, y, bytes));
    }
  }
  pictures.close();
  return times;
}

function* piecesOf(job: PaintJob): Generator<{ x: number; y: number; w: number; h: number }> {
  const side = job.tile > 0 ? job.tile : Math.max(job.width, job.height);
  for (let y = 0; y < job.height; y += side) {
    for (let x = 0; x < job.width; x += side) yield { x, y, w: Math.min(side, job.width - x), h: Math.min(side, job.height - y) };
  }
}

async function send(base: string, job: number, x: number, y: number, bytes: ArrayBuffer): Promise<void> {
  const answer = await fetch(new URL(`/painted?job=${job}&x=${x}&y=${y}`, base), { method: 'POST', body: bytes });
  if (answer.ok) return;
  const said = (await answer.json()) as { sentence?: string };
  throw new Refusal(said.sentence ?? `the answer was ${answer.status}`);
}
