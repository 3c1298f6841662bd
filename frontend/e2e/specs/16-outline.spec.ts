// The outline of the plan, edited by keyboard alone.
import { OutlinePage } from '../pages/OutlinePage';
import { Places } from '../pages/Places';
import { PlanPage } from '../pages/PlanPage';
import { BoardPage } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { copyText } from '../support/hand';
import { rows } from '../support/rows';
import { expect, test } from '../support/test';

let outline: OutlinePage;

test.beforeEach(async ({ page }) => {
  outline = new OutlinePage(page);
  await new Welcome(page).what.fill('Write for a living');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(new BoardPage(page).surface).toBeVisible();
  await page.keyboard.press('Control+3');
  await expect(outline.rows).toHaveCount(1);
});

/** The tasks as the file holds them: their words and what they stand in. */
const kept = (library: import('../support/program').Library): Promise<{ title: string; within: string | null }[]> =>
  rows(library, 'SELECT t.title, p.title AS within FROM task t LEFT JOIN task p ON p.id = t.parent_id ORDER BY t.goal_id, t.parent_id IS NOT NULL, t.rank');

/** A goal with five steps, typed. */
async function typed(): Promise<void> {
  await outline.focus();
  await outline.keys('Enter', 'Tab');
  await outline.type('Publish a book');
  await outline.expectWritten('Write for a living', '  Publish a book');
  await outline.keys('Enter', 'Tab');
  await outline.type('Outline', 'Acts', 'Draft', 'Edit', 'Print');
}

test('a plan is typed from the aspiration to the sub-task without a mouse', async ({ page, northboard: { library } }) => {
  await typed();
  await outline.expectWritten('Write for a living', '  Publish a book', '    Outline', '    Acts', '    Draft', '    Edit', '    Print');

  await outline.goTo('Acts');
  await outline.keys('Tab');
  await outline.expectWritten('Write for a living', '  Publish a book', '    Outline', '      Acts', '    Draft', '    Edit', '    Print');
  await expect.poll(async () => (await kept(library)).find((task) => task.title === 'Acts')?.within).toBe('Outline');

  await outline.keys('Shift+Tab', 'Alt+ArrowUp');
  await outline.expectWritten('Write for a living', '  Publish a book', '    Acts', '    Outline', '    Draft', '    Edit', '    Print');
  await expect.poll(async () => (await kept(library)).map((task) => task.title)).toEqual(['Acts', 'Outline', 'Draft', 'Edit', 'Print']);

  await outline.keys('F2');
  await page.keyboard.type('Three acts');
  await outline.keys('Shift+Enter');
  await outline.expectWritten('Write for a living', '  Publish a book', '    Three acts', '    Outline', '    Draft', '    Edit', '    Print');

  await outline.keys('Control+z');
  await outline.expectWritten('Write for a living', '  Publish a book', '    Acts', '    Outline', '    Draft', '    Edit', '    Print');
});

test('a day in a line is understood, and one that was not meant is taken back', async ({ page, northboard: { library } }) => {
  await typed();
  await outline.goTo('Print');
  await outline.keys('Enter');
  await page.keyboard.type('Send it Friday');
  await expect(outline.tree.getByRole('group', { name: /^Day: / })).toBeVisible();
  await outline.keys('Enter');
  await page.keyboard.type('Read the Sun Friday');
  await outline.tree.getByRole('button', { name: /^Not meant/ }).click();
  await outline.keys('Enter', 'Escape');
  await expect
    .poll(() => rows(library, "SELECT title, due IS NOT NULL AS dated FROM task WHERE title LIKE 'Send%' OR title LIKE 'Read%' ORDER BY rank"))
    .toEqual([{ title: 'Send it', dated: 1 }, { title: 'Read the Sun Friday', dated: 0 }]);
});

