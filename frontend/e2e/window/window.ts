// The real window on a desktop of its own, and a person before it: real keys, a real mouse, real files.
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { Desktop } from '../support/desktop';
import { until, type Owned } from '../support/process';
import { command, Library, openWindow } from '../support/program';
import { Inspector } from './inspector';

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** Finds an element as a person names it: by its label or its words, whether it is selected or not. */
const find = (name: string): string => `(() => {
  const wanted = ${JSON.stringify(name)};
  const called = (element) => (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').trim().replace(/, selected$/u, '');
  const all = [...document.querySelectorAll('[aria-label], button, input, textarea, h1, h2, p, a, [role]')];
  return all.find((element) => element.checkVisibility() && called(element) === wanted)
    ?? all.find((element) => element.checkVisibility() && called(element).startsWith(wanted));
})()`;

export class RealWindow {
  readonly desktop: Desktop;
  readonly library: Library;
  readonly process: Owned;
  readonly page: Inspector;
  readonly id: string;

  private constructor(desktop: Desktop, library: Library, process: Owned, page: Inspector, id: string) {
    this.desktop = desktop;
    this.library = library;
    this.process = process;
    this.page = page;
    this.id = id;
  }

  static async open(desktop: Desktop, library: Library, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<RealWindow> {
    const { port, process } = await openWindow(desktop, library, args, env);
    const page = await Inspector.connect(port);
    const id = await until('the window on screen', () => desktop.run('xdotool', ['search', '--onlyvisible', '--name', '^Northboard$']).then((said) => said.trim().split('\n')[0], () => ''));
    await page.waitFor('document.querySelector("main, [role=application]") !== null');
    return new RealWindow(desktop, library, process, page, id);
  }

  // What is seen.

  async box(name: string): Promise<Box | null> {
    return this.page.evaluate<Box | null>(`(() => { const box = ${find(name)}?.getBoundingClientRect(); return box ? { x: box.x, y: box.y, width: box.width, height: box.height } : null; })()`);
  }

  /** Where something stands, once it is there and has stood still for two frames. */
  async still(name: string): Promise<Box> {
    let last = '';
    return until(`“${name}” in the window`, async () => {
      const box = await this.box(name);
      const now = JSON.stringify(box);
      const stood = box !== null && now === last;
      last = now;
      return stood ? box : null;
    });
  }

  async middle(name: string): Promise<Point> {
    const box = await this.still(name);
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  }

  async gone(name: string): Promise<void> {
    await until(`“${name}” is gone`, async () => (await this.box(name)) === null);
  }

  /** Text anywhere in the page. */
  async reads(words: string): Promise<void> {
    await this.page.waitFor(`document.body.innerText.includes(${JSON.stringify(words)})`).catch(async (reason: Error) => {
      throw new Error(`${reason.message}\nThe page says: ${await this.page.evaluate<string>('document.body.innerText')}`);
    });
  }

  async geometry(): Promise<Box> {
    const said = await this.#xdotool('getwindowgeometry', '--shell', this.id);
    const value = (key: string): number => Number(new RegExp(`^${key}=(-?\\d+)$`, 'mu').exec(said)?.[1]);
    return { x: value('X'), y: value('Y'), width: value('WIDTH'), height: value('HEIGHT') };
  }

  // What the person does.

  #xdotool(...args: string[]): Promise<string> {
    return this.desktop.run('xdotool', args);
  }

  async move({ x, y }: Point): Promise<void> {
    await this.#xdotool('mousemove', '--window', this.id, String(Math.round(x)), String(Math.round(y)));
  }

  async click(name: string): Promise<void> {
    await this.clickAt(await this.middle(name));
  }

  async clickAt(at: Point, times = 1): Promise<void> {
    await this.move(at);
    await this.#xdotool('click', '--repeat', String(times), '--delay', '80', '1');
  }

  /** Presses, goes there in steps, and lets go. */
  async drag(from: Point, to: Point): Promise<void> {
    await this.move(from);
    await this.#xdotool('mousedown', '1');
    for (let step = 1; step <= 10; step++) await this.move({ x: from.x + ((to.x - from.x) * step) / 10, y: from.y + ((to.y - from.y) * step) / 10 });
    await this.#xdotool('mouseup', '1');
  }

  async wheel(at: Point, turns: number): Promise<void> {
    await this.move(at);
    await this.#xdotool('click', '--repeat', String(Math.abs(turns)), turns < 0 ? '4' : '5');
  }

