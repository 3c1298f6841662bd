// Every view by machine (axe, both themes), by keyboard, at twice the text size and without motion.
import AxeBuilder from '@axe-core/playwright';
import { BoardPage } from '../pages/BoardPage';
import { Places, type Place } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { expect, test } from '../support/test';

const views: Place[] = ['Today', 'Board', 'Plan', 'Review', 'Library'];

async function expectNoFindings(page: import('@playwright/test').Page, where: string): Promise<void> {
  // What arrives fades in; colours are judged when it has.
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((one) => `${where}: ${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect(found).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`axe, ${theme}`, () => {
    test.use({ colorScheme: theme });

    test('the first screen', async ({ page }) => {
      await expect(new Welcome(page).heading).toBeVisible();
      await expectNoFindings(page, 'welcome');
      await new Welcome(page).skip.click();
      await expect(new BoardPage(page).starters).toBeVisible();
      await expectNoFindings(page, 'empty board');
    });

    test('every view with the sample in it', async ({ page }) => {
      const places = new Places(page);
      const board = new BoardPage(page);
      await new Welcome(page).sample.click();
      await expect(board.all.first()).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      for (const view of views) {
        await places.go(view);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        await expectNoFindings(page, view);
      }
      await places.go('Plan');
      await page.getByRole('treeitem', { name: /, goal/u }).first().click();
      await expect(page.getByRole('article')).toBeVisible();
      await expectNoFindings(page, 'a goal');
      for (const kind of ['aspiration', 'milestone', 'task']) {
        await page.getByRole('treeitem', { name: new RegExp(`, ${kind}`, 'u') }).first().click();
        await expect(page.getByRole('article')).not.toHaveAttribute('aria-label', '');
        await page.waitForLoadState('networkidle');
        await expectNoFindings(page, `a ${kind}`);
      }
      await page.keyboard.press('w');
      await expect(page.getByRole('dialog', { name: 'Why' }).getByRole('list')).toBeVisible();
      await expectNoFindings(page, 'why');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox', { name: 'Find anything' })).toBeVisible();
      await expectNoFindings(page, 'palette');
    });
  });
}

test('Tab reaches every place and comes round, and the focus can always be seen', async ({ page }) => {
  await new Welcome(page).skip.click();
  await expect(new BoardPage(page).surface).toBeVisible();
  const seen = new Set<string>();
  const unseen: string[] = [];
  for (let tab = 0; tab < 60; tab++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const label = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.tagName;
      const box = element.getBoundingClientRect();
      const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && box.width > 0;
      return { label, shown: shown || style.boxShadow !== 'none' };
    });
    if (!focus) continue;
    if (!focus.shown) unseen.push(focus.label);
    seen.add(focus.label);
  }
  expect(unseen).toEqual([]);
  for (const name of ['Go to the view', ...views, 'Add a note', 'Add pictures', 'A calm start']) {
    expect([...seen].some((label) => label.startsWith(name)), `${name} among ${[...seen].join(', ')}`).toBe(true);
  }
});

test('every place opens by its key', async ({ page }) => {
  await new Welcome(page).skip.click();
  await expect(new BoardPage(page).surface).toBeVisible();
  const places = new Places(page);
  for (const [at, view] of views.entries()) {
    await page.keyboard.press(`Control+${at + 1}`);
    await expect(places.button(view)).toHaveAttribute('aria-current', 'page');
  }
});

test('at twice the text size nothing is cut off or wider than the window', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await new Welcome(page).sample.click();
  await expect(new BoardPage(page).all.first()).toBeVisible();
  const places = new Places(page);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  for (const view of views) {
    await places.go(view);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${view} is wider than the window`).toBeLessThanOrEqual(0);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, h1, h2, h3, p, label')]
        .filter((element) => element.checkVisibility() && !element.closest('.aloud') && !element.classList.contains('aloud'))
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== 'visible' && getComputedStyle(element).textOverflow !== 'ellipsis')
        .map((element) => element.textContent?.trim() ?? ''),
    );
    expect(cut, view).toEqual([]);
  }
});

test('with reduced motion nothing moves that was not touched', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await new Welcome(page).sample.click();
  await expect(new BoardPage(page).all.first()).toBeVisible();
  const places = new Places(page);
  for (const view of views) {
    await places.go(view);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .map((one) => ({ took: Number(one.effect?.getComputedTiming().duration ?? 0), what: (one as CSSAnimation).animationName ?? (one as CSSTransition).transitionProperty }))
        .filter((one) => one.took > 1)
        .map((one) => one.what),
    );
    expect(moving, view).toEqual([]);
  }
});
