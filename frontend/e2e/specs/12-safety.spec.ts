// Backups and the way back, through the page: made, looked into, restored whole and in part, checked and mended; and from
// a library that cannot be opened.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { command, type Library } from '../support/program';
import { itemOnceKept, items } from '../support/rows';
import { expect, test } from '../support/test';

let board: BoardPage;
let panel: Locator;

test.beforeEach(({ page }) => {
  board = new BoardPage(page);
  panel = page.getByRole('dialog', { name: 'Safety' });
});

async function begin(page: Page, library: Library): Promise<void> {
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 300, y: 200 }, 'Mine');
  await itemOnceKept(library, 'Mine');
}

async function openPanel(page: Page): Promise<void> {
  await new Places(page).go('Library');
  await page.getByRole('button', { name: 'See the backups' }).click();
  await expect(panel.getByRole('button', { name: 'Back up now' })).toBeVisible();
}

async function backUp(page: Page): Promise<void> {
  await openPanel(page);
  await panel.getByRole('button', { name: 'Back up now' }).click();
  await expect(panel.getByText(/^Backed up, opened and compared\./u)).toBeVisible();
}

const backups = (library: Library): string[] =>
  existsSync(join(library.folder, 'backups'))
    ? readdirSync(join(library.folder, 'backups')).filter((name) => /^\d{8}T\d{6}Z-/u.test(name))
    : [];

/** Every file below a folder. */
const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

function spoil(path: string): void {
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0x40;
  writeFileSync(path, bytes);
}

