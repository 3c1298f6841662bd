// The main steps in the real WebKitGTK window: keys, mouse, files, clipboard and window manager are real.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { format, hashOf, nameOf, photos } from '../support/photos';
import { until } from '../support/process';
import { haveCorpus, type Library } from '../support/program';
import { count, itemOnceKept, items, rows } from '../support/rows';
import { expect, test } from './window';

function kept(library: Library): string[] {
  const folder = join(library.folder, 'pictures');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name.split('.')[0] ?? '').sort();
}

test('an aspiration is typed, a note is written, moved and given back, and all is there the next time', async ({ open, library }) => {
  const window = await open();
  await window.still('What would you like to become, or to do?');
  await window.type('Build boats that last');
  await window.key('Tab');
  await window.type('Because my father did');
  await window.click('Begin');
  await window.still('Word: Build boats that last');
  expect(await rows(library, 'SELECT what, why FROM aspiration')).toEqual([{ what: 'Build boats that last', why: 'Because my father did' }]);

  await window.clickAt({ x: 300, y: 180 }, 2);
  await window.page.waitFor('document.activeElement?.tagName === "TEXTAREA"');
  await window.type('First plank');
  await window.key('Escape');
  const before = await window.middle('Note: First plank');
  const note = await itemOnceKept(library, 'First plank');

  await window.drag(before, { x: before.x + 60, y: before.y + 120 });
  await expect.poll(async () => (await items(library)).find((item) => item.kind === 'note')?.y).not.toBe(note.y);
  const moved = await window.middle('Note: First plank');
  expect(Math.abs(moved.y - before.y - 120)).toBeLessThan(10);
  await window.key('ctrl+z');
  await expect.poll(async () => (await items(library)).find((item) => item.kind === 'note')?.y).toBe(note.y);
  expect(await window.middle('Note: First plank')).toEqual(before);

  await window.wheel(before, -3);
  await expect.poll(async () => JSON.parse((await rows<{ value: string }>(library, "SELECT value FROM setting WHERE id LIKE 'camera/%'"))[0]?.value ?? '{"zoom":1}') as { zoom: number }).not.toMatchObject({ zoom: 1 });
  const larger = await window.still('Note: First plank');
  expect(larger.width).toBeGreaterThan(230);

  const lies = await items(library);
  await window.quit();
  const again = await open();
  expect(await again.still('Note: First plank')).toEqual(larger);
  expect(await items(library)).toEqual(lies);
  await again.quit();
});

