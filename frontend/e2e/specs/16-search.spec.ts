// Everything is found from one field: by its words, in any order, and Enter goes there.
import type { Page } from '@playwright/test';
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { command } from '../support/program';
import { expect, test } from '../support/test';

let board: BoardPage;

test.beforeEach(async ({ page }) => {
  board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
});

const field = (page: Page) => page.getByRole('combobox', { name: 'Find anything' });
const rows = (page: Page) => page.getByRole('listbox', { name: 'Found' }).getByRole('option');

async function look(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await field(page).fill(words);
}

test('a note is found from anywhere, and the board opens and shows it', async ({ page }) => {
  const box = await board.surface.boundingBox();
  if (!box) throw new Error('no board');
  await board.noteAt({ x: box.width / 2, y: box.height / 2 }, 'Lighthouse keeper wanted');
  await new Places(page).go('Review');
  await look(page, 'keep light');
  await expect(rows(page).first()).toContainText('Lighthouse keeper wanted');
  await expect(rows(page).first()).toContainText('On the board');
  await page.keyboard.press('Enter');
  await expect(board.surface).toBeVisible();
  await board.expectSelected('Note: Lighthouse keeper wanted');
});

test('tasks are found as they are now, whoever wrote them, in any script and without their accents', async ({ page, northboard: { desktop, library } }) => {
  for (const task of ['Zoë anrufen wegen der Straße', '職務経歴書を書く', 'اكتب السيرة الذاتية']) await command(desktop, library, 'add', task);
  for (const [words, title] of [
    ['strasse zoe', 'Zoë anrufen wegen der Straße'],
    ['経歴', '職務経歴書を書く'],
    ['السيرة', 'اكتب السيرة الذاتية'],
  ] as const) {
    await look(page, words);
    await expect(rows(page).first()).toContainText(title);
    await page.keyboard.press('Escape');
  }
  await look(page, 'anrufen');
  await expect(rows(page).first()).toContainText('Zoë anrufen');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Zoë anrufen wegen der Straße').first()).toBeVisible();
});

test('a verb that is meant comes first, and what nobody wrote is said not to be there', async ({ page }) => {
  await look(page, 'trash');
  await expect(rows(page).first()).toContainText('Open the trash');
  await field(page).fill('xylophone quartet');
  await expect(page.getByText('Nothing by that name. Try another word.')).toBeVisible();
  // Nothing that is typed is an operator.
  await field(page).fill('" OR * NEAR(');
  await expect(page.getByText('Nothing by that name. Try another word.')).toBeVisible();
});

test('Enter before the answer goes where the answer says', async ({ page, northboard: { desktop, library } }) => {
  await command(desktop, library, 'add', 'Quartz watch to the mender');
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.insertText('quartz watch');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveCount(0);
  await expect(page.getByText('Quartz watch to the mender').first()).toBeVisible();
});