test('back up, then have everything back as it was, without a restart', async ({ page, northboard: { library } }) => {
  await begin(page, library);
  await openPanel(page);
  await expect(panel.getByText('There is no backup yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await backUp(page);
  await expect(panel.getByText(/The last good backup is from today/u)).toBeVisible();
  await expect(panel.getByText(/opened and compared with your library: 1 thing on the boards/u)).toBeVisible();
  const [name] = backups(library);
  expect(existsSync(join(library.folder, 'backups', name ?? '', 'manifest.json'))).toBe(true);
  expect(statSync(join(library.folder, 'backups')).mode & 0o077).toBe(0);
  await page.keyboard.press('Escape');

  await new Places(page).go('Board');
  await board.noteAt({ x: 640, y: 300 }, 'Since then');
  await itemOnceKept(library, 'Since then');
  await openPanel(page);
  await panel.getByRole('button', { name: /^Restore: the backup of today/u }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('1 thing on the boards');
  await expect(question.getByRole('button', { name: 'Keep it as it is' })).toBeFocused();
  await question.getByRole('button', { name: 'Restore it' }).click();
  await expect(board.notices.getByText(/^Your library is restored\. The library as it was is kept in .*library before /u)).toBeVisible();
  expect((await items(library)).map((item) => item.text)).toEqual(['Mine']);
  const kept = readdirSync(dirname(library.folder)).find((entry) => entry.startsWith('library before '));
  expect(kept).toBeDefined();
  expect(existsSync(join(dirname(library.folder), kept ?? '', 'northboard.db'))).toBe(true);
  // The window goes on with the restored library, and all backups came along.
  await new Places(page).go('Board');
  await expect(board.thing('Note: Mine')).toBeVisible();
  await board.noteAt({ x: 640, y: 400 }, 'After it');
  await itemOnceKept(library, 'After it');
  expect(backups(library)).toContain(name);
});

test('one board comes back out of a backup, as one step', async ({ page, northboard: { library } }) => {
  await begin(page, library);
  await backUp(page);
  await page.keyboard.press('Escape');
  await new Places(page).go('Board');
  await board.click('Note: Mine');
  await board.press('Delete');
  await expect.poll(async () => (await items(library)).length).toBe(0);
  await board.noteAt({ x: 640, y: 300 }, 'Since then');
  await itemOnceKept(library, 'Since then');
  await openPanel(page);
  await panel.getByRole('button', { name: /^Look into the backup of today/u }).click();
  const bring = panel.getByRole('button', { name: /^Bring back the board/u });
  await bring.click();
  await expect(panel.getByText(/is back as it was then/u)).toBeVisible();
  expect((await items(library)).map((item) => item.text).sort()).toEqual(['Mine', 'Since then']);
  await bring.click();
  await expect(panel.getByText(/is already as it was then/u)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await items(library)).map((item) => item.text)).toEqual(['Since then']);
});

test('a damaged picture is found, named and mended from the backup', async ({ page, northboard: { library } }) => {
  await new Welcome(page).sample.click();
  await expect(board.all.first()).toBeVisible();
  await backUp(page);
  const check = panel.getByRole('button', { name: 'Check everything now' });
  await check.click();
  await expect(panel.getByText(/^Everything is whole:/u)).toBeVisible();
  const [original] = files(join(library.folder, 'pictures'));
  if (!original) throw new Error('the sample has no pictures');
  const before = readFileSync(original);
  spoil(original);
  await check.click();
  await expect(panel.getByText(/^The picture “.+” is damaged in your library\.$/u)).toBeVisible();
  await panel.getByRole('button', { name: 'Mend what can be mended' }).click();
  await expect(panel.getByText(/is damaged in your library\. It was mended from a copy that is whole\.$/u)).toBeVisible();
  expect(readFileSync(original).equals(before)).toBe(true);
});

test('each backup goes to the second place, and a disk that is away is told', async ({ page, northboard }) => {
  const { library, desktop } = northboard;
  await begin(page, library);
  await command(desktop, library, 'backup');
  const second = join(dirname(library.folder), 'disk');
  // As the folder dialog keeps it; the dialog itself is the desktop's.
  const { id } = JSON.parse(readFileSync(join(library.folder, 'library.json'), 'utf8')) as { id: string };
  writeFileSync(join(library.folder, 'backups', 'places.json'), JSON.stringify({ second, id }));
  await openPanel(page);
  await expect(panel.getByText('It is not there now. The next backup goes there when it is.')).toBeVisible();
  await panel.getByRole('button', { name: 'Back up now' }).click();
  await expect(panel.getByText(/The second place is not there now/u)).toBeVisible();
  mkdirSync(second);
  await panel.getByRole('button', { name: 'Back up now' }).click();
  await expect(panel.getByText(/It is in the second place, too\.$/u)).toBeVisible();
  expect(files(second).some((file) => file.endsWith('northboard.db'))).toBe(true);
});

test('a library that cannot be opened leads to its backups, and back', async ({ page, northboard }) => {
  const { library, desktop } = northboard;
  await begin(page, library);
  await command(desktop, library, 'backup');
  await board.noteAt({ x: 640, y: 300 }, 'Since then');
  await itemOnceKept(library, 'Since then');
  await command(desktop, library, 'backup');
  await northboard.process.stop();
  const [newest] = backups(library).sort().reverse();
  spoil(join(library.folder, 'backups', newest ?? '', 'northboard.db'));
  for (const file of ['', '-wal', '-shm']) rmSync(library.database + file, { force: true });
  await northboard.restart();
  await expect(page.getByRole('heading', { name: 'Your library could not be opened' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('northboard.db is missing');
  await expect(page.getByText(/This backup’s file is damaged\. It is not offered\./u)).toBeVisible();
  const verbs = page.getByRole('button', { name: /^Restore this one/u });
  await expect(verbs).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Show the folder' })).toBeVisible();
  await verbs.click();
  await expect(board.notices.getByText(/^Your library is restored\./u)).toBeVisible();
  await expect(board.thing('Note: Mine')).toBeVisible();
  expect((await items(library)).map((item) => item.text)).toEqual(['Mine']);
  await board.noteAt({ x: 300, y: 600 }, 'After it');
  await itemOnceKept(library, 'After it');
});
