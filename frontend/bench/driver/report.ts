// Writes docs/benchmarks.md and docs/benchmarks.json.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CanvasRun } from './canvas';
import type { Machine } from './machine';
import { mean, median, quantile, type Amount, type Place } from './place';
import { rounded, type Row, type Rows } from './rows';

export interface Report {
  readonly began: Date;
  readonly version: string;
  readonly machine: Machine;
  readonly amount: Amount;
  /** The load of the machine before each part, by its own count. */
  readonly loads: Readonly<Record<string, number>>;
  readonly canvas: readonly CanvasRun[];
}

export function write(place: Place, report: Report, rows: Rows): void {
  const { began, version, machine, loads } = report;
  const data = { date: began.toISOString(), version, machine, loads, rows: rows.rows, skipped: rows.skipped };
  writeFileSync(join(place.out, 'benchmarks.json'), `${JSON.stringify(data, null, 2)}\n`);
  writeFileSync(join(place.out, 'benchmarks.md'), `${text(report, rows)}\n`);
}

function text(report: Report, rows: Rows): string {
  const { began, version, machine, loads, amount } = report;
  const of = (...groups: Row['group'][]): Row[] => rows.rows.filter((row) => groups.includes(row.group));
  const busiest = Math.max(...Object.values(loads));
  return [
    '# Benchmarks',
    `Written by \`make bench\` on ${began.toISOString().slice(0, 16).replace('T', ' ')} UTC, version ${version}. The same as data: benchmarks.json.`,
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB, no GPU. ${machine.system}. ` +
      `${Object.entries(machine.engines).map(([name, value]) => `${name} ${value}`).join(', ')}.`,
    `Load of the machine before each part (1 is one busy core): ${Object.entries(loads).map(([part, value]) => `${part} ${value.toFixed(1)}`).join(', ')}. ` +
      (busiest > machine.cores / 2
        ? '**The machine had other work: times by the clock are worse than they would be, for us and for the peers alike. Processor times hold.**'
        : 'Times by the clock still vary by a tenth from run to run, the 95th percentiles by more.'),
    'A ratio is our value divided by the peer’s: under 1 is better than the peer. A goal is what we want; nothing fails when it is missed.',
    '## In short',
    reading(rows),
    '## The board',
    canvasTables(report),
    `Milliseconds a frame, median / mean / 95th percentile, 1440 x 900. The scene is the same for all: 60 % pictures of 60 distinct images, 30 % notes, 10 % texts. ` +
      `In each frame the camera, or the pointer, is moved once; a frame is the time from one animation frame to the next, at least ${amount.lasting.ms / 1000} s of them. ` +
      'Pan is at zoom 1, zoom runs from 0.4 to 1.95, “all in view” pans with the whole board on screen, drag moves one picture by pointer events. ' +
      'In WebKitGTK (a window with Northboard’s own options) no frame is shorter than 16 ms, the refresh of the screen; Chromium runs headless without that limit, so that the cost of a frame shows; there two frames may come close together and the next late, so that the mean says more than the median. ' +
      'Ours is the renderer and the gestures of the program, without the page around them, and paints shadows and rounded corners that the peers’ scenes lack. ' +
      'Konva is tuned as its documentation advises (no listening while the camera moves, the dragged item on its own layer). ' +
      'Excalidraw is moved through its own API, with the cache that its wheel uses. The peers are given the 512 px previews.',
    '## Cold start',
    table(of('start')),
    `From the start of the process to the frame after the first that shows the board with all that lies on it, in a window of the real web view; the blank window has the same options and shows one heading. Median of ${amount.starts} runs each, in turn; files are in the cache of the system. Pictures may come a moment later.`,
    '## Import',
    table(of('import')),
    'Ours includes the hash, the durable copy of the original and the rows, and makes the same sizes as the peers: 2048, 1024, 512, 128 and 32 px. Its peak is that of the whole test process, which holds four photographs. vipsthumbnail knows one size a run; ImageMagick makes all from one decoding.',
    '## Store',
    table(of('store')),
    `Go’s benchmarks on a real file in the temporary folder: one operation is one transaction, with its log for undo and one fsync. Median of ${amount.goCount} counts of 100.`,
    '## Plan',
    table(of('plan')),
    'Read whole from the database and computed anew each time.',
    '## Agent',
    table(of('agent')),
    'The real program with the sample library, a session bus and a notification service, and nothing due. Proportional memory counts shared pages by share.',
    '## Wallpaper',
    table(of('wallpaper')),
    'The whole of `northboard paint`: start of the process and of a hidden web view, decoding, painting with the board’s painter, encoding. `montage` lays the same 50 files in a plain grid.',
    ...(rows.skipped.length > 0 ? ['## Left out', rows.skipped.map((one) => `- ${one}`).join('\n')] : []),
  ].join('\n\n');
}

function reading(rows: Rows): string {
  const lines: string[] = [];
  for (const row of rows.rows) {
    if (row.goal === undefined) continue;
    const against = row.ratio === null ? '' : `, ratio ${row.ratio}`;
    lines.push(`- ${row.met ? 'Goal met' : '**Goal missed**'}: ${row.name}, ${row.value} ${row.unit}${against} (${row.goal}).`);
  }
  const compared = rows.rows.filter((row) => row.ratio !== null && row.goal === undefined);
  const slower = compared.filter((row) => (row.ratio ?? 0) > 1.05);
  lines.push(`- Of ${compared.length} comparisons with a peer, ${compared.length - slower.length} are level or better and ${slower.length} worse${slower.length > 0 ? ':' : '.'}`);
  for (const row of slower) lines.push(`  - ${row.name}, ${row.size}, ${row.engine}: ${row.value} ${row.unit} against ${row.peerValue} (${row.peer}), ratio ${row.ratio}.`);
  return lines.join('\n');
}

function table(rows: readonly Row[]): string {
  if (rows.length === 0) return 'Not measured in this run.';
  const lines = ['| what | size | value | peer | peer’s value | ratio | goal |', '|---|---|---|---|---|---|---|'];
  for (const row of rows) {
    const goal = row.goal === undefined ? '' : `${row.goal}: ${row.met ? 'met' : '**missed**'}`;
    lines.push(`| ${row.name} | ${row.size} | ${row.value} ${row.unit} | ${row.peer} | ${row.peerValue ?? ''} | ${row.ratio ?? ''} | ${goal} |`);
  }
  return lines.join('\n');
}

function canvasTables(report: Report): string {
  const tables: string[] = [];
  for (const browser of ['WebKitGTK', 'Chromium'] as const) {
    for (const items of report.amount.sizes) {
      const runs = report.canvas.filter((run) => run.browser === browser && run.found.items === items);
      if (runs.length === 0) continue;
      const motions = runs[0]?.found.motions.map((motion) => motion.name) ?? [];
      const lines = [`| ${browser}, ${items.toLocaleString('en')} items | ${motions.join(' | ')} |`, `|---|${motions.map(() => '---|').join('')}`];
      for (const { found } of runs) {
        const name = found.engine === 'Northboard' ? 'Northboard' : `${found.engine} ${found.version}`;
        const cells = found.motions.map(({ frames }) => `${rounded(median(frames))} / ${rounded(mean(frames))} / ${rounded(quantile(frames, 0.95))}`);
        lines.push(`| ${name} | ${cells.join(' | ')} |`);
      }
      tables.push(lines.join('\n'));
    }
  }
  return tables.length > 0 ? tables.join('\n\n') : 'Not measured in this run.';
}
