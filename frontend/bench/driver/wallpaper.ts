// A wallpaper of a board with 50 pictures, painted as the agent has it painted: a process with a hidden window that
// starts, decodes, paints, encodes and ends.

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../e2e/support/desktop';
import { drawPhotos } from './images';
import { median, program, type Amount, type Place } from './place';
import type { Rows } from './rows';

const pictures = 50;

export async function measureWallpaper(place: Place, desktop: Desktop, amount: Amount, rows: Rows): Promise<void> {
  const photos = await drawPhotos(place, pictures);
  const library = join(place.work, 'wallpaper');
  const out = join(place.work, 'painted');
  mkdirSync(out);
  const cache = join(desktop.env.XDG_CACHE_HOME ?? desktop.home, 'northboard');
  const said = await desktop.run(program(place, 'library'), ['-library', library, '-cache', cache, ...photos]);
  const board = said.trim().split('\n').at(-1) ?? '';
  const paint = ['--library', library, 'paint', '--board', board, '--out', out, '--size', '3840x2160'];
  const montage = [...photos, '-tile', '8x7', '-geometry', '470x298+5+5', '-quality', '90', join(out, 'montage.jpg')];
  const took = { ours: [] as number[], theirs: [] as number[] };
  const timed = async (command: string, args: string[]): Promise<number> => {
    const began = performance.now();
    await desktop.run(command, args);
    return performance.now() - began;
  };
  for (let i = 0; i < amount.paints; i++) {
    took.ours.push(await timed(program(place, 'northboard'), paint));
    took.theirs.push(await timed('montage', montage));
  }
  if (!existsSync(join(out, 'montage.jpg')) || !readdirSync(out).some((name) => name.startsWith('northboard'))) {
    throw new Error(`no wallpaper was written: ${readdirSync(out).join(', ')}`);
  }
  rows.add({
    group: 'wallpaper', name: 'wallpaper, from the start of the process to the file', value: median(took.ours), unit: 'ms',
    peer: 'ImageMagick montage', peerValue: median(took.theirs), engine: 'WebKitGTK', size: '50 pictures, 3840x2160',
  });
}
