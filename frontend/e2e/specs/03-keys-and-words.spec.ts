// The board by keyboard from wherever one comes, what Delete says, and words that never fall on what lies there.
import { BoardPage } from '../pages/BoardPage';
import { PlanPage } from '../pages/PlanPage';
import { Welcome } from '../pages/Welcome';
import { dropFiles } from '../support/hand';
import { nameOf, photos } from '../support/photos';
import { haveCorpus } from '../support/program';
import { count, itemOnceKept, items, steps } from '../support/rows';
import { expect, test } from '../support/test';

const vision = 'Word: Read and write every day';
let board: BoardPage;

test.beforeEach(async ({ page }) => {
  board = new BoardPage(page);
  const welcome = new Welcome(page);
  await welcome.what.fill('Read and write every day');
  await welcome.begin.click();
  await expect(board.thing(vision)).toBeVisible();
});

test('the vision opens its aspiration in the plan, by a double click, by Enter and by its menu', async ({ page }) => {
  const aspiration = page.getByRole('article').getByText('Read and write every day');
  await board.doubleClick(vision);
  await expect(aspiration.first()).toBeVisible();
  await page.keyboard.press('Control+2');
  await expect(board.surface.getByLabel(/, 1 things$/u)).toBeFocused();
  await board.press('ArrowRight');
  await expect(board.thing(vision)).toBeFocused();
  await board.press('Enter');
  await expect(aspiration.first()).toBeVisible();
  await page.keyboard.press('Control+2');
  const at = await board.middleOf(board.thing(vision));
  await page.mouse.click(at.x, at.y, { button: 'right' });
  const menu = page.getByRole('menu', { name: 'Selection' });
  await expect(menu.getByRole('menuitem', { name: 'Make this a goal' })).toHaveCount(0);
  await menu.getByRole('menuitem', { name: 'Open the aspiration' }).click();
  await expect(aspiration.first()).toBeVisible();
});

test('who comes to the board by key or by the side bar goes on there by keyboard', async ({ page }) => {
  const rail = page.getByRole('navigation', { name: 'Places' });
  await rail.getByRole('button', { name: 'Today' }).click();
  await page.keyboard.press('Control+2');
  await expect(board.surface.getByLabel(/, 1 things$/u)).toBeFocused();
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await rail.getByRole('button', { name: 'Today' }).click();
  await rail.getByRole('button', { name: 'Board', exact: true }).click();
  await expect(board.surface.getByLabel(/, 1 things$/u)).toBeFocused();
  await board.press('Control+a');
  await board.expectSelected(vision);
  await board.press('Escape');
  await board.expectSelected();
});

test('Ctrl+A and Escape reach the board from its bars, too', async () => {
  await board.verb('Select').click();
  await board.press('Control+a');
  await board.expectSelected(vision);
  await board.press('Escape');
  await board.expectSelected();
});

test('keys are for what has the focus, selected or not', async ({ page, northboard: { library } }) => {
  await board.noteAt({ x: 300, y: 150 }, 'One');
  await board.press('Escape');
  await itemOnceKept(library, 'One');
  await board.press('ArrowRight');
  await expect(board.thing('Note: One')).toBeFocused();
  await board.expectSelected();
  await board.press('Control+d');
  await expect(board.thing('Note: One')).toHaveCount(2);
  await board.press('Control+z');
  await expect(board.thing('Note: One')).toHaveCount(1);
  await board.thing('Note: One').focus();
  await board.press('g');
  await page.keyboard.type('Write a letter');
  await board.press('Enter');
  await expect.poll(() => count(library, 'goal')).toBe(1);
  await board.thingLike('Note: One').focus();
  await board.press('Escape');
  await board.expectSelected();
  await board.press('Delete');
  await expect(board.all).toHaveCount(1);
  expect(await count(library, 'goal')).toBe(1);
});

