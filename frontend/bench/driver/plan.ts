// The plan: what its views ask of Go, and listing and adding on the command line against Taskwarrior, with the same
// 10,000 tasks in the same run.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../e2e/support/process';
import { figure, goBenchmarks } from './gotests';
import { median, program, type Amount, type Place } from './place';
import type { Rows } from './rows';

const tasks = 10_000;

const views = [
  ['Outline', 'the plan at a glance'], ['Tree', 'the whole outline'], ['Branch', 'the outline of one goal'], ['Nodes', 'one line of the outline, again'],
  ['Goal', 'a goal with its history'], ['Task', 'a task with its why'], ['Chain', 'from a task to its why'], ['TodayView', 'Today'], ['Week', 'the week'],
  ['Check', 'a look at a goal while it is written'], ['AddNode', 'adding a line'], ['MoveUp', 'moving a line'],
] as const;

export async function measurePlan(place: Place, amount: Amount, rows: Rows): Promise<void> {
  const whole = await goBenchmarks(place, 'flow', ['GoalFaces', 'Today', 'Review'], Math.min(3, amount.goCount), '10x');
  for (const [benchmark, name] of [['GoalFaces', 'the faces of all goals'], ['Today', 'the Today view'], ['Review', 'the review']] as const) {
    rows.add({ group: 'plan', name, value: figure(whole, benchmark, 'ns/op') / 1e6, unit: 'ms', engine: 'Go and SQLite', size: '1,000 goals, 10,000 tasks' });
  }
  const figures = await goBenchmarks(place, 'flow', ['Plan'], Math.min(2, amount.goCount), '40x');
  for (const [benchmark, name] of views) {
    const p95 = figure(figures, `Plan/${benchmark}`, 'p95-ms');
    rows.add({
      group: 'plan', name: `${name}, p95`, value: p95, unit: 'ms', engine: 'Go and SQLite', size: '200 goals, 10,000 tasks, 20,000 readings', goal: 'under 10 ms', met: p95 < 10,
    });
  }
  await againstTaskwarrior(place, amount, rows);
}

async function againstTaskwarrior(place: Place, amount: Amount, rows: Rows): Promise<void> {
  const library = join(place.work, 'plan');
  await run(program(place, 'library'), ['-library', library, '-cache', join(place.work, 'plan-cache'), '-tasks', String(tasks)]);
  const data = join(place.work, 'taskwarrior');
  mkdirSync(data);
  const rc = join(data, 'taskrc');
  writeFileSync(rc, `data.location=${data}\nconfirmation=off\nverbose=nothing\ngc=on\nhooks=off\n`);
  const all = Array.from({ length: tasks }, (_, k) => {
    const due = new Date(Date.UTC(2026, 10, 1) + Math.floor(k / 50) * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    return { description: `Write part ${k} of it`, project: `Goal ${Math.floor(k / 50)}`, ...(k % 3 === 0 ? { due: `${due}T120000Z` } : {}) };
  });
  const file = join(data, 'tasks.json');
  writeFileSync(file, JSON.stringify(all));
  const task = (args: string[]): Promise<string> => run('task', args, { ...process.env, TASKRC: rc, TASKDATA: data });
  await task(['import', file]);
  const ours = (args: string[]): Promise<string> => run(program(place, 'northboard'), ['--library', library, ...args]);
  const cases = [
    ['listing what is due', () => ours(['today']), () => task(['rc.verbose=nothing', '+OVERDUE', 'list'])],
    ['adding a task', () => ours(['add', 'Call Ana Friday']), () => task(['add', 'Call Ana', 'due:friday'])],
  ] as const;
  for (const [name, us, them] of cases) {
    const took = { us: [] as number[], them: [] as number[] };
    for (let i = 0; i <= 4 * amount.goCount; i++) {
      for (const [whose, once] of [['us', us], ['them', them]] as const) {
        const from = performance.now();
        await once();
        if (i > 0) took[whose].push(performance.now() - from);
      }
    }
    const [value, peerValue] = [median(took.us), median(took.them)];
    rows.add({
      group: 'plan', name: `${name}, as a command`, value, unit: 'ms', peer: 'Taskwarrior', peerValue, engine: 'a process each time', size: '10,000 tasks', goal: 'ratio at most 1',
      met: value <= peerValue,
    });
  }
}
