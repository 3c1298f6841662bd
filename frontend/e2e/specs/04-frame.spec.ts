// What the board shows by itself: all of it at first, what has just come, and all of it still in a window of another size.
import type { Locator, Page } from '@playwright/test';
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { dropFiles } from '../support/hand';
import { photos } from '../support/photos';
import { haveCorpus } from '../support/program';
import { expect, test } from '../support/test';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const vision = 'Word: Read and write every day';
let board: BoardPage;

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

async function place(of: Locator): Promise<Box> {
  const box = await of.boundingBox();
  if (!box) throw new Error('it is not on screen');
  return box;
}

/** Everything on the board lies in the view, and under none of its bars. */
async function expectWhole(): Promise<void> {
  await expect(async () => {
    const view = await place(board.surface);
    const bars = [await place(board.bar), await place(board.zoomBar)];
    for (const thing of await board.all.all()) {
      const box = await place(thing);
      expect(box.x >= view.x && box.y >= view.y && box.x + box.width <= view.x + view.width && box.y + box.height <= view.y + view.height).toBe(true);
      expect(bars.some((bar) => overlap(bar, box))).toBe(false);
    }
  }).toPass();
}

async function letters(page: Page, percent: number): Promise<void> {
  await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), percent);
}

test.beforeEach(async ({ page }) => {
  board = new BoardPage(page);
  const welcome = new Welcome(page);
  await welcome.what.fill('Read and write every day');
  await welcome.begin.click();
  await expect(board.thing(vision)).toBeVisible();
});

const sizes = [
  { width: 900, height: 600 },
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
];

test('the ways to begin stand beside the vision and never on it, at any size', async ({ page }) => {
  const line = board.surface.getByText('Drop pictures here', { exact: false });
  for (const percent of [100, 200]) {
    await letters(page, percent);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectWhole();
      await expect(line).toBeVisible();
      await expect(board.starters).toBeVisible();
      const card = await place(board.thing(vision));
      for (const words of [line, board.starters]) expect(overlap(await place(words), card), `${size.width} at ${percent} %`).toBe(false);
      expect(overlap(await place(board.bar), await place(board.zoomBar)), `bars in ${size.width} at ${percent} %`).toBe(false);
      expect(overlap(await place(board.starters), await place(board.bar)), `starters in ${size.width} at ${percent} %`).toBe(false);
    }
  }
});

test('a starter is shown whole, the vision with it', async () => {
  await board.starters.getByRole('button', { name: 'A calm start' }).click();
  await expect(board.starters).toHaveCount(0);
  await expect.poll(() => board.all.count()).toBeGreaterThan(1);
  await expectWhole();
  expect(await board.zoom()).toBeLessThanOrEqual(100);
});

test('what was shown whole stays whole in a window of another size, until somebody looks elsewhere', async ({ page }) => {
  await board.starters.getByRole('button', { name: 'A calm start' }).click();
  await expect.poll(() => board.all.count()).toBeGreaterThan(1);
  await expectWhole();
  const before = await board.zoom();
  await page.setViewportSize({ width: 900, height: 600 });
  await expect.poll(() => board.zoom()).toBeLessThan(before);
  await expectWhole();
  await new Places(page).go('Today');
  await new Places(page).go('Board');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(() => board.zoom()).toBe(before);
  await expectWhole();

  await board.zoomBar.getByRole('button', { name: 'Zoom in' }).click();
  // It flies there.
  let chosen = before;
  await expect
    .poll(async () => {
      const last = chosen;
      chosen = await board.zoom();
      return last > before && chosen === last;
    })
    .toBe(true);
  await page.setViewportSize({ width: 900, height: 600 });
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await board.zoom()).toBe(chosen);
});

test.describe('pictures', () => {
  test.skip(!haveCorpus, 'no corpus of photographs: set NORTHBOARD_CORPUS');

  test('the first ones are shown with the vision, later ones with what is near', async ({ page }) => {
    await dropFiles(page, photos().slice(0, 2));
    await expect(board.all).toHaveCount(3);
    await expectWhole();
    await dropFiles(page, photos().slice(2, 4));
    await expect(board.all).toHaveCount(5);
    await expectWhole();
  });

  test('are there at once when the board is come back to: nothing is fetched again', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/picture/')) asked.push(request.url());
    });
    await dropFiles(page, photos().slice(0, 3));
    await expect(board.all).toHaveCount(4);
    await expectWhole();
    await expect.poll(() => asked.length).toBeGreaterThanOrEqual(3);
    await page.waitForLoadState('networkidle');
    const places = new Places(page);
    await places.go('Plan');
    asked.length = 0;
    await places.go('Board');
    await expect(board.all).toHaveCount(4);
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual([]);
  });
});
