// A desktop of the test's own: a virtual screen, a session bus and, when asked, a window manager. Nothing of the
// machine's own session is touched.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { own, run, until, type Owned } from './process';

export interface DesktopOptions {
  screen?: string; // '1600x1000'
  windowManager?: boolean;
  /** XDG_CURRENT_DESKTOP; '' means a plain X session. */
  name?: string;
}

export class Desktop {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly #owned: Owned[];

  private constructor(env: NodeJS.ProcessEnv, home: string, owned: Owned[]) {
    this.env = env;
    this.home = home;
    this.#owned = owned;
  }

  static async start(options: DesktopOptions = {}): Promise<Desktop> {
    const home = mkdtempSync(join(tmpdir(), 'northboard-desktop-'));
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      TZ: 'Europe/Berlin',
      HOME: home,
      XDG_RUNTIME_DIR: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CACHE_HOME: join(home, 'cache'),
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      XDG_CURRENT_DESKTOP: options.name ?? '',
    };
    const screen = own('Xvfb', ['-displayfd', '1', '-screen', '0', `${options.screen ?? '1600x1000'}x24`, '-nolisten', 'tcp'], env);
    const owned = [screen];
    const display = await until('a virtual screen', () => /^(\d+)$/m.exec(screen.output())?.[1]);
    env.DISPLAY = `:${display}`;
    const bus = own('dbus-daemon', ['--session', '--nofork', '--print-address=1'], env);
    owned.push(bus);
    env.DBUS_SESSION_BUS_ADDRESS = await until('a session bus', () => /^(unix:\S+)$/m.exec(bus.output())?.[1]);
    if (options.windowManager) {
      owned.push(own('openbox', [], env));
      await until('a window manager', async () => (await xprop(env)).includes('_NET_SUPPORTING_WM_CHECK'));
    }
    return new Desktop(env, home, owned);
  }

  /** Starts a program on this desktop that ends with it. */
  start(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Owned {
    const owned = own(command, args, { ...this.env, ...env });
    this.#owned.push(owned);
    return owned;
  }

  run(command: string, args: string[]): Promise<string> {
    return run(command, args, this.env);
  }

  /** Writes a picture of the whole screen. */
  async screenshot(file: string): Promise<void> {
    await this.run('import', ['-window', 'root', file]);
  }

  async stop(): Promise<void> {
    for (const owned of this.#owned.reverse()) await owned.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

const xprop = (env: NodeJS.ProcessEnv): Promise<string> => run('xprop', ['-root'], env).catch(() => '');