test('several are chosen and moved, dated, ticked and deleted at once', async ({ page, northboard: { library } }) => {
  await typed();
  await outline.goTo('Acts');
  await outline.keys('Shift+ArrowDown', 'Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: '3 chosen' });
  await expect(bar).toBeVisible();
  await outline.keys('Alt+ArrowUp');
  await outline.expectWritten('Write for a living', '  Publish a book', '    Acts', '    Draft', '    Edit', '    Outline', '    Print');
  await outline.keys('d');
  await page.keyboard.type('30 June');
  await outline.keys('Enter');
  await expect.poll(() => rows(library, "SELECT title FROM task WHERE due LIKE '%-06-30' ORDER BY rank")).toEqual([{ title: 'Acts' }, { title: 'Draft' }, { title: 'Edit' }]);
  await outline.focus();
  await outline.keys('Space');
  await expect.poll(() => rows(library, 'SELECT title FROM task WHERE done IS NOT NULL ORDER BY rank')).toEqual([{ title: 'Acts' }, { title: 'Draft' }, { title: 'Edit' }]);
  await outline.keys('Space');
  await expect.poll(() => rows(library, 'SELECT title FROM task WHERE done IS NOT NULL')).toEqual([]);
  await outline.keys('Delete');
  await outline.expectWritten('Write for a living', '  Publish a book', '    Outline', '    Print');
  await page.getByRole('button', { name: 'Undo' }).click();
  await outline.expectWritten('Write for a living', '  Publish a book', '    Acts', '    Draft', '    Edit', '    Outline', '    Print');
});

test('branches fold, one is looked at alone, and what is looked for is found in what it stands in', async ({ page }) => {
  await typed();
  await outline.goTo('Publish a book');
  await outline.keys('ArrowLeft');
  await outline.expectWritten('Write for a living', '  Publish a book');
  await expect(outline.row('Publish a book')).toHaveAttribute('aria-expanded', 'false');
  await outline.keys('ArrowRight', 'Control+.');
  await outline.expectWritten('Outline', 'Acts', 'Draft', 'Edit', 'Print');
  await expect(page.getByRole('list', { name: 'Where this branch stands' })).toContainText('Publish a book');
  await outline.keys('Control+,');
  await outline.keys('Control+,');
  await expect(page.getByRole('list', { name: 'Where this branch stands' })).toHaveCount(0);
  await outline.keys('/');
  await page.keyboard.type('dra');
  await outline.expectWritten('Write for a living', '  Publish a book', '    Draft');
  await outline.keys('Escape');
  await expect(outline.rows).toHaveCount(7);
});

test('a pasted list becomes the tree', async ({ page, northboard: { library } }) => {
  await typed();
  await outline.goTo('Publish a book');
  await copyText(page, '- Find a printer\n  - Ask Mira\n  - [x] Ask Jo\n- Choose the paper\n');
  await outline.keys('Control+v');
  await expect(outline.row('Ask Mira')).toBeVisible();
  await expect.poll(async () => (await kept(library)).find((task) => task.title === 'Ask Mira')?.within).toBe('Find a printer');
  await outline.focus();
  await outline.keys('Control+z');
  await expect(outline.row('Ask Mira')).toHaveCount(0);
});

test('cut and paste move a branch, as dragging does', async ({ page, northboard: { library } }) => {
  await typed();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await outline.goTo('Print');
  await outline.keys('Control+x');
  await outline.goTo('Outline');
  await outline.keys('Control+v');
  await outline.expectWritten('Write for a living', '  Publish a book', '    Outline', '    Print', '    Acts', '    Draft', '    Edit');

  const from = (await outline.row('Edit').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const to = (await outline.row('Print').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(from.x + 110, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 110, from.y, { steps: 4 });
  await page.mouse.move(to.x + 110, to.y + to.height - 1, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await kept(library)).find((task) => task.title === 'Edit')?.within).toBe('Print');
});

test('Tab leaves the outline for who only passes through it', async () => {
  await typed();
  await outline.focus();
  await outline.keys('ArrowDown', 'Escape', 'Tab');
  await expect(outline.tree).not.toBeFocused();
});

test('a plan in Arabic and in Japanese, and a title without an end', async ({ page }) => {
  const long = 'Become the person whom the whole department asks first '.repeat(4).trim();
  await outline.focus();
  await outline.keys('Enter', 'Tab');
  await outline.type('أتعلم الخط العربي', '本を読む', long);
  await outline.expectWritten('Write for a living', '  أتعلم الخط العربي', '  本を読む', `  ${long}`);
  await expect(outline.row('أتعلم الخط العربي').locator('.title')).toHaveCSS('direction', 'rtl');
  expect(await outline.tree.evaluate((tree) => tree.scrollWidth <= tree.clientWidth)).toBe(true);
  await expect(new PlanPage(page).goal.getByRole('heading', { level: 1 })).toContainText(long);
});

test('a goal opens with the focus in it, and F6 goes back to the outline', async ({ page }) => {
  await typed();
  await outline.goTo('Publish a book');
  await outline.keys('Control+Enter');
  await expect(new PlanPage(page).field('Add a task')).toBeFocused();
  await outline.keys('F6');
  await expect(outline.tree).toBeFocused();
  await new Places(page).go('Board');
});
