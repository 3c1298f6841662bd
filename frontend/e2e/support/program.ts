// Northboard itself, started as a person would start it, on a desktop and a library of the test's own.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Desktop } from './desktop';
import { freePort, own, run, until, type Owned } from './process';

const root = resolve(import.meta.dirname, '../../..');
export const corpus = process.env.NORTHBOARD_CORPUS ?? join(root, '../shared/corpus');
export const haveCorpus = existsSync(corpus);

export const binaries = {
  /** The page in Chromium, over the real Go. */
  browser: process.env.NORTHBOARD_BROWSER ?? join(root, 'build/bin/northboard-dev'),
  /** The real window, with its inspector. */
  window: process.env.NORTHBOARD_WINDOW ?? join(root, 'build/bin/northboard-window'),
  /** What a person gets: no inspector. */
  release: process.env.NORTHBOARD_RELEASE ?? join(root, 'build/bin/northboard'),
};

export class Library {
  readonly folder: string;

  constructor(desktop: Desktop) {
    this.folder = join(mkdtempSync(join(desktop.home, 'library-')), 'library');
  }

  get database(): string {
    return join(this.folder, 'northboard.db');
  }

  remove(): void {
    // A process that is just ending may still write beside what is taken away.
    rmSync(resolve(this.folder, '..'), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** Runs a command of Northboard's and gives what it said. */
export function command(desktop: Desktop, library: Library, ...args: string[]): Promise<string> {
  return run(binaries.window, ['--library', library.folder, ...args], desktop.env);
}

/** Northboard with its page served to a browser, and its address. */
export async function serve(desktop: Desktop, library: Library, env: NodeJS.ProcessEnv = {}): Promise<{ url: string; process: Owned }> {
  const port = await freePort();
  const started = own(binaries.browser, ['--library', library.folder], { ...desktop.env, ...env, devserver: `127.0.0.1:${port}` }, root);
  const url = `http://127.0.0.1:${port}`;
  await until('the page is served', async () => {
    if (started.child.exitCode !== null) throw new Error(`Northboard ended: ${started.output()}`);
    return fetch(url).then((answer) => answer.ok, () => false);
  });
  return { url, process: started };
}

/** The real window, and the port of its inspector. */
export async function openWindow(desktop: Desktop, library: Library, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<{ port: number; process: Owned }> {
  const port = await freePort();
  const started = own(binaries.window, ['--library', library.folder, ...args], {
    ...desktop.env,
    ...env,
    WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}`,
  });
  return { port, process: started };
}