test.describe('pictures', () => {
  test.skip(!haveCorpus, 'no corpus of photographs: set NORTHBOARD_CORPUS');

  test('twenty photographs dropped from a file manager land as a collage', async ({ window, library }) => {
    const files = photos();
    await window.dropFiles(files, { x: 680, y: 300 });
    for (const file of files) await window.still(nameOf(file));
    expect(await count(library, 'item')).toBe(20);
    expect(kept(library)).toEqual(files.map(hashOf).sort());
    await window.key('ctrl+z');
    await expect.poll(() => count(library, 'item')).toBe(0);
    await window.quit();
  });

  test('a file with a name of any kind, and one that is no picture', async ({ window, desktop, library }) => {
    const folder = mkdtempSync(join(desktop.home, 'Ünïcode and spaces '));
    const good = join(folder, 'Zürich & 100% “sunny” #1.jpg');
    const bad = join(folder, 'no picture.png');
    copyFileSync(photos()[3] ?? '', good);
    writeFileSync(bad, 'plain words');
    await window.dropFiles([bad, good], { x: 680, y: 300 });
    await window.reads('“no picture.png” is not a picture Northboard can read');
    await window.still(nameOf(good));
    expect(kept(library)).toEqual([hashOf(good)]);
    await window.quit();
  });

  test('“Add pictures” opens at the Pictures folder', async ({ window, desktop, library }) => {
    const [photo = ''] = photos();
    mkdirSync(join(desktop.home, 'Pictures'));
    copyFileSync(photo, join(desktop.home, 'Pictures', basename(photo)));
    await window.click('Add pictures');
    const dialog = await until('the dialog', () => desktop.run('xdotool', ['search', '--onlyvisible', '--name', '^Add pictures$']).catch(() => ''));
    await desktop.run('xdotool', ['windowactivate', '--sync', dialog.trim()]);
    // A name without a folder is found where the dialog stands.
    await window.key('ctrl+l');
    await window.type(basename(photo));
    await window.key('Return');
    await window.still(nameOf(photo));
    expect(kept(library)).toEqual([hashOf(photo)]);
    await window.quit();
  });

  test('a dialog that is cancelled adds nothing', async ({ window, desktop, library }) => {
    await window.click('Add pictures');
    const dialog = await until('the dialog', () => desktop.run('xdotool', ['search', '--onlyvisible', '--name', '^Add pictures$']).catch(() => ''));
    await desktop.run('xdotool', ['windowactivate', '--sync', dialog.trim()]);
    await window.key('Escape');
    await until('the dialog is gone', () => desktop.run('xdotool', ['search', '--onlyvisible', '--name', '^Add pictures$']).then(() => false, () => true));
    await window.still('Drop pictures here');
    expect(await count(library, 'item')).toBe(0);
    await window.quit();
  });

  test('a picture, a list of files and a text come from the clipboard', async ({ window, desktop, library }) => {
    const list = join(desktop.home, 'list');
    const [first = '', second = ''] = photos();
    writeFileSync(list, `file://${first}\r\nfile://${second}\r\n`);
    const copy = (type: string, file: string) => desktop.start('xclip', ['-quiet', '-selection', 'clipboard', '-t', type, '-i', file]);
    const offered = (type: string) => until(`${type} on the clipboard`, async () => (await desktop.run('xclip', ['-selection', 'clipboard', '-t', 'TARGETS', '-o']).catch(() => '')).includes(type));

    copy('image/png', format('alpha.png'));
    await offered('image/png');
    await window.clickAt({ x: 200, y: 200 });
    await window.key('ctrl+v');
    await window.page.waitFor('[...document.querySelectorAll("[data-item]")].length === 1');
    expect(await count(library, 'picture')).toBe(1);

    copy('text/uri-list', list);
    await offered('text/uri-list');
    await window.key('ctrl+v');
    await window.still(nameOf(first));
    await window.still(nameOf(second));
    expect(await count(library, 'picture')).toBe(3);

    const words = join(desktop.home, 'words');
    writeFileSync(words, 'Ask Mira for an hour');
    copy('UTF8_STRING', words);
    await offered('UTF8_STRING');
    await window.key('ctrl+v');
    await window.still('Note: Ask Mira for an hour');
    await window.quit();
  });

  test('“Make this a goal” is one line and Enter', async ({ window, library }) => {
    const [photo = ''] = photos();
    await window.dropFiles([photo], { x: 680, y: 300 });
    await window.still(nameOf(photo));
    await window.click('Make this a goal');
    await window.page.waitFor('document.activeElement?.tagName === "INPUT"');
    await window.type('Read 12 books by 30 June');
    await window.page.waitFor('document.body.innerText.includes("12 books")');
    await window.key('Return');
    await window.still('Goal: Read 12 books, 0%');
    expect(await rows(library, 'SELECT measure, target, unit FROM goal')).toEqual([{ measure: 'number', target: 12, unit: 'books' }]);
    await window.quit();
  });
});

test('the window comes back as large as it was left', async ({ window, open, desktop }) => {
  await desktop.run('xdotool', ['windowsize', '--sync', window.id, '1111', '777']);
  await window.page.waitFor('innerWidth === 1111 && innerHeight === 777');
  await window.quit();
  const again = await open();
  expect(await again.geometry()).toMatchObject({ width: 1111, height: 777 });
  await again.quit();
});

test('the window does not become smaller than what it shows', async ({ window, desktop }) => {
  await desktop.run('wmctrl', ['-i', '-r', window.id, '-e', '0,-1,-1,300,200']);
  await until('the smallest size', async () => {
    const { width, height } = await window.geometry();
    return width === 900 && height === 600;
  });
  await window.quit();
});

test('a second start raises the first and ends', async ({ window, desktop, library }) => {
  await desktop.run('xdotool', ['windowminimize', '--sync', window.id]);
  const { command } = await import('../support/program');
  await command(desktop, library, 'window', '--open', 'plan');
  await until('the window is up again', () => desktop.run('xdotool', ['getactivewindow']).then((said) => said.trim() === window.id, () => false));
  await window.still('Add an aspiration');
  await window.quit();
});

test('the sample shows what it is for', async ({ open, library }) => {
  const window = await open();
  await window.click('Look at a sample');
  await window.still('Goal: ');
  expect(await count(library, 'goal')).toBeGreaterThan(0);
  for (const place of ['Today', 'Plan', 'Review', 'Library', 'Board']) {
    await window.click(place);
    await window.page.waitFor(`document.querySelector('nav [aria-current=page]')?.textContent.includes('${place}')`);
  }
  await window.quit();
});
