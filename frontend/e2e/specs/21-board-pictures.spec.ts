// The craft of pictures: crop, flip, outline, caption, words for those who cannot see it, packing.
import AxeBuilder from '@axe-core/playwright';
import { BoardPage } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { dropFiles } from '../support/hand';
import { nameOf, photos } from '../support/photos';
import { items, steps, type ItemRow } from '../support/rows';
import { expect, test } from '../support/test';

let board: BoardPage;
const [file = '', ...more] = photos();
const style = (item: ItemRow | undefined) => JSON.parse(item?.style ?? '{}') as Record<string, unknown>;

test.beforeEach(async ({ page }) => {
  board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
});

test('a double click crops: the picture moves inside its frame, Enter ends it, and Undo takes it back', async ({ page, northboard: { library } }) => {
  await dropFiles(page, [file]);
  await expect(board.thing(nameOf(file))).toBeVisible();
  const [was] = await items(library);
  await board.doubleClick(nameOf(file));
  const crop = board.surface.getByRole('toolbar', { name: 'Crop' });
  await expect(crop).toBeVisible();
  await board.press('+');
  await expect.poll(async () => style((await items(library))[0]).cropZoom).toBeCloseTo(1.1, 3);
  const at = await board.middleOf(board.thing(nameOf(file)));
  await board.drag(at, { x: at.x + 8, y: at.y });
  await expect.poll(async () => Number(style((await items(library))[0]).cropX)).toBeLessThan(0.5);
  await board.press('Enter');
  await expect(crop).toHaveCount(0);
  const [now] = await items(library);
  expect([now?.x, now?.y, now?.w, now?.h]).toEqual([was?.x, was?.y, was?.w, was?.h]);
  await board.press('Control+z');
  await board.press('Control+z');
  await expect.poll(async () => style((await items(library))[0])).toEqual({});
});

test('outline, caption and words are set in one panel, each in one step', async ({ page, northboard: { library } }) => {
  await dropFiles(page, [file]);
  await board.click(nameOf(file));
  const before = await steps(library);
  await board.selectionVerb('Picture').click();
  const panel = page.getByRole('dialog', { name: 'Picture' });
  await panel.getByRole('radio', { name: 'Print', exact: true }).click();
  await panel.getByLabel('Line beneath it').fill('The sea, at last');
  await panel.getByLabel('Line beneath it').press('Enter');
  await panel.getByLabel('For those who cannot see it').fill('Waves at dusk');
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(board.thing('Picture: Waves at dusk')).toBeVisible();
  expect(style((await items(library))[0])).toMatchObject({ mask: 'polaroid', caption: 'The sea, at last' });
  expect(await steps(library)).toBe(before + 3);
  await board.press('Shift+h');
  await expect.poll(async () => style((await items(library))[0]).flip).toBe('x');
});

test('what is styled gives its style to others', async ({ page, northboard: { library } }) => {
  await dropFiles(page, [file, ...more.slice(0, 1)]);
  await expect(board.all).toHaveCount(2);
  await board.click(nameOf(file));
  await board.selectionVerb('Picture').click();
  await page.getByRole('dialog', { name: 'Picture' }).getByRole('radio', { name: 'Circle', exact: true }).click();
  await page.keyboard.press('Escape');
  await board.press('Control+Alt+c');
  await board.click(nameOf(more[0] ?? ''));
  await board.press('Control+Alt+v');
  await expect.poll(async () => (await items(library)).map((item) => style(item).mask)).toEqual(['circle', 'circle']);
});

test('twelve pictures fill the screen’s shape without a gap, in one step', async ({ page, northboard: { library } }) => {
  await dropFiles(page, photos().slice(0, 12));
  await expect(board.all).toHaveCount(12);
  const before = await items(library);
  await board.press('Control+a');
  await board.selectionVerb('More').click();
  await page.getByRole('menuitem', { name: 'Pack and level' }).press('ArrowRight');
  await page.getByRole('menuitem', { name: 'Fill the screen’s shape, no gaps' }).click();
  await expect.poll(() => items(library)).not.toEqual(before);
  const all = await items(library);
  const left = Math.min(...all.map((item) => item.x));
  const top = Math.min(...all.map((item) => item.y));
  const w = Math.max(...all.map((item) => item.x + item.w)) - left;
  const h = Math.max(...all.map((item) => item.y + item.h)) - top;
  expect(all.reduce((sum, item) => sum + item.w * item.h, 0) / (w * h)).toBeCloseTo(1, 3);
  await board.press('Control+z');
  await expect.poll(() => items(library)).toEqual(before);
});
