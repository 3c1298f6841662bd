// What the numbers were measured on.

import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { run } from '../../e2e/support/process';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly system: string;
  readonly engines: Readonly<Record<string, string>>;
}

const said = (command: string, ...args: string[]): Promise<string> => run(command, args).then((text) => text.trim().split('\n')[0] ?? '', () => 'unknown');

export async function readMachine(): Promise<Machine> {
  const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
  const chromium = await run(process.env.CHROMIUM ?? '/usr/bin/chromium', ['--version']).catch(() => '');
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${name}, Linux ${release()}`,
    engines: {
      WebKitGTK: await said('pkg-config', '--modversion', 'webkit2gtk-4.1'),
      Chromium: /Chromium ([\d.]+)/.exec(chromium)?.[1] ?? 'unknown',
      Go: (await said('go', 'env', 'GOVERSION')).replace(/^go/, ''),
      vips: /[\d.]+/.exec(await said('vipsthumbnail', '--vips-version'))?.[0] ?? 'unknown',
      ImageMagick: /ImageMagick ([\d.-]+)/.exec(await said('convert', '-version'))?.[1] ?? 'unknown',
    },
  };
}

export const load = (): number => loadavg()[0] ?? 0;
