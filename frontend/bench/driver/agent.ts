// The agent at rest: what it holds and what it uses while nothing is due, from the kernel's own books.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../e2e/support/desktop';
import { until } from '../../e2e/support/process';
import { program, type Amount, type Place } from './place';
import type { Rows } from './rows';

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK']).toString());

function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; fields are counted from behind it: utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksASecond;
}

function memoryMB(pid: number, field: 'Pss' | 'Rss'): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  if (kilobytes === undefined) throw new Error(`no ${field} of process ${pid}`);
  return Number(kilobytes) / 1024;
}

/** Starts the agent beside other measurements that are not timed by the clock; the result gives its rows. */
export async function restingAgent(place: Place, desktop: Desktop, amount: Amount): Promise<(rows: Rows) => Promise<void>> {
  const library = join(place.work, 'agent');
  await desktop.run(program(place, 'northboard'), ['--library', library, 'demo', '--no-window']);
  // A real notification service, as on a desktop.
  desktop.start('dunst', []);
  const agent = desktop.start(program(place, 'northboard'), ['--library', library, 'agent']);
  const pid = agent.child.pid ?? 0;
  await until('the agent runs', () => {
    if (agent.child.exitCode !== null) throw new Error(`the agent ended: ${agent.output()}`);
    return processorMs(pid) > 0;
  });
  // What it does once, at its start, is over.
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const began = Date.now();
  const before = processorMs(pid);
  return async (rows) => {
    const left = amount.agentSeconds * 1000 - (Date.now() - began);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    const seconds = (Date.now() - began) / 1000;
    const used = processorMs(pid) - before;
    const shared = { group: 'agent', engine: 'Linux', size: `${Math.round(seconds)} s idle` } as const;
    rows.add({ ...shared, name: 'agent at rest, proportional memory', value: memoryMB(pid, 'Pss'), unit: 'MB' });
    rows.add({ ...shared, name: 'agent at rest, resident memory', value: memoryMB(pid, 'Rss'), unit: 'MB' });
    rows.add({ ...shared, name: 'agent at rest, processor time', value: used / (seconds / 60), unit: 'ms CPU/min' });
    await agent.stop();
  };
}
