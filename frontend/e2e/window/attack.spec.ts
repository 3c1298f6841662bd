// Hostile content in the real WebKitGTK window: none of it calls into Go, sends anything anywhere, or takes the page away.
// The control leaves the guard and the policy away and must see each attack land that can.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Desktop } from '../support/desktop';
import { until } from '../support/process';
import type { Library } from '../support/program';
import { rows } from '../support/rows';
import { asThePage, attacks, call, type Attack } from './attacks';
import { expect, RealWindow, test } from './window';

/** How long an attack is given. In the control nearly all land within it at once, and a busy machine's the next time. */
const settle = 400;

/** A server that counts who comes, by the path and at the door. */
class Away {
  readonly came: string[] = [];
  #server!: Server;

  static async start(): Promise<Away> {
    const away = new Away();
    away.#server = createServer((request, answer) => {
      away.came.push((request.url ?? '').slice(1));
      answer.setHeader('Access-Control-Allow-Origin', '*');
      answer.end('<title>away</title>');
    });
    away.#server.on('connection', () => away.came.push('connection'));
    away.#server.on('upgrade', (request, socket) => {
      away.came.push((request.url ?? '').slice(1));
      socket.destroy();
    });
    await new Promise<void>((done) => away.#server.listen(0, '127.0.0.1', done));
    return away;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Puts attacks into the page, all at once; what one throws is its own affair. */
const launch = (some: Attack[], wait = settle): string => `Promise.all([${some.map((attack) => launchOne(attack, wait)).join(',')}])`;

const launchOne = (attack: Attack, wait: number): string => `new Promise((settled) => {
  const ground = document.createElement('div');
  document.body.append(ground);
  // Later, because the inspector lets what it evaluates itself do more than the page may.
  setTimeout(async () => {
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    try {
      ground.append(document.createRange().createContextualFragment(${JSON.stringify(attack.html ?? '')}));
      await (async () => { ${attack.script ?? ''} })();
    } catch {}
    await wait(${wait});
    ground.remove();
    settled(true);
  });
})`;

function handfuls(all: Attack[]): Attack[][] {
  return Array.from({ length: Math.ceil(all.length / 6) }, (_, n) => all.slice(n * 6, n * 6 + 6));
}

async function called(library: Library): Promise<string[]> {
  return (await rows<{ what: string }>(library, 'SELECT what FROM aspiration ORDER BY what')).map((row) => row.what);
}

/** A program of the desktop's that notes what it was asked to open. */
function recorder(desktop: Desktop): { env: NodeJS.ProcessEnv; opened: string } {
  const folder = join(desktop.home, 'recorder');
  const opened = join(folder, 'opened');
  mkdirSync(folder);
  for (const name of ['xdg-open', 'x-www-browser', 'www-browser', 'wslview']) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "$1" >> ${opened}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return { env: { PATH: `${folder}:${desktop.env.PATH ?? ''}` }, opened };
}

let away: Away;
test.beforeAll(async () => {
  away = await Away.start();
});
test.afterAll(() => away.stop());
test.beforeEach(() => {
  away.came.length = 0;
});

test('nothing gets in, out, or away', async ({ desktop, library }) => {
  const { env, opened } = recorder(desktop);
  const window = await RealWindow.open(desktop, library, [], env);
  await window.click('Skip for now');
  await window.still('Drop pictures here');
  const start = await window.page.evaluate<string>('(window.stood = "here", location.href)');
  const failed: string[] = [];
  for (const some of handfuls(attacks(away.address))) {
    await window.page.evaluate(launch(some));
    const now = await window.page.evaluate<{ stood: string; at: string }>('({ stood: window.stood, at: location.href })');
    if (now.stood !== 'here' || now.at.replace(/#$/u, '') !== start) failed.push(`${some.map((attack) => attack.name).join(', ')}: the page is at ${now.at}`);
  }
  // A real mouse on a link that covers the window is what WebKit trusts most.
  for (const href of [`${away.address}/mouse`, `javascript:${call('mouse')}`]) {
    await window.page.evaluate(`(() => { const a = document.createElement('a'); a.id = 'cover'; a.target = '_blank'; a.href = ${JSON.stringify(href)}; a.style = 'position:fixed;inset:0;z-index:99999'; a.onclick = () => { a.dataset.clicked = 'yes'; }; document.body.append(a); })()`);
    await window.clickAt({ x: 400, y: 300 });
    await window.page.waitFor('document.querySelector("#cover").dataset.clicked === "yes"');
    await window.page.evaluate(`new Promise((done) => setTimeout(() => { document.querySelector('#cover').remove(); done(true); }, ${settle}))`);
  }
  expect(failed).toEqual([]);
  expect(await window.page.evaluate('window.stood')).toBe('here');
  expect(away.came).toEqual([]);
  expect(await called(library)).toEqual([]);
  expect(existsSync(opened)).toBe(false);
  expect(await desktop.run('xdotool', ['search', '--onlyvisible', '--pid', String(window.process.child.pid)]).then((said) => said.trim().split('\n'))).toEqual([window.id]);

  // The page still does its work: a call of its own comes through.
  await window.page.evaluate(call('its own'));
  await expect.poll(() => called(library)).toEqual(['its own']);
  await window.quit();
});

test('the guard alone: without the policy nothing gets out or away, and only script in the page itself gets in', async ({ desktop, library }) => {
  const { env, opened } = recorder(desktop);
  const window = await RealWindow.open(desktop, library, [], { ...env, NORTHBOARD_WITHOUT_POLICY: '1' });
  await window.click('Skip for now');
  await window.still('Drop pictures here');
  expect(await window.page.evaluate(`fetch('/').then((answer) => answer.headers.get('Content-Security-Policy'))`)).toBeNull();
  const start = await window.page.evaluate<string>('(window.stood = "here", location.href)');
  const all = attacks(away.address);
  const failed: string[] = [];
  for (const some of handfuls(all)) {
    await window.page.evaluate(launch(some));
    const now = await window.page.evaluate<{ stood: string; at: string }>('({ stood: window.stood, at: location.href })');
    if (now.stood !== 'here' || now.at.replace(/#$/u, '') !== start) failed.push(`${some.map((attack) => attack.name).join(', ')}: the page is at ${now.at}`);
  }
  expect(failed).toEqual([]);
  expect(away.came).toEqual([]);
  expect(existsSync(opened)).toBe(false);
  const landed = await called(library);
  expect(landed).toContain('inline-script'); // The policy was really away.
  expect(landed.filter((name) => !asThePage.has(name))).toEqual([]);
  await window.quit();
});

test('the control: without guard and policy the attacks land', async ({ desktop, library }) => {
  const { env, opened } = recorder(desktop);
  const window = await RealWindow.open(desktop, library, [], { ...env, NORTHBOARD_WITHOUT_GUARD: '1' });
  await window.click('Skip for now');
  await window.still('Drop pictures here');
  const all = attacks(away.address);
  const missing = async (): Promise<Attack[]> => {
    const landed = await called(library);
    return all.filter((attack) => (attack.lands === 'call' && !landed.includes(attack.name)) || (attack.lands === 'request' && !away.came.includes(attack.name)));
  };
  for (let turn = 0, left = await missing(); turn < 4 && left.length > 0; turn++, left = await missing()) {
    for (const some of handfuls(left)) await window.page.evaluate(launch(some));
  }
  expect((await missing()).map((attack) => attack.name)).toEqual([]);
  await window.page.evaluate(launch(all.filter((attack) => attack.name === 'wails-open'), 0));
  await until('Wails opens what the page asks for', () => existsSync(opened));

  let open = window;
  const leaving = all.filter((attack) => attack.lands === 'gone');
  for (const [n, attack] of leaving.entries()) {
    // A page that goes away answers nothing more, so the answer is not waited for.
    void open.page.evaluate(launch([attack])).catch(() => undefined);
    await until(`${attack.name} takes the page away`, async () => (await open.page.evaluate<string>('location.href').catch(() => 'gone')) !== 'wails://wails/');
    open.page.close();
    await open.process.stop();
    if (n + 1 < leaving.length) open = await RealWindow.open(desktop, library, [], { ...env, NORTHBOARD_WITHOUT_GUARD: '1' });
  }
});
