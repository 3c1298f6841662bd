// The palette and the keys of the whole window.
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { rows } from '../support/rows';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page }) => {
  await new Welcome(page).skip.click();
  await expect(new BoardPage(page).surface).toBeVisible();
});

test('the wallpaper is set from anywhere, and the palette begins with nothing each time', async ({ page }) => {
  await new Places(page).go('Review');
  await page.keyboard.press('Control+k');
  const find = page.getByRole('combobox', { name: 'Find anything' });
  await find.fill('wallpaper');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Wallpaper' })).toBeVisible();
  await expect(new BoardPage(page).surface).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(find).toHaveValue('');
  await find.fill('reminder time');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Reminders' })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'More of the weekly review' })).toBeVisible();
});

test('a start does not begin with the settings', async ({ page, northboard }) => {
  await new Places(page).go('Plan');
  await new Places(page).go('Library');
  await expect(page.getByRole('heading', { name: 'Where it is' })).toBeVisible();
  await northboard.restart();
  await expect(page.getByRole('navigation', { name: 'Outline of the plan' })).toBeVisible();
});

test('a time is written as people write it', async ({ page, northboard: { library } }) => {
  await new Places(page).go('Library');
  await page.getByRole('button', { name: 'More of the weekly review' }).click();
  const time = page.getByRole('textbox', { name: 'Time' }).last();
  await expect(time).toHaveValue('18:00');
  await time.click();
  await page.keyboard.type('0830');
  await page.keyboard.press('Tab');
  await expect(time).toHaveValue('08:30');
  const kept = async (): Promise<unknown> => (await rows<{ time: string }>(library, "SELECT time FROM reminder WHERE kind = 'review'"))[0]?.time;
  await expect.poll(kept).toBe('08:30');
  await time.press('ArrowUp');
  await expect.poll(kept).toBe('08:45');
  await time.fill('after lunch');
  await time.press('Enter');
  await expect(page.getByText('That is not a time of day yet. Write it as 8:30, 0830 or 8pm.')).toBeVisible();
  expect(await kept()).toBe('08:45');
});
