// Cold start: from the start of the process to the first frame in which the board, with all that lies on it, has been
// painted. Both windows set the same mark in their page; it is read afterwards over the inspector, so that nothing is
// asked of the page while it starts.

import { join } from 'node:path';
import type { Desktop } from '../../e2e/support/desktop';
import { freePort, until, type Owned } from '../../e2e/support/process';
import { Inspector } from '../../e2e/window/inspector';
import { median, program, type Amount, type Place } from './place';
import type { Rows } from './rows';

const undisturbedMs = 1500;
const mark = `(performance.getEntriesByName('board-usable')[0]?.startTime ?? 0)`;

async function startOnce(desktop: Desktop, command: string, args: string[]): Promise<number> {
  const port = await freePort();
  const began = Date.now();
  const owned: Owned = desktop.start(command, args, { WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}` });
  try {
    await new Promise((resolve) => setTimeout(resolve, undisturbedMs));
    const inspector = await Inspector.connect(port);
    try {
      // A page that is still coming may take the inspector's question away with it.
      const at = await until('the board on screen', () => inspector.evaluate<number>(`${mark} && performance.timeOrigin + ${mark}`).catch(() => 0), 30_000);
      return at - began;
    } finally {
      inspector.close();
    }
  } finally {
    await owned.stop();
  }
}

export async function measureStart(place: Place, desktop: Desktop, amount: Amount, rows: Rows): Promise<void> {
  const library = join(place.work, 'sample');
  await desktop.run(program(place, 'northboard'), ['--library', library, 'demo', '--no-window']);
  const ours = (): Promise<number> => startOnce(desktop, program(place, 'northboard'), ['--library', library, 'window', '--open', 'board']);
  const blank = (): Promise<number> =>
    startOnce(desktop, program(place, 'window'), ['-pages', place.pages, '-page', 'blank.html', '-width', '1280', '-height', '800']);
  // The first of each fills the file cache and makes the sample's previews.
  await ours();
  await blank();
  const took = { ours: [] as number[], blank: [] as number[] };
  for (let i = 0; i < amount.starts; i++) {
    took.blank.push(await blank());
    took.ours.push(await ours());
  }
  const [value, peerValue] = [median(took.ours), median(took.blank)];
  rows.add({
    group: 'start', name: 'cold start to a usable board', value, unit: 'ms', peer: 'blank Wails window', peerValue,
    engine: 'WebKitGTK', size: 'sample library', goal: 'ratio at most 1.5', met: value / peerValue <= 1.5,
  });
  console.log(`   ours ${took.ours.map(Math.round).join(' ')}, blank ${took.blank.map(Math.round).join(' ')}`);
  await desktop.run(program(place, 'northboard'), ['--library', library, 'agent', 'stop']).catch(() => undefined);
}