test('Delete says what went and what stays, and gives it back', async ({ page, northboard: { library } }) => {
  await board.noteAt({ x: 300, y: 150 }, 'One');
  await board.noteAt({ x: 1000, y: 150 }, 'Two');
  await board.press('Escape');
  await itemOnceKept(library, 'Two');
  await board.click('Note: One');
  await board.click('Note: Two', 'Shift');
  await board.press('Delete');
  const said = board.notice('Deleted 2 notes.');
  await expect(said).toBeVisible();
  await expect(board.all).toHaveCount(1);
  await board.notices.getByRole('button', { name: 'Undo' }).click();
  await expect(board.all).toHaveCount(3);

  await board.click('Note: One');
  await board.press('g');
  await page.keyboard.type('Write a letter');
  await board.press('Enter');
  await expect(board.thingLike('Note: One. Goal: ')).toBeVisible();
  await board.press('Delete');
  await expect(board.notice('Deleted 1 note. The goal stays in your plan.')).toBeVisible();
  expect(await count(library, 'goal')).toBe(1);
});

test('a new text goes where nothing lies, grows with its lines, and is one step', async ({ page, northboard: { library } }) => {
  const made = await steps(library);
  const card = await board.boxOf(board.thing(vision));
  await board.press('t');
  await expect(board.editor).toBeFocused();
  const line = await board.editor.boundingBox();
  await page.keyboard.type('One line\nanother\na third\na fourth');
  await expect.poll(async () => (await board.editor.boundingBox())?.height ?? 0).toBeGreaterThan((line?.height ?? 0) * 2);
  const fits = await board.editor.evaluate((area) => area.scrollHeight <= area.clientHeight + 2);
  expect(fits).toBe(true);
  const box = await board.editor.boundingBox();
  expect((box?.y ?? 0) >= card.y + card.height || (box?.y ?? 0) + (line?.height ?? 0) <= card.y || (box?.x ?? 0) >= card.x + card.width).toBe(true);
  await board.press('Escape');
  const kept = await itemOnceKept(library, 'One line\nanother\na third\na fourth');
  expect(kept.h).toBeGreaterThan(100);
  expect(await steps(library)).toBe(made + 1);
  await board.press('Control+z');
  await expect(board.all).toHaveCount(1);
  await board.press('Control+Shift+z');
  await expect(board.all).toHaveCount(2);
  expect((await items(library)).find((item) => item.text === kept.text)?.h).toBe(kept.h);
});

test('the menu of a goal opens it', async ({ page }) => {
  test.skip(!haveCorpus, 'no corpus of photographs: set NORTHBOARD_CORPUS');
  const [photo = ''] = photos();
  await dropFiles(page, [photo]);
  await board.expectSelected(nameOf(photo));
  await board.press('g');
  await page.keyboard.type('Learn to sail');
  await board.press('Enter');
  await expect(board.thingLike('Goal: Learn to sail')).toBeVisible();
  const at = await board.middleOf(board.thingLike('Goal: Learn to sail'));
  await page.mouse.click(at.x, at.y, { button: 'right' });
  const menu = page.getByRole('menu', { name: 'Selection' });
  await expect(menu.getByRole('menuitem', { name: 'Make this a goal' })).toHaveCount(0);
  await menu.getByRole('menuitem', { name: 'Open the goal' }).click();
  await expect(new PlanPage(page).goal.getByRole('heading', { level: 1 })).toContainText('Learn to sail');
});

test('what is typed while the question for a goal is still being fetched stands in its line', async ({ page, northboard: { library } }) => {
  await board.noteAt({ x: 300, y: 200 }, 'Walk');
  await itemOnceKept(library, 'Walk');
  let come = (): void => undefined;
  const gate = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\/assets\/Over-[^/]*\.js$/u, async (route) => {
    await gate;
    await route.continue();
  });
  await page.reload();
  await expect(board.thing('Note: Walk')).toBeVisible();
  await board.click('Note: Walk');
  await board.expectSelected('Note: Walk');
  await board.press('g');
  await page.keyboard.type(' at sunrise');
  await expect(board.all).toHaveCount(2);
  come();
  await expect(page.getByLabel('Goal', { exact: true })).toHaveValue('Walk at sunrise');
});