  async type(text: string): Promise<void> {
    await this.#xdotool('type', '--delay', '12', text);
  }

  async key(...keys: string[]): Promise<void> {
    await this.#xdotool('key', ...keys);
  }

  /** Waits for one of the desktop's dialogs, types a path into it and takes it. */
  async answerDialog(title: string, path: string): Promise<void> {
    await this.#dialog(title, 'Return', async () => {
      await this.key('ctrl+l'); // GTK's own key for the field that takes paths
      await this.key('ctrl+a');
      await this.type(path);
    });
  }

  /** Waits for one of the desktop's dialogs and leaves it as it is. */
  async leaveDialog(title: string): Promise<void> {
    await this.#dialog(title, 'Escape', () => Promise.resolve());
  }

  async #dialog(title: string, end: string, answer: () => Promise<void>): Promise<void> {
    const search = (): Promise<string> => this.#xdotool('search', '--onlyvisible', '--name', `^${title}$`).then((said) => said.trim(), () => '');
    const dialog = await until(`the dialog “${title}”`, search);
    await this.#xdotool('windowactivate', '--sync', dialog);
    await answer();
    // GTK completes what is typed: its list of proposals takes the first Return.
    for (let turn = 0; turn < 3 && (await search()) !== ''; turn++) {
      await this.key(end);
      await until(`“${title}” is gone`, async () => (await search()) === '', 2000).catch(() => undefined);
    }
    expect(await search(), `the dialog “${title}” is gone`).toBe('');
  }

  /** Drags files out of another program's window and lets them go over this one. */
  async dropFiles(files: string[], at: Point): Promise<void> {
    const source = this.desktop.start('/usr/bin/python3', [join(import.meta.dirname, 'drag_source.py'), ...files]);
    await until('the other program', () => /^ready$/mu.test(source.output()));
    const id = (await until('its window', () => this.#xdotool('search', '--onlyvisible', '--name', '^Files$').catch(() => ''))).trim();
    await this.#xdotool('mousemove', '--window', id, '40', '40', 'mousedown', '1', 'mousemove_relative', '--', '-20', '20');
    await until('the drag', async () => {
      if (/^dragging$/mu.test(source.output())) return true;
      await this.#xdotool('mousemove_relative', '--', '-4', '4');
      return false;
    });
    // Files are let go only once the board has seen them come.
    let turn = 0;
    await until('the board to see the drag', async () => {
      turn++;
      await this.move({ x: at.x + (turn % 2) * 6, y: at.y });
      return this.page.evaluate<boolean>('document.querySelector(".dropping") !== null');
    });
    await this.#xdotool('mouseup', '1');
    await until('the drag to end', () => /^done$/mu.test(source.output()));
    await source.stop();
  }

  /** Closes the window as the window manager does, and waits for the program to end. */
  async quit(): Promise<void> {
    await this.desktop.run('wmctrl', ['-i', '-c', this.id]);
    const code = await this.process.ended;
    expect(this.process.output()).not.toMatch(/SIGSEGV|panic:|fatal error/u);
    expect(code).toBe(0);
  }
}

interface Fixtures {
  desktop: Desktop;
  library: Library;
  /** Opens the window; it may be opened again after it was quit. */
  open: (...args: string[]) => Promise<RealWindow>;
  /** The window of a new library, past the first screen. */
  window: RealWindow;
}

export const test = base.extend<Fixtures>({
  desktop: async ({}, use, info) => {
    const desktop = await Desktop.start({ windowManager: true });
    await use(desktop);
    if (info.status !== info.expectedStatus) await desktop.screenshot(info.outputPath('screen.png'));
    await desktop.stop();
  },
  library: async ({ desktop }, use) => {
    const library = new Library(desktop);
    await use(library);
    await command(desktop, library, 'agent', 'stop').catch(() => undefined);
  },
  open: async ({ desktop, library }, use, info) => {
    const opened: RealWindow[] = [];
    await use(async (...args) => {
      const window = await RealWindow.open(desktop, library, args);
      opened.push(window);
      return window;
    });
    for (const window of opened) {
      if (info.status !== info.expectedStatus) await info.attach('northboard', { body: window.process.output() });
      window.page.close();
      await window.process.stop();
    }
  },
  window: async ({ open }, use) => {
    const window = await open();
    await window.click('Skip for now');
    await window.still('Drop pictures here');
    await use(window);
  },
});

export { expect };
