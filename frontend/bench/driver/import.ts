// Import of 12-megapixel photographs: five sizes of each, in processor time and peak memory.

import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../../e2e/support/process';
import { figure, goBenchmarks } from './gotests';
import { median, program, type Amount, type Place } from './place';
import type { Rows } from './rows';

const sizes = [2048, 1024, 512, 128, 32];
// The same four as in the Go benchmark.
const photos = ['bird.jpg', 'boats.jpg', 'leaf.jpg', 'pier.jpg'];

export interface Used {
  readonly cpuMs: number;
  readonly peakMB: number;
}

export async function usedBy(place: Place, env: NodeJS.ProcessEnv, command: string, args: readonly string[]): Promise<Used> {
  const said = await run(program(place, 'usage'), [command, ...args], env);
  const line = /^\{"cpuMs".*\}$/m.exec(said)?.[0];
  if (!line) throw new Error(`${command} used nothing that was told: ${said}`);
  return JSON.parse(line) as Used;
}

export async function measureImport(place: Place, amount: Amount, rows: Rows): Promise<void> {
  const folder = join(place.corpus, 'photos/12mp');
  if (!photos.every((name) => existsSync(join(folder, name)))) {
    rows.skip(`import: there are no photographs in ${folder}; set NORTHBOARD_CORPUS`);
    return;
  }
  const figures = await goBenchmarks(place, 'picture', ['Import12MP'], Math.min(3, amount.goCount), '12x');
  const ours: Used = { cpuMs: figure(figures, 'Import12MP', 'cpu-ms/photo'), peakMB: figure(figures, 'Import12MP', 'MB-peak') };
  const out = join(place.work, 'thumbnails');
  mkdirSync(out, { recursive: true });
  const byVips = (name: string): string[][] => sizes.map((size) => ['vipsthumbnail', join(folder, name), '--size', `${size}x${size}`, '--output', join(out, `v-${basename(name, '.jpg')}-${size}.jpg`)]);
  const byMagick = (name: string): string[][] => [
    ['convert', join(folder, name), '-auto-orient', ...sizes.flatMap((size, i) => ['-resize', `${size}x${size}`, ...(i < sizes.length - 1 ? ['-write'] : []), join(out, `m-${basename(name, '.jpg')}-${size}.jpg`)])],
  ];
  for (const [peer, commands] of [['vipsthumbnail, five runs', byVips], ['ImageMagick convert, one run', byMagick]] as const) {
    const each: Used[] = [];
    for (let round = 0; round < Math.min(3, amount.goCount); round++) {
      for (const name of photos) {
        const used: Used[] = [];
        for (const [command = '', ...args] of commands(name)) used.push(await usedBy(place, process.env, command, args));
        each.push({ cpuMs: used.reduce((sum, one) => sum + one.cpuMs, 0), peakMB: Math.max(...used.map((one) => one.peakMB)) });
      }
    }
    const shared = { group: 'import', engine: 'Go', size: '12 megapixels, five sizes', peer } as const;
    rows.add({ ...shared, name: 'import of a photograph, processor time', unit: 'ms CPU/photo', value: ours.cpuMs, peerValue: median(each.map((one) => one.cpuMs)) });
    rows.add({ ...shared, name: 'import of a photograph, peak memory', unit: 'MB', value: ours.peakMB, peerValue: median(each.map((one) => one.peakMB)) });
  }
  rows.add({ group: 'import', name: 'until the photograph is on the board', value: figure(figures, 'Import12MP', 'ms-to-board/photo'), unit: 'ms', engine: 'Go', size: '12 megapixels' });
}
