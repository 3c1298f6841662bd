// What stands behind the page, measured by Go's own benchmarks: several counts of each, and the median of them.

import { run } from '../../e2e/support/process';
import { median, type Amount, type Place } from './place';
import type { Rows } from './rows';

const tags = 'sqlite_fts5,sqlite_stat4,sqlite_math_functions,sqlite_omit_load_extension';

/** A benchmark's name -> unit -> the values of all counts. */
export type Figures = Map<string, Map<string, number[]>>;

export async function goBenchmarks(place: Place, pkg: string, names: readonly string[], count: number, time: string): Promise<Figures> {
  const pattern = `^Benchmark(${names.join('|')})$`;
  const args = ['-C', place.root, 'test', '-tags', tags, '-run', '^$', '-bench', pattern, '-count', String(count), '-benchtime', time, `./backend/${pkg}`];
  const said = await run('go', args, { ...process.env, NORTHBOARD_CORPUS: place.corpus });
  const figures: Figures = new Map();
  for (const line of said.split('\n')) {
    const match = /^Benchmark([\w/]+?)(?:-\d+)?\s+\d+\s+(.*)$/.exec(line);
    const name = match?.[1];
    if (!name) continue;
    const units = figures.get(name) ?? new Map<string, number[]>();
    figures.set(name, units);
    for (const [, value, unit] of match[2]?.matchAll(/([\d.e+]+) (\S+)/g) ?? []) {
      if (unit) units.set(unit, [...(units.get(unit) ?? []), Number(value)]);
    }
  }
  return figures;
}

export function figure(figures: Figures, name: string, unit: string): number {
  const values = figures.get(name)?.get(unit);
  if (!values) throw new Error(`the benchmark ${name} gave no ${unit}`);
  return median(values);
}

export async function measureStore(place: Place, amount: Amount, rows: Rows): Promise<void> {
  const figures = await goBenchmarks(place, 'store', ['MoveOne', 'Move500', 'Undo500'], amount.goCount, '100x');
  const cases = [
    ['MoveOne', 'one operation that moves 1 item', '1 of 500 items', 2],
    ['Move500', 'one operation that moves 500 items', '500 items', 10],
    ['Undo500', 'undo of the operation that moved 500 items', '500 items', 10],
  ] as const;
  for (const [benchmark, name, size, goal] of cases) {
    const ms = figure(figures, benchmark, 'ns/op') / 1e6;
    const cpu = figure(figures, benchmark, 'cpu-ms/op');
    rows.add({ group: 'store', name, value: ms, unit: 'ms', engine: 'SQLite, synchronous=FULL', size, goal: `under ${goal} ms`, met: ms < goal });
    rows.add({ group: 'store', name: `${name}, processor time`, value: cpu, unit: 'ms CPU', engine: 'SQLite, synchronous=FULL', size });
  }
  const large = 'a database of 50 MB';
  const opened = await goBenchmarks(place, 'store', ['Open50MB'], Math.min(3, amount.goCount), '20x');
  const open = figure(opened, 'Open50MB', 'ns/op') / 1e6;
  rows.add({ group: 'store', name: 'open, with the quick check', value: open, unit: 'ms', engine: 'SQLite', size: large, goal: 'under 100 ms', met: open < 100 });
  rows.add({ group: 'store', name: 'open, with the quick check, processor time', value: figure(opened, 'Open50MB', 'cpu-ms/op'), unit: 'ms CPU', engine: 'SQLite', size: large });
  const commits = await goBenchmarks(place, 'store', ['Commit'], Math.min(3, amount.goCount), '1000x');
  const p95 = figure(commits, 'Commit', 'p95-ms');
  rows.add({ group: 'store', name: 'a commit, p95', value: p95, unit: 'ms', engine: 'SQLite, synchronous=FULL', size: large, goal: 'under 5 ms', met: p95 < 5 });
}

export async function measureBackup(place: Place, amount: Amount, rows: Rows): Promise<void> {
  const figures = await goBenchmarks(place, 'backup', ['Backup'], Math.min(2, amount.goCount), '5x');
  const ms = figure(figures, 'Backup', 'ns/op') / 1e6;
  const size = `${Math.round(figure(figures, 'Backup', 'database-MB'))} MB of database, 1 GB of pictures, little changed`;
  rows.add({ group: 'store', name: 'a backup, opened and compared, while another handle writes', value: ms, unit: 'ms', engine: 'VACUUM INTO', size, goal: 'under 2,000 ms', met: ms < 2000 });
}

export async function measureSearch(place: Place, amount: Amount, rows: Rows): Promise<void> {
  const size = '10,000 tasks, 20,000 readings, 5,000 things on boards, 2,000 notes';
  const engine = 'FTS5 in memory';
  const count = Math.min(3, amount.goCount);
  const typed = await goBenchmarks(place, 'flow', ['SearchTyped'], count, '50x');
  const p95 = figure(typed, 'SearchTyped', 'p95-ms');
  rows.add({ group: 'plan', name: 'a search, p95 of what is typed on the way to a word', value: p95, unit: 'ms', engine, size, goal: 'under 20 ms', met: p95 < 20 });
  const kept = await goBenchmarks(place, 'flow', ['SearchIndex', 'SearchFollows'], count, '5x');
  rows.add({ group: 'plan', name: 'the first search after a task was added', value: figure(kept, 'SearchFollows', 'search-ms'), unit: 'ms', engine, size, goal: 'under 20 ms', met: figure(kept, 'SearchFollows', 'search-ms') < 20 });
  rows.add({ group: 'plan', name: 'making the index of the search', value: figure(kept, 'SearchIndex', 'ns/op') / 1e6, unit: 'ms', engine, size });
}
