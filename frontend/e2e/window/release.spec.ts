// The program as a person gets it, without an inspector: what it opens to the outside, and what it leaves behind.
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Desktop } from '../support/desktop';
import { freePort, own, run, until, type Owned } from '../support/process';
import { binaries, Library } from '../support/program';
import { rows } from '../support/rows';
import { expect, test } from './window';

test.skip(!existsSync(binaries.release), `no release build at ${binaries.release}`);

const canary = 'vogel-7f3a';

/** A process and all that it has started. */
function family(pid: number): number[] {
  const parent = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/u.test(entry)) continue;
    try {
      parent.set(Number(entry), Number(/\) \S (\d+)/u.exec(readFileSync(`/proc/${entry}/stat`, 'utf8'))?.[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = [pid];
  for (const one of found) for (const [child, of] of parent) if (of === one) found.push(child);
  return found;
}

/** What the processes have open to a network, as the kernel tells it; and the addresses at which they listen on this machine. */
function sockets(pids: number[]): { network: string[]; listening: string[] } {
  const mine = new Set<string>();
  for (const pid of pids) {
    try {
      for (const fd of readdirSync(`/proc/${pid}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/u.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
        if (inode) mine.add(inode);
      }
    } catch {
      // It has ended meanwhile, or closed this one.
    }
  }
  const table = (name: string): string[][] =>
    readFileSync(`/proc/net/${name}`, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/u));
  const network = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6', 'udplite', 'icmp'].flatMap((name) =>
    existsSync(`/proc/net/${name}`) ? table(name).filter((row) => mine.has(row[9] ?? '')).map((row) => `${name} ${row[1] ?? ''} ${row[2] ?? ''}`) : [],
  );
  // The flag of a unix socket that accepts connections.
  const listening = table('unix').filter((row) => mine.has(row[6] ?? '') && row[3] === '00010000').map((row) => row[7] ?? 'without a name');
  return { network, listening };
}

interface Program {
  process: Owned;
  id: string;
  inspector: number;
}

async function open(desktop: Desktop, library: Library): Promise<Program> {
  const inspector = await freePort();
  // The environment asks for an inspector; a release has none to give.
  const process = own(binaries.release, ['--library', library.folder, '--verbose'], {
    ...desktop.env,
    WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${inspector}`,
    WEBKIT_INSPECTOR_SERVER: `127.0.0.1:${inspector}`,
  });
  const id = await until('the window', () => desktop.run('xdotool', ['search', '--onlyvisible', '--name', '^Northboard$']).then((said) => said.trim().split('\n')[0], () => ''), 60_000);
  return { process, id, inspector };
}

/** Answers the first question, again until the page was there to hear it, and adds a task that the open window will show. */
async function tell(desktop: Desktop, library: Library): Promise<void> {
  await until('the answer is kept', async () => {
    await desktop.run('xdotool', ['type', '--delay', '10', canary]);
    await desktop.run('xdotool', ['key', 'Return']);
    return (await rows(library, 'SELECT id FROM aspiration')).length > 0;
  }, 40_000);
  const said = await run(binaries.release, ['--library', library.folder, 'add', `${canary} Friday`], desktop.env);
  expect(said).toContain(canary);
}

test('a release opens nothing but sockets of its own person, and has no inspector', async ({ desktop, library }) => {
  const { process: window, id, inspector } = await open(desktop, library);
  await tell(desktop, library);
  const agent = own(binaries.release, ['--library', library.folder, 'agent'], desktop.env);
  const its = await until('the agent listens', () => {
    const open = sockets(family(agent.child.pid ?? 0));
    return open.listening.length > 0 ? open : null;
  });
  const open_ = sockets(family(window.child.pid ?? 0));
  expect([...open_.network, ...its.network]).toEqual([]);
  // Each has its one socket, in the person's own folder, closed to others.
  for (const path of [...open_.listening, ...its.listening].filter((path) => path.startsWith('/'))) {
    expect(path.startsWith(desktop.env.XDG_RUNTIME_DIR ?? '?')).toBe(true);
    if (existsSync(path)) expect(lstatSync(path).mode & 0o077).toBe(0);
  }
  expect(open_.listening.filter((path) => path.includes('window')).length).toBe(1);
  await expect(fetch(`http://127.0.0.1:${inspector}/`)).rejects.toThrow();
  // The test sees a socket where there is one.
  const control = own('python3', ['-c', 'import socket,time; s=socket.socket(); s.bind(("127.0.0.1",0)); s.listen(); print("up",flush=True); time.sleep(60)'], desktop.env);
  await until('the control listens', () => control.output().includes('up'));
  expect(sockets(family(control.child.pid ?? 0)).network.length).toBe(1);
  await control.stop();
  await agent.stop();
  await desktop.run('wmctrl', ['-i', '-c', id]);
  expect(await window.ended).toBe(0);
});

test('what is written stays in the library, and in nobody else’s sight', async ({ desktop }) => {
  // The library where it lies by itself: WebKit would keep its things in a folder of the same name.
  const library = new Library(desktop);
  Object.assign(library, { folder: join(desktop.env.XDG_DATA_HOME ?? '', 'northboard') });
  const { process: window, id } = await open(desktop, library);
  await tell(desktop, library);
  await desktop.run('wmctrl', ['-i', '-c', id]);
  expect(await window.ended).toBe(0);

  expect(window.output()).not.toContain(canary);
  const wide = Buffer.from(canary, 'utf16le');
  const found: string[] = [];
  const loose: string[] = [];
  for (const entry of readdirSync(desktop.home, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const stat = lstatSync(path);
    const inLibrary = !relative(library.folder, path).startsWith('..');
    const ours = inLibrary || path.startsWith(join(desktop.env.XDG_CACHE_HOME ?? '', 'northboard'));
    if (ours && (stat.mode & 0o077) !== 0) loose.push(`${relative(desktop.home, path)} ${(stat.mode & 0o777).toString(8)}`);
    if (entry.name.includes(canary)) found.push(path);
    if (!stat.isFile()) continue;
    const data = readFileSync(path);
    if (data.includes(canary) || data.includes(wide)) found.push(relative(desktop.home, path));
  }
  expect(found.filter((path) => !path.startsWith('data/northboard/'))).toEqual([]);
  expect(found.length).toBeGreaterThan(0);
  expect(loose).toEqual([]);
  // Nothing of WebKit's lies among what is the person's.
  const known = /^(northboard\.db(-wal|-shm)?|library\.json|window\.json|agent\.log|reserve|.*\.lock|pictures|backups|trash)$/u;
  expect(readdirSync(library.folder).filter((name) => !known.test(name))).toEqual([]);
});
