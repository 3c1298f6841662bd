// The wallpaper on real desktops: painted by the hidden window, set by the desktop's own tool, read back from the screen.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Desktop } from '../support/desktop';
import { run, until } from '../support/process';
import { binaries, command, Library } from '../support/program';
import { rows } from '../support/rows';
import { expect, test } from './window';

const corner = { x: 12, y: 400 };

/** '#RRGGBB' of a pixel of the screen, or of a file. */
async function pixel(desktop: Desktop, { x, y } = corner, file?: string): Promise<string> {
  const crop = ['-depth', '8', '-crop', `1x1+${x}+${y}`, 'txt:-'];
  const said = file ? await desktop.run('convert', [file, ...crop]) : await desktop.run('import', ['-window', 'root', ...crop]);
  const found = /#([0-9A-F]{6})/iu.exec(said)?.[1];
  if (!found) throw new Error(`no pixel in: ${said}`);
  return `#${found.toUpperCase()}`;
}

const painted = (library: Library): string[] => {
  const folder = join(library.folder, 'wallpaper');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('wallpaper-')).map((name) => join(folder, name)) : [];
};

/** A picture of one colour, as the person's own. */
async function own(desktop: Desktop, name: string, colour: string): Promise<string> {
  const file = join(desktop.home, `${name}.png`);
  await desktop.run('convert', ['-size', '64x40', `xc:${colour}`, file]);
  return file;
}

async function demo(desktop: Desktop, library: Library): Promise<void> {
  await command(desktop, library, 'demo', '--no-window');
}

const refused = (asked: Promise<string>): Promise<string> => asked.then((said) => { throw new Error(`it was done: ${said}`); }, (reason: Error) => reason.message);

/** Windows that came to the screen where a person could see them: larger than a pixel, and not beside the screen. */
function shown(events: string): string[] {
  const boxes = new Map<string, { x: number; y: number; w: number; h: number }>();
  const seen: string[] = [];
  for (const event of events.split('\n\n')) {
    const [, id = ''] = /(?:event|parent) 0x[0-9a-f]+, window (0x[0-9a-f]+)/u.exec(event) ?? [];
    const [, x, y, w, h] = /\((-?\d+),(-?\d+)\), width (\d+), height (\d+)/u.exec(event) ?? [];
    if (h !== undefined) boxes.set(id, { x: Number(x), y: Number(y), w: Number(w), h: Number(h) });
    if (!event.startsWith('MapNotify')) continue;
    const box = boxes.get(id);
    if (!box || (box.w > 1 && box.h > 1 && box.x + box.w > 0 && box.y + box.h > 0)) seen.push(id);
  }
  return seen;
}

test('a plain window manager: set, kept fresh, put back, and never a flash', async ({ desktop, library }) => {
  await demo(desktop, library);
  await desktop.run('feh', ['--no-fehbg', '--bg-fill', await own(desktop, 'theirs', '#c81e1e')]);
  expect(await pixel(desktop)).toBe('#C81E1E');

  const watch = desktop.start('stdbuf', ['-oL', 'xev', '-root', '-event', 'substructure']);
  // The watcher hears a window that is shown: only then does its silence mean anything.
  const seen = desktop.start('xmessage', ['here']);
  await until('the watcher to hear', () => shown(watch.output()).length > 0);
  await seen.stop();
  const before = watch.output().length;
  expect(await command(desktop, library, 'wallpaper', 'set', 'board')).toContain('Your wallpaper shows the board');
  expect(shown(watch.output().slice(before))).toEqual([]);
  await watch.stop();

  const [file = ''] = painted(library);
  expect(painted(library)).toHaveLength(1);
  expect((await desktop.run('identify', ['-format', '%m %wx%h', file])).trim()).toBe('PNG 1600x1000');
  for (const at of [corner, { x: 800, y: 500 }, { x: 1590, y: 990 }]) expect(await pixel(desktop, at)).toBe(await pixel(desktop, at, file));
  expect(await pixel(desktop)).not.toBe('#C81E1E');

  // Nothing new to see is nothing to paint.
  expect(await command(desktop, library, 'wallpaper', 'refresh')).toContain('Nothing was painted');
  await run('sqlite3', [library.database, "INSERT OR REPLACE INTO setting (id, value) VALUES ('theme', 'dark')"]);
  expect(await command(desktop, library, 'wallpaper', 'refresh')).toContain('Your wallpaper shows the board');
  const [dark = ''] = painted(library);
  expect(painted(library)).toHaveLength(1);
  expect(dark).not.toBe(file);
  expect(await pixel(desktop)).toBe(await pixel(desktop, corner, dark));

  expect(await command(desktop, library, 'wallpaper', 'restore')).toContain('former wallpaper is back');
  expect(await pixel(desktop)).toBe('#C81E1E');
  expect(await refused(command(desktop, library, 'wallpaper', 'restore'))).toContain('nothing to put back');
});

