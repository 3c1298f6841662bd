// Runs the bench: what `make bench` calls after everything is built. `bench.js quick` tries it with small sizes,
// `bench.js [quick] PART...` measures only some parts.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Desktop } from '../../e2e/support/desktop';
import { run } from '../../e2e/support/process';
import { restingAgent } from './agent';
import { measureCanvas, type CanvasRun } from './canvas';
import { measureBackup, measureSearch, measureStore } from './gotests';
import { drawImages } from './images';
import { measureImport } from './import';
import { load, readMachine } from './machine';
import { amounts, placeOf } from './place';
import { measurePlan } from './plan';
import { write } from './report';
import { Rows } from './rows';
import { measureStart } from './start';
import { measureWallpaper } from './wallpaper';

const parts = process.argv.slice(2).filter((word) => word !== 'quick');
const amount = process.argv.includes('quick') ? amounts.quick : amounts.full;
const root = process.cwd();
const work = mkdtempSync(join(tmpdir(), 'northboard-bench-'));
const place = placeOf(root, work);
const rows = new Rows();
const loads: Record<string, number> = {};
const began = new Date();

async function part(name: string, measure: () => Promise<void>): Promise<void> {
  if (parts.length > 0 && !parts.includes(name)) return;
  loads[name] = load();
  console.log(`== ${name} (load ${load().toFixed(1)})`);
  const from = Date.now();
  try {
    await measure();
  } catch (error) {
    // One part that cannot run here must not take the others' numbers along.
    rows.skip(`${name}: ${String(error).split('\n')[0]}`);
    if (process.env.BENCH_VERBOSE) console.error(error);
  }
  console.log(`== ${name}: ${Math.round((Date.now() - from) / 1000)} s`);
}

let desktop: Desktop | undefined;
try {
  const machine = await readMachine();
  const version = (await run('git', ['-C', root, 'describe', '--tags', '--always', '--dirty']).catch(() => 'dev')).trim();
  console.log('== the pictures of the scene');
  await drawImages(place);
  const screen = (desktop = await Desktop.start({ screen: '1600x1000' }));
  let canvas: CanvasRun[] = [];
  await part('store', () => measureStore(place, amount, rows));
  await part('backup', () => measureBackup(place, amount, rows));
  await part('plan', () => measurePlan(place, amount, rows));
  await part('search', () => measureSearch(place, amount, rows));
  await part('start', () => measureStart(place, screen, amount, rows));
  await part('canvas', async () => void (canvas = await measureCanvas(place, screen, amount, rows)));
  // The agent rests while processor time is measured, which it cannot lengthen.
  let agent: ((to: Rows) => Promise<void>) | undefined;
  await part('agent', async () => void (agent = await restingAgent(place, screen, amount)));
  await part('import', () => measureImport(place, amount, rows));
  if (agent) await agent(rows).catch((error: unknown) => rows.skip(`agent: ${String(error)}`));
  await part('wallpaper', () => measureWallpaper(place, screen, amount, rows));
  write(place, { began, version, machine, amount, loads, canvas }, rows);
  console.log(`\nWritten: ${join(place.out, 'benchmarks.md')} and benchmarks.json, ${Math.round((Date.now() - began.getTime()) / 1000)} s`);
  for (const skipped of rows.skipped) console.log(`SKIPPED: ${skipped}`);
} finally {
  await desktop?.stop();
  rmSync(work, { recursive: true, force: true });
}
