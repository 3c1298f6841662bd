// Moving over the board: wheel at the pointer, drag, keys, all and the selection in view, and where it was left.
import { BoardPage, type Point } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { rows } from '../support/rows';
import { expect, test } from '../support/test';

let board: BoardPage;

test.beforeEach(async ({ page }) => {
  board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 330, y: 260 }, 'West');
  await board.noteAt({ x: 1000, y: 520 }, 'East');
  await board.press('Escape');
  await board.expectSelected();
});

const close = (a: number, b: number, slack = 1.5): boolean => Math.abs(a - b) <= slack;

test('the wheel zooms at the pointer', async ({ page }) => {
  const before = await board.boxOf(board.thing('Note: West'));
  await page.mouse.move(before.x, before.y);
  await page.mouse.wheel(0, -300);
  await expect.poll(() => board.zoom()).toBeGreaterThan(150);
  const larger = await board.boxOf(board.thing('Note: West'));
  expect(larger.width).toBeGreaterThan(before.width * 1.5);
  expect(close(larger.x, before.x) && close(larger.y, before.y)).toBe(true);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => board.zoom()).toBe(100);
  const again = await board.boxOf(board.thing('Note: West'));
  expect(close(again.x, before.x) && close(again.y, before.y)).toBe(true);
});

test('a pinch, which comes as Ctrl and the wheel, zooms the board and not the page', async ({ page }) => {
  const before = await board.boxOf(board.thing('Note: East'));
  const at: Point = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
  await page.mouse.move(at.x, at.y);
  await board.holding(['Control'], async () => {
    for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -20);
  });
  await expect.poll(() => board.zoom()).toBeGreaterThan(200);
  const middle = await board.middleOf(board.thing('Note: East'));
  expect(close(middle.x, at.x, 3) && close(middle.y, at.y, 3)).toBe(true);
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
});

test('two fingers, the middle button, Space and the hand tool move the view', async ({ page }) => {
  const start = await board.middleOf(board.thing('Note: West'));
  const moved = async (dx: number, dy: number): Promise<void> => {
    const now = await board.middleOf(board.thing('Note: West'));
    expect([Math.round(now.x - start.x), Math.round(now.y - start.y)]).toEqual([dx, dy]);
  };
  await page.mouse.move(700, 200);
  await page.mouse.wheel(0, 20);
  await expect.poll(async () => (await board.middleOf(board.thing('Note: West'))).y).not.toBe(start.y);
  await moved(0, -20);

  await page.mouse.move(700, 200);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(740, 220, { steps: 4 });
  await page.mouse.up({ button: 'middle' });
  await moved(40, 0);

  await page.mouse.click(700, 120);
  await page.keyboard.down('Space');
  await board.drag({ x: 700, y: 200 }, { x: 660, y: 230 });
  await page.keyboard.up('Space');
  await moved(0, 30);

  await board.verb('Move around').click();
  await board.drag(start, { x: start.x + 50, y: start.y + 10 });
  await moved(50, 40);
  await board.verb('Select').click();
  await board.expectSelected();
});

test('keys and the zoom bar zoom, show everything and show the selection', async ({ page }) => {
  await board.click('Note: West');
  await board.press('+');
  await expect.poll(() => board.zoom()).toBe(125);
  await board.press('-');
  await expect.poll(() => board.zoom()).toBe(100);
  await board.zoomBar.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(() => board.zoom()).toBe(80);
  await board.click('Note: West');
  await board.press('0');
  await expect.poll(() => board.zoom()).toBe(100);

  await board.press('Shift+2');
  await expect.poll(() => board.zoom()).toBe(200);
  const surface = await board.surface.boundingBox();
  const middle = await board.middleOf(board.thing('Note: West'));
  expect(close(middle.x, (surface?.x ?? 0) + (surface?.width ?? 0) / 2)).toBe(true);

  await board.press('Shift+1');
  for (const name of ['Note: West', 'Note: East']) {
    await expect(async () => {
      const box = await board.boxOf(board.thing(name));
      expect(box.x).toBeGreaterThanOrEqual(surface?.x ?? 0);
      expect(box.x + box.width).toBeLessThanOrEqual((surface?.x ?? 0) + (surface?.width ?? 0));
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
    }).toPass();
  }
  expect(await board.zoom()).toBeGreaterThan(100);
});

test('is where it was left after a restart', async ({ page, northboard }) => {
  await page.mouse.move(400, 300);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => board.zoom()).toBeGreaterThan(120);
  const left = await board.boxOf(board.thing('Note: East'));
  const zoom = await board.zoom();
  await expect
    .poll(async () => {
      const [kept] = await rows<{ value: string }>(northboard.library, "SELECT value FROM setting WHERE id LIKE 'camera/%'");
      return kept ? Math.round((JSON.parse(kept.value) as { zoom: number }).zoom * 100) : 0;
    })
    .toBe(zoom);
  await northboard.restart();
  const now = await board.boxOf(board.thing('Note: East'));
  expect(await board.zoom()).toBe(zoom);
  expect([now.x, now.y, now.width].map(Math.round)).toEqual([left.x, left.y, left.width].map(Math.round));
});
