// The trash: what was deleted is found there, comes back in any order, and is erased only when asked for.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { dropFiles } from '../support/hand';
import { hashOf, nameOf, photos } from '../support/photos';
import { haveCorpus, type Library } from '../support/program';
import { count, itemOnceKept, items, rows } from '../support/rows';
import { expect, test } from '../support/test';

const panel = (page: Page) => page.getByRole('dialog', { name: 'Trash' });
const entries = (page: Page) => panel(page).getByRole('list', { name: 'Deleted' }).locator('> li');

async function openTrash(page: Page): Promise<void> {
  await new Places(page).go('Library');
  await page.getByRole('button', { name: 'Open the trash' }).click();
  await expect(panel(page)).toBeVisible();
}

async function begin(page: Page): Promise<BoardPage> {
  const board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
  return board;
}

async function deleted(board: BoardPage, library: Library, words: string, at: { x: number; y: number }): Promise<void> {
  await board.noteAt(at, words);
  await itemOnceKept(library, words);
  await board.press('Escape');
  await board.click(`Note: ${words}`);
  await board.press('Delete');
  await expect.poll(() => count(library, `item WHERE text = '${words}'`)).toBe(0);
}

test('an empty trash says what it is for', async ({ page }) => {
  await begin(page);
  await openTrash(page);
  await expect(panel(page)).toContainText('Nothing is in the trash');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Open the trash' })).toBeFocused();
});

test('notes come back in any order, as a step that can be undone', async ({ page, northboard }) => {
  const board = await begin(page);
  await deleted(board, northboard.library, 'Learn to sail', { x: 300, y: 200 });
  await deleted(board, northboard.library, 'Buy a boat', { x: 700, y: 300 });
  await openTrash(page);
  await expect(entries(page)).toHaveCount(2);
  await expect(entries(page).first()).toContainText('Note “Buy a boat”');

  await page.getByRole('searchbox', { name: 'Search the trash' }).fill('SAIL learn');
  await expect(entries(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Put back: Note “Learn to sail”' }).press('Enter');
  await expect.poll(async () => (await items(northboard.library)).map((one) => one.text)).toEqual(['Learn to sail']);
  await page.getByRole('searchbox', { name: 'Search the trash' }).fill('');
  await expect(entries(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('trash-count')).toContainText('One thing');

  await new Places(page).go('Board');
  await expect(board.thing('Note: Learn to sail')).toBeVisible();
  await board.press('Control+z');
  await expect.poll(() => items(northboard.library)).toHaveLength(0);
  await openTrash(page);
  await expect(entries(page)).toHaveCount(2);
});

test('what was erased for good is in no byte of the library', async ({ page, northboard }) => {
  const { library } = northboard;
  const board = await begin(page);
  const secret = 'xyzzy quite private';
  await deleted(board, library, secret, { x: 300, y: 200 });
  await deleted(board, library, 'Keep me', { x: 700, y: 300 });
  const holds = (): boolean => ['', '-wal', '-shm'].some((end) => existsSync(library.database + end) && readFileSync(library.database + end).includes(secret));
  expect(holds()).toBe(true);

  await openTrash(page);
  await page.getByRole('button', { name: `Erase for good: Note “${secret}”` }).click();
  const question = page.getByRole('alertdialog').or(page.getByRole('dialog', { name: 'Erase this for good?' })).last();
  await expect(question).toContainText('Undo cannot bring it back');
  await question.getByRole('button', { name: 'Keep it' }).click();
  await expect(entries(page)).toHaveCount(2);

  await page.getByRole('button', { name: `Erase for good: Note “${secret}”` }).click();
  await question.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('Erased for good.')).toBeVisible();
  await expect(entries(page)).toHaveCount(1);
  expect(holds()).toBe(false);

  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await page.getByRole('button', { name: 'Erase for good', exact: true }).click();
  await expect(panel(page)).toContainText('Nothing is in the trash');
  expect(await rows(library, "SELECT before FROM change WHERE before LIKE '%Keep me%' OR after LIKE '%Keep me%'")).toEqual([]);
});

test('a picture comes back with its file, and goes with it when it is erased', async ({ page, northboard }) => {
  test.skip(!haveCorpus, 'no corpus');
  const { library } = northboard;
  const board = await begin(page);
  const [photo = ''] = photos();
  await dropFiles(page, [photo]);
  await expect(board.thing(nameOf(photo))).toBeVisible();
  const id = hashOf(photo);
  const file = join(library.folder, 'pictures', id.slice(0, 2), `${id}.jpg`);
  await board.click(nameOf(photo));
  await board.press('Delete');
  await expect.poll(() => items(library)).toHaveLength(0);

  await openTrash(page);
  await page.getByRole('button', { name: /^Put back: Picture/u }).click();
  await expect.poll(() => items(library)).toHaveLength(1);
  await page.keyboard.press('Escape');
  await new Places(page).go('Board');
  await board.click(nameOf(photo));
  await board.press('Delete');
  await expect.poll(() => items(library)).toHaveLength(0);
  expect(existsSync(file)).toBe(true);

  await openTrash(page);
  await page.getByRole('button', { name: /^Erase for good: Picture/u }).click();
  await page.getByRole('button', { name: 'Erase for good', exact: true }).click();
  await expect(page.getByText('Erased for good.')).toBeVisible();
  expect(existsSync(file)).toBe(false);
  expect(await count(library, 'picture')).toBe(0);
});
