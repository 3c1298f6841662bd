// The board against its peers: the same scene and the same motions in a window of the system's web view and in Chromium.

import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import type { Desktop } from '../../e2e/support/desktop';
import { until } from '../../e2e/support/process';
import type { EngineName, Found, Job } from '../pages/main';
import { mean, median, program, quantile, type Amount, type Place } from './place';
import type { Rows } from './rows';

const engines: readonly EngineName[] = ['Northboard', 'Excalidraw', 'Konva'];
const within = 120_000;
// Without the limit Chromium draws as often as it can: what a frame costs shows, not when the screen is refreshed.
const chromiumArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-frame-rate-limit', '--disable-gpu-vsync',
];

function foundIn(text: string): Found {
  const result = JSON.parse(text) as Found | { failed: string };
  if ('failed' in result) throw new Error(result.failed);
  return result;
}

async function inWebKit(place: Place, desktop: Desktop, job: Job): Promise<Found> {
  const window = desktop.start(program(place, 'window'), ['-pages', place.pages, '-images', place.images, '-job', JSON.stringify(job)]);
  try {
    return foundIn(await until(`${job.engine} in WebKitGTK`, () => /^\{"(engine|failed)".*$/m.exec(window.output())?.[0], within));
  } finally {
    await window.stop();
  }
}

const types: Record<string, string> = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.jpg': 'image/jpeg', '.woff2': 'font/woff2',
};

function serve(place: Place, job: Job, done: (text: string) => void): Server {
  return createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://bench').pathname);
    if (path === '/job') return void response.setHeader('Content-Type', 'application/json').end(JSON.stringify(job));
    if (path === '/result') {
      let body = '';
      request.on('data', (data) => (body += String(data)));
      request.on('end', () => {
        response.end();
        done(body);
      });
      return;
    }
    const file = path.startsWith('/images/') ? join(place.images, path.slice('/images/'.length)) : join(place.pages, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
}

async function inChromium(place: Place, job: Job): Promise<Found> {
  let text = '';
  const server = serve(place, job, (said) => (text = said));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: chromiumArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
    await page.goto(`http://127.0.0.1:${port}/`);
    return foundIn(await until(`${job.engine} in Chromium`, () => text, within));
  } finally {
    await browser.close();
    server.close();
  }
}

export interface CanvasRun {
  readonly browser: 'WebKitGTK' | 'Chromium';
  readonly found: Found;
}

export async function measureCanvas(place: Place, desktop: Desktop, amount: Amount, rows: Rows): Promise<CanvasRun[]> {
  const runs: CanvasRun[] = [];
  for (const browser of ['WebKitGTK', 'Chromium'] as const) {
    for (const items of amount.sizes) {
      const all: Found[] = [];
      for (const engine of engines) {
        const job: Job = { engine, items, ...amount.lasting };
        try {
          all.push(browser === 'WebKitGTK' ? await inWebKit(place, desktop, job) : await inChromium(place, job));
        } catch (error) {
          rows.skip(`${engine} with ${items} items in ${browser}: ${String(error).split('\n')[0]}`);
          if (process.env.BENCH_VERBOSE) console.error(error);
        }
      }
      for (const found of all) runs.push({ browser, found });
      compare(browser, all, rows);
    }
  }
  return runs;
}

function compare(browser: string, all: readonly Found[], rows: Rows): void {
  const ours = all.find((found) => found.engine === 'Northboard');
  if (!ours) return;
  for (const motion of ours.motions) {
    for (const peer of all) {
      const theirs = peer === ours ? undefined : peer.motions.find((one) => one.name === motion.name);
      if (!theirs) continue;
      const shared = { group: 'canvas', unit: 'ms/frame', peer: `${peer.engine} ${peer.version}`, engine: browser, size: `${ours.items} items` } as const;
      rows.add({ ...shared, name: `${motion.name}, median`, value: median(motion.frames), peerValue: median(theirs.frames) });
      rows.add({ ...shared, name: `${motion.name}, mean`, value: mean(motion.frames), peerValue: mean(theirs.frames) });
      rows.add({ ...shared, name: `${motion.name}, p95`, value: quantile(motion.frames, 0.95), peerValue: quantile(theirs.frames, 0.95) });
    }
  }
}
