// Child processes that a test owns: started, waited for, and ended by their own id.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

export interface Owned {
  readonly child: ChildProcess;
  /** What it has said so far, both streams. */
  output(): string;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
  /** Settles with the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
}

export function own(command: string, args: string[], env: NodeJS.ProcessEnv, cwd?: string): Owned {
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  child.stderr.on('data', (data) => (said += String(data)));
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => resolve(code));
    child.on('error', (error) => {
      said += `\n${error.message}`;
      resolve(null);
    });
  });
  return {
    child,
    ended,
    output: () => said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
        await ended;
        clearTimeout(hard);
      }
    },
  };
}

/** Runs a command to its end; a failing one throws with what it said. */
export async function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const owned = own(command, args, env);
  // Gone is not yet silent: what it said last may still be in the pipe.
  const silent = new Promise((resolve) => owned.child.once('close', resolve));
  const code = await owned.ended;
  if (code !== null) await silent;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${owned.output()}`);
  return owned.output();
}

/** Asks until the answer is truthy, at most `within` ms. */
export async function until<T>(what: string, ask: () => T | Promise<T>, within = 20_000): Promise<NonNullable<T>> {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
