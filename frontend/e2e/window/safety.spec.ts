// Out and in again, a second place, and back to a backup, in the real window: the dialogs are GTK's own, and a path is typed into them.
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { haveCorpus, type Library } from '../support/program';
import { nameOf, photos } from '../support/photos';
import { count, itemOnceKept, items, rows } from '../support/rows';
import { expect, test, type RealWindow } from './window';

/** Everything that a person made, without what only means something in its own library. */
async function made(library: Library): Promise<unknown> {
  return [
    await rows(library, 'SELECT id, title, background, created FROM board ORDER BY id'),
    await rows(library, 'SELECT * FROM item ORDER BY id'),
    await rows(library, 'SELECT * FROM aspiration ORDER BY id'),
    await rows(library, 'SELECT * FROM picture ORDER BY id'),
  ];
}

async function note(window: RealWindow, library: Library, words: string, at: { x: number; y: number }): Promise<void> {
  await window.clickAt(at, 2);
  await window.page.waitFor('document.activeElement?.tagName === "TEXTAREA"');
  await window.type(words);
  await window.key('Escape');
  await window.still(`Note: ${words}`);
  await itemOnceKept(library, words);
}

async function openSafety(window: RealWindow): Promise<void> {
  await window.click('Library');
  await window.click('See the backups');
  await window.still('Back up now');
}

test('everything goes out into an archive, the library is wiped, and all comes in again', async ({ open, library }) => {
  const archive = join(dirname(library.folder), 'All & more.zip');
  const window = await open();
  await window.still('What would you like to become, or to do?');
  await window.type('Build boats that last');
  await window.click('Begin');
  await window.still('Word: Build boats that last');
  await note(window, library, 'First plank', { x: 300, y: 180 });
  if (haveCorpus) {
    const [photo = ''] = photos();
    await window.dropFiles([photo], { x: 680, y: 480 });
    await window.still(nameOf(photo));
  }
  const before = await made(library);
  await window.click('Library');
  await window.click('Export everything');
  await window.click('Choose where to save');
  await window.answerDialog('Export everything', archive);
  await window.reads('It was read back to be sure.');
  expect(statSync(archive).mode & 0o777).toBe(0o600);
  await window.quit();

  renameSync(library.folder, `${library.folder} wiped`);
  const fresh = await open();
  await fresh.click('Skip for now');
  await fresh.still('Drop pictures here');
  expect(await count(library, 'item')).toBe(0);
  await fresh.click('Library');
  await fresh.click('Import an archive');
  await fresh.answerDialog('Import an archive', archive);
  await fresh.reads('New to your library: 1 aspiration');
  await fresh.click('Import it');
  await fresh.reads('A board came with it.');
  expect(await made(library)).toEqual(before);
  await fresh.click('Board');
  await fresh.still('Note: First plank');
  if (haveCorpus) await fresh.still(nameOf(photos()[0] ?? ''));
  await fresh.quit();
});

test('a dialog that is cancelled writes nothing and asks nothing', async ({ window, desktop, library }) => {
  const folder = dirname(library.folder);
  const was = readdirSync(folder);
  await window.click('Library');
  await window.click('Export everything');
  await window.click('Choose where to save');
  await window.leaveDialog('Export everything');
  await window.click('Leave it');
  await window.click('Import an archive');
  await window.leaveDialog('Import an archive');
  await window.still('Export everything');
  expect(readdirSync(folder)).toEqual(was);
  expect(readdirSync(desktop.home).filter((name) => name.includes('.zip'))).toEqual([]);
  await window.quit();
});

test('a second place is chosen, and the library becomes what a backup holds', async ({ window, library, desktop }) => {
  const disk = join(desktop.home, 'Another disk');
  mkdirSync(disk);
  await note(window, library, 'Mine', { x: 300, y: 180 });
  await openSafety(window);
  await window.click('Choose a folder');
  await window.answerDialog('A second place for backups', disk);
  await window.reads('Each new backup is copied there, too.');
  await window.click('Back up now');
  await window.reads('It is in the second place, too.');
  const copies = readdirSync(disk, { recursive: true, encoding: 'utf8' });
  expect(copies.filter((path) => path.endsWith('northboard.db'))).toHaveLength(1);
  await window.key('Escape');

  await window.click('Board');
  await note(window, library, 'Since then', { x: 620, y: 180 });
  await openSafety(window);
  await window.click('Restore: the backup of today');
  await window.click('Restore it');
  await window.gone('Restore it');
  await window.reads('Your library is restored. The library as it was is kept in');
  expect((await items(library)).map((item) => item.text)).toEqual(['Mine']);
  const kept = readdirSync(dirname(library.folder)).filter((name) => name.startsWith('library before '));
  expect(kept).toHaveLength(1);
  expect(existsSync(join(dirname(library.folder), kept[0] ?? '', 'northboard.db'))).toBe(true);

  // The same window goes on with it: shown, changed, and there the next time.
  await window.click('Board');
  await window.still('Note: Mine');
  await window.gone('Note: Since then');
  await note(window, library, 'After it', { x: 620, y: 420 });
  expect((await items(library)).map((item) => item.text).sort()).toEqual(['After it', 'Mine']);
  await window.quit();
});
