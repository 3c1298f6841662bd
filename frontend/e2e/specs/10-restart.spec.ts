// Quit and start again: all is there.
import { BoardPage } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { dropFiles } from '../support/hand';
import { nameOf, photos } from '../support/photos';
import { haveCorpus } from '../support/program';
import { count, itemOnceKept, items, rows } from '../support/rows';
import { expect, test } from '../support/test';

test('what lies on the board, what it means and how it looks is there after a restart', async ({ page, northboard }) => {
  const board = new BoardPage(page);
  await new Welcome(page).what.fill('Own a small workshop');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 300, y: 200 }, 'First bench');
  await board.click('Note: First bench');
  await board.press('.');
  await expect.poll(async () => (await items(northboard.library)).find((item) => item.text === 'First bench')?.rotation).toBe(1);
  await board.surface.getByRole('button', { name: 'Background of the board' }).click();
  await page.getByRole('radio', { name: 'Forest' }).click();
  await board.press('Escape');
  if (haveCorpus) {
    await dropFiles(page, photos().slice(0, 2));
    await expect(board.thing(nameOf(photos()[0] ?? ''))).toBeVisible();
  }
  const heard = await board.all.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')?.replace(', selected', '')).sort());
  const whole = (): Promise<unknown[]> =>
    Promise.all([
      items(northboard.library),
      rows(northboard.library, 'SELECT * FROM board'),
      rows(northboard.library, 'SELECT * FROM aspiration'),
      rows(northboard.library, 'SELECT * FROM picture'),
    ]);
  const before = await whole();

  await northboard.restart();
  await expect(board.all).toHaveCount(heard.length);
  expect(await board.all.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')).sort())).toEqual(heard);
  expect(await whole()).toEqual(before);

  // The past is there too: the last step can still be undone.
  const lies = await items(northboard.library);
  await board.press('Control+z');
  await expect.poll(() => items(northboard.library)).not.toEqual(lies);
  await board.press('Control+Shift+z');
  await expect.poll(() => items(northboard.library)).toEqual(lies);
});

test('a program that is killed loses nothing that was done', async ({ page, northboard }) => {
  const board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 300, y: 200 }, 'Said and done');
  await itemOnceKept(northboard.library, 'Said and done');
  const seen = await board.boxOf(board.thing('Note: Said and done'));
  await expect.poll(() => count(northboard.library, "setting WHERE id LIKE 'camera/%'")).toBe(1);
  const before = await items(northboard.library);
  northboard.process.child.kill('SIGKILL');
  await northboard.process.ended;
  await northboard.restart();
  await expect(board.thing('Note: Said and done')).toBeVisible();
  expect(await items(northboard.library)).toEqual(before);
  // Nobody moved the view; it is where it was all the same.
  expect(await board.boxOf(board.thing('Note: Said and done'))).toEqual(seen);
});

test('a view that was moved at the last moment, and a text still being typed, are kept', async ({ page, northboard }) => {
  const board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 500, y: 300 }, 'Anchor');
  await itemOnceKept(northboard.library, 'Anchor');
  await board.press('n');
  await page.keyboard.type('Half a sen');
  await page.mouse.move(900, 500);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => board.zoom()).toBeGreaterThan(120);
  const zoom = await board.zoom();
  const seen = await board.boxOf(board.thing('Note: Anchor'));
  await page.mouse.wheel(60, 0);
  // The window is closed at once: nothing has come to rest.
  await northboard.restart();
  await expect(board.thing('Note: Half a sen')).toBeVisible();
  expect(await board.zoom()).toBe(zoom);
  const now = await board.boxOf(board.thing('Note: Anchor'));
  expect([now.x, now.y].map(Math.round)).toEqual([seen.x - 60, seen.y].map(Math.round));
});