test('what the person chose since is never painted over', async ({ desktop, library }) => {
  await demo(desktop, library);
  await command(desktop, library, 'wallpaper', 'set', 'board');
  await desktop.run('feh', ['--no-fehbg', '--bg-fill', await own(desktop, 'newer', '#1e50c8')]);
  expect(await command(desktop, library, 'wallpaper', 'refresh')).toContain('so it stays');
  expect(await refused(command(desktop, library, 'wallpaper', 'restore'))).toContain('left as it is');
  expect(await pixel(desktop)).toBe('#1E50C8');
  // Set once more, it is that picture that comes back.
  await command(desktop, library, 'wallpaper', 'set', 'goal', 'Become lead designer');
  expect(await pixel(desktop)).not.toBe('#1E50C8');
  await command(desktop, library, 'wallpaper', 'restore');
  expect(await pixel(desktop)).toBe('#1E50C8');
});

test('above 8,192 pixels a picture is painted in pieces without seams', async ({ desktop, library }) => {
  await demo(desktop, library);
  const [board] = await rows<{ id: string }>(library, 'SELECT id FROM board');
  const paint = (size: string, out: string) => command(desktop, library, 'paint', '--board', board?.id ?? '', '--size', size, '--out', join(desktop.home, out));
  await paint('9600x600', 'wide');
  const [wide = ''] = readdirSync(join(desktop.home, 'wide'));
  expect((await desktop.run('identify', ['-format', '%wx%h', join(desktop.home, 'wide', wide)])).trim()).toBe('9600x600');
  expect(await refused(paint('40000x40000', 'huge'))).toContain('cannot be painted');
});

test('from the window: seen, set, and the former picture put back', async ({ desktop, library, open }) => {
  await demo(desktop, library);
  await desktop.run('feh', ['--no-fehbg', '--bg-fill', await own(desktop, 'theirs', '#c81e1e')]);
  const window = await open('window', '--open', 'board');
  await window.click('Wallpaper');
  await window.page.waitFor('document.querySelector("canvas.painted") !== null');
  await window.click('Set as wallpaper');
  await window.reads('Your wallpaper shows the board');
  const [file = ''] = painted(library);
  expect(await pixel(desktop, { x: 4, y: 996 })).toBe(await pixel(desktop, { x: 4, y: 996 }, file));
  await window.click('Put the former picture back');
  await window.reads('Your former picture is back.');
  expect(await pixel(desktop, { x: 4, y: 996 })).toBe('#C81E1E');
  await window.quit();
});

test('a goal, from the plan', async ({ desktop, library, open }) => {
  await demo(desktop, library);
  const [goal] = await rows<{ id: string }>(library, "SELECT id FROM goal WHERE title LIKE 'Become lead%'");
  const window = await open('window', '--open', `plan/${goal?.id}`);
  await window.click('More for this goal');
  await window.click('Show as wallpaper');
  await window.page.waitFor('document.querySelector("canvas.painted") !== null');
  await window.click('Set as wallpaper');
  await window.reads('Your wallpaper shows the goal “Become lead designer');
  expect(await rows(library, "SELECT json_extract(value, '$.kind') AS kind, json_extract(value, '$.id') AS id FROM setting WHERE id = 'wallpaper'")).toEqual([{ kind: 'goal', id: goal?.id }]);
  await window.quit();
});

test('an agent that starts paints what has changed since', async ({ desktop, library }) => {
  await demo(desktop, library);
  await command(desktop, library, 'wallpaper', 'set', 'board');
  const [before = ''] = painted(library);
  await run('sqlite3', [library.database, "INSERT OR REPLACE INTO setting (id, value) VALUES ('theme', 'dark')"]);
  desktop.start(binaries.window, ['--library', library.folder, 'agent']);
  const after = await until('another picture', () => painted(library).find((file) => file !== before));
  const want = await pixel(desktop, corner, after);
  await until('it on screen', async () => (await pixel(desktop)) === want);
});

