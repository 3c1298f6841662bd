// The agent at rest: how soon it is there, what it holds and how often it wakes while nothing is due, from the kernel's
// own books, beside a peer that also waits in the background to remind (GNOME's clocks, whose alarms it is to ring).

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../e2e/support/desktop';
import type { Owned } from '../../e2e/support/process';
import { program, type Amount, type Place } from './place';
import type { Rows } from './rows';

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK']).toString());
const peer = 'gnome-clocks';

/** What an agent may cost. */
const most = { memoryMB: 25, processorPercent: 0.1, wakingsAMinute: 4, startMs: 150 };

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

/** How often all threads of a process gave up the processor because they had nothing to do. */
function rests(pid: number): number {
  let sum = 0;
  // One that has ended is seen when its figures are read.
  if (!existsSync(`/proc/${pid}/task`)) return sum;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      sum += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // A thread ended meanwhile.
    }
  }
  return sum;
}

/** Counts how often a process wakes up: threads that rest again within the same fifth of a second woke up together. */
class Wakings {
  #count = 0;
  #last: number;
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#last = rests(pid);
    let awake = false;
    this.#timer = setInterval(() => {
      const now = rests(pid);
      const moved = now !== this.#last;
      if (moved && !awake) this.#count++;
      awake = moved;
      this.#last = now;
    }, 200);
  }

  stop(): number {
    clearInterval(this.#timer);
    return this.#count;
  }
}

/** One process from now until it is read. */
function watch(pid: number): () => { memory: number; resident: number; percent: number; perMinute: number; wakings: number; seconds: number } {
  const began = Date.now();
  const before = processorMs(pid);
  const wakings = new Wakings(pid);
  return () => {
    const ms = Date.now() - began;
    const used = processorMs(pid) - before;
    return {
      memory: memoryMB(pid, 'Pss'),
      resident: memoryMB(pid, 'Rss'),
      percent: (used * 100) / ms,
      perMinute: (used * 60_000) / ms,
      wakings: (wakings.stop() * 60_000) / ms,
      seconds: ms / 1000,
    };
  };
}

async function startOne(place: Place, desktop: Desktop, library: string): Promise<{ agent: Owned; ms: number }> {
  const began = performance.now();
  const agent = desktop.start(program(place, 'northboard-agent'), ['--library', library, 'agent']);
  await new Promise<void>((resolve, reject) => {
    agent.child.stdout?.on('data', () => {
      if (agent.output().includes('reminds you now')) resolve();
    });
    agent.child.on('exit', () => reject(new Error(`the agent ended: ${agent.output()}`)));
  });
  return { agent, ms: performance.now() - began };
}

/** Starts the agent beside other measurements that are not timed by the clock; the result gives its rows. */
export async function restingAgent(place: Place, desktop: Desktop, amount: Amount): Promise<(rows: Rows) => Promise<void>> {
  const library = join(place.work, 'agent');
  await desktop.run(program(place, 'northboard'), ['--library', library, 'demo', '--no-window']);
  // A real notification service, as on a desktop.
  desktop.start('dunst', []);
  const starts: number[] = [];
  for (let i = 1; i < amount.starts; i++) {
    const { agent, ms } = await startOne(place, desktop, library);
    starts.push(ms);
    await agent.stop();
  }
  const { agent, ms } = await startOne(place, desktop, library);
  starts.push(ms);
  starts.sort((a, b) => a - b);
  const clocks = desktop.start(peer, []);
  const pid = agent.child.pid ?? 0;
  // What they do once, at their start, is over.
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const ours = watch(pid);
  const theirs = watch(clocks.child.pid ?? 0);
  const began = Date.now();
  return async (rows) => {
    const left = amount.agentSeconds * 1000 - (Date.now() - began);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    const own = ours();
    const other = theirs();
    const shared = { group: 'agent', engine: 'Linux', size: `${Math.round(own.seconds)} s idle`, peer } as const;
    const start = starts[Math.floor(starts.length / 2)] ?? 0;
    rows.add({ group: 'agent', engine: 'Linux', size: 'until it reminds', name: 'agent starts', value: start, unit: 'ms', goal: `under ${most.startMs} ms`, met: start < most.startMs });
    rows.add({ ...shared, name: 'agent at rest, proportional memory', value: own.memory, unit: 'MB', peerValue: other.memory, goal: `under ${most.memoryMB} MB`, met: own.memory < most.memoryMB });
    rows.add({ ...shared, name: 'agent at rest, resident memory', value: own.resident, unit: 'MB', peerValue: other.resident });
    rows.add({ ...shared, name: 'agent at rest, processor', value: own.percent, unit: '%', peerValue: other.percent, goal: `under ${most.processorPercent} %`, met: own.percent < most.processorPercent });
    rows.add({ ...shared, name: 'agent at rest, processor time', value: own.perMinute, unit: 'ms CPU/min', peerValue: other.perMinute });
    rows.add({ ...shared, name: 'agent at rest, wakes up', value: own.wakings, unit: 'times/min', peerValue: other.wakings, goal: `${most.wakingsAMinute} times/min`, met: own.wakings <= most.wakingsAMinute * 1.05 });
    await agent.stop();
    await clocks.stop();
  };
}
