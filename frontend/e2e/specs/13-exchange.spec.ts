// Everything out into one archive, and an archive in, through the page. Only the desktop's own file dialogs are answered
// by the test; the files are real.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { command, type Library } from '../support/program';
import { count, itemOnceKept, items } from '../support/rows';
import { expect, test } from '../support/test';

/** Answers the dialogs for a file. */
async function answer(page: Page, dialog: 'PickExport' | 'PickImport', path: string): Promise<void> {
  await page.evaluate(
    ([name, chosen]) => {
      const { go } = window as unknown as { go: { api: { Exchange: Record<string, () => Promise<string>> } } };
      go.api.Exchange[name] = () => Promise.resolve(chosen);
    },
    [dialog, path] as const,
  );
}

async function begin(page: Page, library: Library, words: string): Promise<void> {
  await new Welcome(page).skip.click();
  const board = new BoardPage(page);
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 300, y: 200 }, words);
  await itemOnceKept(library, words);
  await new Places(page).go('Library');
}

const beside = (library: Library, name: string): string => join(dirname(library.folder), name);

test('export everything, look into it elsewhere, import it, and undo that', async ({ page, northboard: { library, desktop } }) => {
  const path = beside(library, 'all.zip');
  await begin(page, library, 'A word to keep');
  await answer(page, 'PickExport', path);
  await page.getByRole('button', { name: 'Export everything' }).click();
  await page.getByRole('dialog', { name: 'Export everything' }).getByRole('button', { name: 'Choose where to save' }).click();
  await expect(page.getByText(/^In the archive: 1 board and 1 thing on a board\. It was read back to be sure\.$/u)).toBeVisible();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');

  // What another library would add to it.
  const other = { folder: beside(library, 'other') } as Library;
  await command(desktop, other, 'add', 'Call Ana');
  await command(desktop, other, 'export', beside(library, 'other.zip'));

  await answer(page, 'PickImport', beside(library, 'other.zip'));
  await page.getByRole('button', { name: 'Import an archive' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import this archive' });
  await expect(dialog.getByText('New to your library: 1 task.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import it' }).click();
  await expect(page.getByText('1 task came.')).toBeVisible();
  expect(await count(library, 'task')).toBe(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => count(library, 'task')).toBe(0);
  expect((await items(library)).map((item) => item.text)).toEqual(['A word to keep']);

  // What is here already adds nothing.
  await answer(page, 'PickImport', path);
  await page.getByRole('button', { name: 'Import an archive' }).click();
  const known = page.getByRole('dialog', { name: 'Nothing new in this archive' });
  await expect(known.getByText('Your library has all of it already.')).toBeVisible();
  await known.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(known).toHaveCount(0);
});

test('lock an archive with a passphrase, asked for twice, and open it again', async ({ page, northboard: { library } }) => {
  const path = beside(library, 'locked.zip.age');
  await begin(page, library, 'A secret');
  await answer(page, 'PickExport', path);
  await page.getByRole('button', { name: 'Export everything' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export everything' });
  await dialog.getByText('Lock it with a passphrase').click();
  await dialog.getByLabel('Passphrase', { exact: true }).fill('by the sea');
  await dialog.getByLabel('The same once more').fill('by the see');
  await dialog.getByRole('button', { name: 'Choose where to save' }).click();
  await expect(dialog.getByText('These are not the same. Type it once more.')).toBeVisible();
  expect(existsSync(path)).toBe(false);
  await dialog.getByLabel('The same once more').fill('by the sea');
  await dialog.getByRole('button', { name: 'Choose where to save' }).click();
  await expect(page.getByText(/It opens only with the passphrase\.$/u)).toBeVisible();
  expect(readFileSync(path).subarray(0, 21).toString()).toBe('age-encryption.org/v1');

  await answer(page, 'PickImport', path);
  await page.getByRole('button', { name: 'Import an archive' }).click();
  const locked = page.getByRole('dialog', { name: 'This archive is locked' });
  await locked.getByLabel('Passphrase').fill('by the see');
  await locked.getByRole('button', { name: 'Open it' }).click();
  await expect(locked.getByText(/^That passphrase does not open this archive\./u)).toBeVisible();
  await locked.getByLabel('Passphrase').fill('by the sea');
  await locked.getByLabel('Passphrase').press('Enter');
  await expect(page.getByText('Your library has all of it already.')).toBeVisible();
});

test('say of a file that is no archive what is wrong, and change nothing', async ({ page, northboard: { library } }) => {
  const path = beside(library, 'holiday.zip');
  await begin(page, library, 'Mine');
  writeFileSync(path, 'not a zip at all');
  await answer(page, 'PickImport', path);
  await page.getByRole('button', { name: 'Import an archive' }).click();
  await expect(page.getByText('This file is not an archive that Northboard made. Nothing was changed; please choose another file.')).toBeVisible();
  expect((await items(library)).map((item) => item.text)).toEqual(['Mine']);
});
