// Several boards: made from a starter, switched, renamed, copied, put away and brought back.
import AxeBuilder from '@axe-core/playwright';
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { count, itemOnceKept, rows } from '../support/rows';
import { expect, test } from '../support/test';

test('a second board, from the shelf to the wall and back', async ({ page, northboard: { library } }) => {
  const board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 400, y: 300 }, 'On the first');
  await itemOnceKept(library, 'On the first');

  // From the title to the shelf.
  await board.surface.getByRole('button', { name: 'Go to another board' }).click();
  await page.getByRole('menuitem', { name: 'All boards, and a new one' }).click();
  const shelf = page.getByRole('list', { name: 'Boards', exact: true });
  await expect(shelf.getByRole('listitem')).toHaveCount(1);
  await expect(shelf.getByText('1 thing')).toBeVisible();
  await page.getByRole('button', { name: 'New board' }).click();
  const dialog = page.getByRole('dialog', { name: 'New board' });
  await expect(dialog.getByRole('listitem')).toHaveCount(8);
  expect((await new AxeBuilder({ page }).include('[role="dialog"]').analyze()).violations).toEqual([]);
  await dialog.getByLabel('Name').fill('The team');
  await dialog.getByRole('button', { name: /^A team to lead/u }).click();

  // The new board is open and whole, and the first is one step away.
  await expect(page.getByRole('heading', { level: 1, name: /The team/u })).toBeVisible();
  await expect(board.thing('Word: A team people want to join')).toBeVisible();
  await board.surface.getByRole('button', { name: 'Go to another board' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'My board' }).click();
  await expect(board.thing('Note: On the first')).toBeVisible();
  await expect(board.all).toHaveCount(1);

  // Copied, put away, brought back.
  await new Places(page).go('Library');
  await shelf.getByRole('button', { name: 'More for My board' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(shelf.getByRole('button', { name: 'Open the board My board, copy' })).toBeVisible();
  await expect.poll(() => count(library, "item WHERE text = 'On the first'")).toBe(2);
  await shelf.getByRole('button', { name: 'More for My board', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Put away' }).click();
  const away = page.getByRole('list', { name: 'Boards that are put away' });
  await expect(away.getByText('My board')).toBeVisible();
  await expect(shelf.getByRole('listitem')).toHaveCount(2);
  expect((await rows<{ title: string }>(library, 'SELECT title FROM board WHERE archived IS NOT NULL')).map((one) => one.title)).toEqual(['My board']);
  // A message that is still fading in has no colours yet.
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect(shelf.getByRole('listitem')).toHaveCount(3);
  await shelf.getByRole('button', { name: 'Open the board My board, copy' }).click();
  await expect(board.thing('Note: On the first')).toBeVisible();
});
