// The first start: one calm screen, an aspiration or not, and then the board, which looks good without a photograph.
import { BoardPage } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { count, items, rows } from '../support/rows';
import { expect, test } from '../support/test';

const startersOfTheProgram = ['A calm start', 'A new role', 'Learn something hard', 'A year in four words'];

test.describe('the first start', () => {
  test('asks one thing, and nothing else is in the way', async ({ page, northboard }) => {
    const welcome = new Welcome(page);
    await expect(welcome.heading).toBeVisible();
    await expect(welcome.what).toBeFocused();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await count(northboard.library, 'aspiration')).toBe(0);
  });

  test('keeps an aspiration, what and why, and opens the board', async ({ page, northboard }) => {
    const welcome = new Welcome(page);
    const board = new BoardPage(page);
    await expect(welcome.what).toBeFocused();
    await page.keyboard.type('Lead a team that builds kind tools');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Because good tools gave me my start');
    await welcome.begin.click();
    await expect(board.surface).toBeVisible();
    expect(await rows(northboard.library, 'SELECT what, why FROM aspiration')).toEqual([
      { what: 'Lead a team that builds kind tools', why: 'Because good tools gave me my start' },
    ]);
    await northboard.restart();
    await expect(board.surface).toBeVisible();
    await expect(welcome.heading).toHaveCount(0);
  });

  test('offers to make a goal of a day in the first answer, and does so only when told', async ({ page, northboard }) => {
    const welcome = new Welcome(page);
    await expect(welcome.what).toBeFocused();
    await page.keyboard.type('Lead a team within six months');
    const offer = page.getByRole('checkbox', { name: 'Make it a goal too' });
    await expect(offer).not.toBeChecked();
    await expect(page.getByRole('group', { name: /^Day: by \d+ \w+ \d{4}$/u })).toBeVisible();
    await offer.check({ force: true });
    await welcome.begin.click();
    await expect(new BoardPage(page).surface).toBeVisible();
    expect(await rows(northboard.library, 'SELECT what FROM aspiration')).toEqual([{ what: 'Lead a team within six months' }]);
    expect(await rows(northboard.library, 'SELECT title, due IS NOT NULL AS due FROM goal')).toEqual([{ title: 'Lead a team', due: 1 }]);
  });

  test('Enter goes on to why, then begins, and keeps it simple; Shift+Enter is a new line', async ({ page, northboard }) => {
    const welcome = new Welcome(page);
    await expect(welcome.what).toBeFocused();
    await page.keyboard.type('Run a marathon by June');
    await expect(page.getByRole('checkbox', { name: 'Make it a goal too' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(welcome.why).toBeFocused();
    await page.keyboard.type('For my health');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('and for Ana');
    await page.keyboard.press('Enter');
    await expect(new BoardPage(page).surface).toBeVisible();
    expect(await rows(northboard.library, 'SELECT what, why FROM aspiration')).toEqual([{ what: 'Run a marathon by June', why: 'For my health\nand for Ana' }]);
    expect(await count(northboard.library, 'goal')).toBe(0);
  });

  test('says what it needs when nothing was written', async ({ page, northboard }) => {
    const welcome = new Welcome(page);
    await welcome.begin.click();
    await expect(page.getByText('A few words are enough. Or skip this for now.')).toBeVisible();
    await expect(welcome.what).toBeFocused();
    await page.keyboard.type('Teach');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(new BoardPage(page).surface).toBeVisible();
    expect(await rows(northboard.library, 'SELECT what, why FROM aspiration')).toEqual([{ what: 'Teach', why: '' }]);
  });

  test('can be skipped, for good', async ({ page, northboard }) => {
    const board = new BoardPage(page);
    await new Welcome(page).skip.click();
    await expect(board.surface).toBeVisible();
    expect(await count(northboard.library, 'aspiration')).toBe(0);
    await northboard.restart();
    await expect(board.surface).toBeVisible();
  });

  test('can be a look at the sample', async ({ page, northboard }) => {
    const board = new BoardPage(page);
    await new Welcome(page).sample.click();
    await expect(board.surface).toBeVisible();
    await expect(board.thingLike('Goal:').first()).toBeVisible();
    expect(await count(northboard.library, 'picture')).toBeGreaterThan(0);
    expect(await count(northboard.library, 'goal')).toBeGreaterThan(0);
  });
});

test.describe('a board without photographs', () => {
  test.beforeEach(async ({ page }) => {
    await new Welcome(page).skip.click();
  });

  test('offers ways to begin and starters', async ({ page }) => {
    const board = new BoardPage(page);
    await expect(board.surface.getByRole('heading', { name: 'Drop pictures here' })).toBeVisible();
    await expect(board.surface.getByRole('button', { name: 'Write a note' })).toBeVisible();
    await expect(board.starters.getByRole('listitem')).toHaveCount(startersOfTheProgram.length);
  });

  for (const title of startersOfTheProgram) {
    test(`lays the starter “${title}” in one step`, async ({ page, northboard }) => {
      const board = new BoardPage(page);
      await board.starters.getByRole('button', { name: title }).click();
      await expect(board.thingLike('Word:').first()).toBeVisible();
      const laid = await items(northboard.library);
      const kinds = new Set(laid.map((item) => item.kind));
      expect(kinds).toContain('word');
      expect(kinds).toContain('motif');
      expect(kinds).not.toContain('picture');
      await expect(board.all).toHaveCount(laid.length);
      await board.press('Control+z');
      await expect.poll(() => count(northboard.library, 'item')).toBe(0);
      await expect(board.starters).toBeVisible();
    });
  }

  test('takes another background', async ({ page, northboard }) => {
    const board = new BoardPage(page);
    await board.surface.getByRole('button', { name: 'Background of the board' }).click();
    await page.getByRole('radio', { name: 'Forest' }).click();
    await expect
      .poll(async () => (await rows<{ background: string }>(northboard.library, 'SELECT background FROM board'))[0]?.background)
      .toContain('#2e4a3d');
  });
});