test.describe('other desktops', () => {
  test('XFCE shows it on every workspace and gives the former picture back', async ({}) => {
    const desktop = await Desktop.start({ windowManager: true, name: 'XFCE' });
    const library = new Library(desktop);
    try {
      desktop.start('xfdesktop', ['--disable-wm-check']);
      const query = (...args: string[]): Promise<string> => desktop.run('xfconf-query', ['-c', 'xfce4-desktop', ...args]).catch(() => '');
      const places = await until('the settings of xfdesktop', async () => {
        const found = (await query('-l')).split('\n').filter((line) => line.endsWith('/last-image'));
        return found.length > 0 ? found : null;
      });
      await until('xfdesktop to paint', async () => (await pixel(desktop)) !== '#000000');
      const theirs = await own(desktop, 'theirs', '#c81e1e');
      for (const place of places) {
        await query('-p', place.replace(/last-image$/u, 'image-style'), '-n', '-t', 'int', '-s', '3');
        await query('-p', place, '-s', theirs);
      }
      await until('their picture', async () => (await pixel(desktop)) === '#C81E1E');
      await demo(desktop, library);
      await command(desktop, library, 'wallpaper', 'set', 'goal', 'Teach for forty');
      const [file = ''] = painted(library);
      for (const place of places) expect((await query('-p', place)).trim()).toBe(file);
      const want = await pixel(desktop, corner, file);
      await until('the new picture on screen', async () => (await pixel(desktop)) === want);
      await command(desktop, library, 'wallpaper', 'restore');
      await until('the former picture on screen', async () => (await pixel(desktop)) === '#C81E1E');
    } finally {
      await desktop.stop();
    }
  });

  test('GNOME is told for light and for dark, and its keys come back', async ({}) => {
    const desktop = await Desktop.start({ windowManager: true, name: 'GNOME' });
    const library = new Library(desktop);
    try {
      const key = (name: string): Promise<string> => desktop.run('gsettings', ['get', 'org.gnome.desktop.background', name]).then((said) => said.trim());
      await desktop.run('gsettings', ['set', 'org.gnome.desktop.background', 'picture-uri', 'file:///usr/share/theirs.png']);
      const dark = await key('picture-uri-dark');
      await demo(desktop, library);
      await command(desktop, library, 'wallpaper', 'set', 'board');
      const [file = ''] = painted(library);
      for (const name of ['picture-uri', 'picture-uri-dark']) expect(await key(name)).toBe(`'file://${file}'`);
      await command(desktop, library, 'wallpaper', 'restore');
      expect(await key('picture-uri')).toBe("'file:///usr/share/theirs.png'");
      expect(await key('picture-uri-dark')).toBe(dark);
      expect((await desktop.run('dconf', ['read', '/org/gnome/desktop/background/picture-uri-dark'])).trim()).toBe('');
    } finally {
      await desktop.stop();
    }
  });

  test('a desktop that cannot be recognised: the picture is saved and the sentence says where', async ({}) => {
    const desktop = await Desktop.start({ windowManager: true, name: 'KDE' });
    const library = new Library(desktop);
    try {
      await demo(desktop, library);
      const said = await refused(command(desktop, library, 'wallpaper', 'set', 'board'));
      expect(said).toContain('could not tell which desktop this is');
      const [file = 'none'] = painted(library);
      expect(said).toContain(`The picture is saved at ${file}`);
    } finally {
      await desktop.stop();
    }
  });

  test('without a screen the old picture stays', async ({ desktop, library }) => {
    await demo(desktop, library);
    const { DISPLAY: _, ...env } = desktop.env;
    const paint = (...args: string[]): Promise<string> => run(binaries.window, ['--library', library.folder, ...args], env);
    expect(await refused(paint('wallpaper', 'set', 'board'))).toContain('no display here');
    expect(await refused(run(binaries.window, ['--library', library.folder, 'wallpaper', 'refresh'], { ...env, DISPLAY: ':987' }))).toContain('There is no screen here to paint for, so the old picture stays.');
    expect(painted(library)).toEqual([]);
  });
});
