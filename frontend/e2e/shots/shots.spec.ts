// Pictures of every view for looking at: both themes, three sizes, the sample, an empty library and long texts.
// `npm run shots` writes them to out/shots. It asserts nothing and is no part of the tests.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { BoardPage } from '../pages/BoardPage';
import { PlanPage } from '../pages/PlanPage';
import { Places, type Place } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { command } from '../support/program';
import { expect, test } from '../support/test';

const out = resolve(import.meta.dirname, '../../../out/shots');
const views: Place[] = ['Today', 'Board', 'Plan', 'Review', 'Library'];
const sizes = [
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
];
const long =
  'Become the person whom the whole department asks first when something has to be built that nobody has built before, without ever losing the patience to explain it twice';

async function still(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined))));
}

test.beforeAll(() => void mkdirSync(out, { recursive: true }));

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    async function shoot(page: Page, name: string, only = sizes): Promise<void> {
      for (const size of only) {
        await page.setViewportSize(size);
        const board = new BoardPage(page);
        if ((await board.surface.isVisible()) && !(await page.getByRole('dialog').isVisible())) await board.zoomBar.getByRole('button', { name: /show everything$/u }).click();
        await still(page);
        await page.screenshot({ path: join(out, `${name}-${theme}-${size.width}.png`) });
      }
    }

    async function everyView(page: Page, kind: string, only = sizes): Promise<void> {
      const places = new Places(page);
      for (const view of views) {
        await places.go(view);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        await shoot(page, `${view.toLowerCase()}-${kind}`, only);
      }
    }

    test('sample', async ({ page }) => {
      test.setTimeout(400_000);
      const places = new Places(page);
      await new Welcome(page).sample.click();
      await expect(new BoardPage(page).all.first()).toBeVisible();
      await everyView(page, 'sample');
      await page.setViewportSize({ width: 1280, height: 800 });
      await places.go('Plan');
      await page.getByRole('treeitem', { name: /, goal/u }).first().click();
      await expect(page.getByRole('article')).toBeVisible();
      await shoot(page, 'goal-sample');
      await places.go('Review');
      await page.setViewportSize({ width: 1280, height: 800 });
      for (const step of ['stuck', 'next', 'win']) {
        await page.getByRole('button', { name: 'Next', exact: true }).click();
        await shoot(page, `review-${step}-sample`, [{ width: 1280, height: 800 }]);
      }
      await page.keyboard.press('Control+k');
      await shoot(page, 'palette', [{ width: 1280, height: 800 }]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Inbox' }).click();
      await shoot(page, 'inbox', [{ width: 1280, height: 800 }]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await shoot(page, 'shortcuts', [{ width: 1280, height: 800 }]);
      await page.keyboard.press('Escape');
      await places.go('Board');
      const wallpaper = page.getByRole('button', { name: /wallpaper/iu });
      if (await wallpaper.count()) {
        await wallpaper.first().click();
        await shoot(page, 'wallpaper', [{ width: 1280, height: 800 }]);
      }
    });

    test('empty', async ({ page }) => {
      test.setTimeout(400_000);
      await expect(new Welcome(page).heading).toBeVisible();
      await shoot(page, 'welcome');
      await page.setViewportSize({ width: 1280, height: 800 });
      await new Welcome(page).skip.click();
      await everyView(page, 'empty');
    });

    test('long texts', async ({ page, northboard }) => {
      test.setTimeout(400_000);
      await new Welcome(page).what.fill(long);
      await new Welcome(page).why.fill(`${long}. ${long}.`);
      await new Welcome(page).begin.click();
      await expect(new BoardPage(page).surface).toBeVisible();
      await shoot(page, 'first-board-long', [{ width: 1280, height: 800 }]);
      const places = new Places(page);
      await places.go('Plan');
      await new PlanPage(page).addGoal(long, `${long} within six months`);
      await expect(page.getByRole('article')).toBeVisible();
      await page.getByRole('textbox', { name: 'Add a task' }).fill(`${long} today`);
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Add a milestone' }).fill(long);
      await page.keyboard.press('Enter');
      await command(northboard.desktop, northboard.library, 'add', `Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde ${long} today`);
      await shoot(page, 'goal-long', [{ width: 1024, height: 700 }]);
      await everyView(page, 'long', [{ width: 1024, height: 700 }]);
    });
  });
}
