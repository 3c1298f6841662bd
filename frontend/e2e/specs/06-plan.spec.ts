// The goal behind the picture: why, measure, readings, milestones and tasks, typed a line at a time.
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { PlanPage } from '../pages/PlanPage';
import { Welcome } from '../pages/Welcome';
import { rows } from '../support/rows';
import { expect, test } from '../support/test';

let plan: PlanPage;
let places: Places;
let board: BoardPage;

test.beforeEach(async ({ page }) => {
  plan = new PlanPage(page);
  places = new Places(page);
  board = new BoardPage(page);
  await new Welcome(page).what.fill('Write for a living');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(board.surface).toBeVisible();
  await places.go('Plan');
  await plan.addGoal('Write for a living', 'Publish a book');
  await expect(plan.goal.getByRole('heading', { level: 1 })).toContainText('Publish a book');
  await plan.goal.getByRole('button', { name: 'More for this goal' }).click();
  await page.getByRole('menuitem', { name: 'Put on the board' }).click();
});

test('why it matters is written in place', async ({ page, northboard: { library } }) => {
  await plan.goal.getByRole('button', { name: /^Why it matters/u }).click();
  await page.keyboard.type('So that my niece has a book with her name in it');
  await page.keyboard.press('Control+Enter');
  await expect(plan.goal.getByRole('button', { name: 'Why it matters: So that my niece has a book with her name in it' })).toBeVisible();
  expect(await rows(library, 'SELECT why FROM goal')).toEqual([{ why: 'So that my niece has a book with her name in it' }]);
});

test('five quiet marks fill by themselves', async ({ page }) => {
  const expectMark = (word: string, state: 'given' | 'open'): Promise<void> => expect(plan.mark(word)).toHaveAccessibleName(new RegExp(`^${word}: ${state}`, 'u'));
  await expectMark('Relevant', 'given'); // it serves the only aspiration there is
  await expectMark('Measurable', 'open');
  await expectMark('Achievable', 'open');
  await expectMark('Time-bound', 'open');

  await plan.mark('Time-bound').click();
  await page.keyboard.type('within six months');
  await page.keyboard.press('Enter');
  await expectMark('Time-bound', 'given');

  await plan.goal.getByRole('radio', { name: /number/iu }).check({ force: true });
  await plan.field('To').fill('60000');
  await plan.field('Of what').fill('words');
  await page.keyboard.press('Enter');
  await expectMark('Measurable', 'given');

  await plan.add('Add a task', 'Write the first page');
  await expectMark('Achievable', 'given');
});

test('a number is measured with readings, and the board shows it', async ({ page, northboard: { library } }) => {
  await plan.goal.getByRole('radio', { name: /number/iu }).check({ force: true });
  await plan.field('To').fill('60000');
  await page.keyboard.press('Tab');
  await plan.field('Of what').fill('words');
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(library, 'SELECT measure, target, unit FROM goal')).toEqual([{ measure: 'number', target: 60000, unit: 'words' }]);
  await plan.field('Where it stands now').fill('15000');
  await page.keyboard.press('Enter');
  await expect(plan.progress).toHaveAttribute('aria-valuenow', '25');
  expect(await rows(library, 'SELECT value FROM reading')).toEqual([{ value: 15000 }]);
  await expect(plan.goal.getByRole('list', { name: 'Readings' }).getByRole('listitem')).toHaveCount(1);
  await places.go('Board');
  await expect(board.thingLike('Goal: Publish a book, 25%')).toBeVisible();
});

test('milestones and tasks are typed one after the other, with days as people write them', async ({ northboard: { library } }) => {
  await plan.add('Add a milestone', 'First draft by 30 June', 'A reader who is honest');
  await expect(plan.milestones.getByRole('listitem')).toHaveCount(2);
  await plan.add('Add a task', 'Write the outline Friday', 'Find an hour every morning', 'Ask Mira within two weeks');
  await expect(plan.tasks.getByRole('listitem')).toHaveCount(3);
  await expect(plan.field('Add a task')).toBeFocused();
  await expect(plan.field('Add a task')).toHaveValue('');
  const made = await rows<{ title: string; due: string | null }>(library, 'SELECT title, due FROM task ORDER BY rank');
  expect(made.map((task) => [task.title, task.due !== null])).toEqual([
    ['Write the outline', true],
    ['Find an hour', true],
    ['Ask Mira', true],
  ]);
  expect((await rows<{ due: string }>(library, "SELECT due FROM milestone WHERE title = 'First draft'"))[0]?.due).toMatch(/-06-30$/u);
});

test('who opens a goal types its steps at once, one after the other', async ({ page, northboard: { library } }) => {
  await places.go('Today');
  await places.go('Plan');
  await expect(plan.goal.getByRole('heading', { level: 1 })).toContainText('Publish a book');
  await expect(plan.field('Next step')).toBeFocused();
  await page.keyboard.type('Write the outline\nFind an hour\nAsk Mira\n');
  await expect.poll(() => rows(library, 'SELECT title FROM task ORDER BY rank')).toEqual([{ title: 'Write the outline' }, { title: 'Find an hour' }, { title: 'Ask Mira' }]);
  await expect(plan.field('Add a task')).toBeFocused();
  await places.go('Today');
  await places.go('Plan');
  await expect(plan.field('Add a task')).toBeFocused();
});

test('the plan opens where it was', async ({ page }) => {
  await plan.addGoal('Write for a living', 'Read 12 books by 30 June');
  await expect(plan.goal.getByRole('heading', { level: 1 })).toContainText('Read 12 books');
  await places.go('Board');
  await places.go('Plan');
  await expect(plan.goal.getByRole('heading', { level: 1 })).toContainText('Read 12 books');
  await plan.goal.getByRole('button', { name: 'More for this goal' }).click();
  await page.getByRole('menuitem', { name: 'Delete the goal' }).click();
  await expect(plan.goal.getByRole('heading', { level: 1 })).toContainText('Publish a book');
});

test('what is ticked stays for a moment, with a way back', async ({ page, northboard: { library } }) => {
  await plan.add('Add a task', 'One', 'Two');
  await expect(plan.tasks.getByRole('listitem')).toHaveCount(2);
  const box = (await plan.task('One').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(() => rows(library, 'SELECT title FROM task WHERE done IS NOT NULL')).toEqual([{ title: 'One' }]);
  await expect(plan.task('One')).toBeChecked();
  await plan.tasks.getByRole('button', { name: 'Undo: One is not done' }).click();
  await expect.poll(() => rows(library, 'SELECT title FROM task WHERE done IS NOT NULL')).toEqual([]);
  await expect(plan.task('One')).not.toBeChecked();
  await plan.task('One').check({ force: true });
  await page.mouse.move(5, 5);
  await expect(plan.tasks.getByRole('listitem')).toHaveCount(1, { timeout: 2000 });
  await expect(plan.goal.getByRole('button', { name: 'Show 1 done' })).toBeVisible();
});

test('why it matters is not asked again where the aspiration says it', async ({ page }) => {
  await plan.row('Write for a living').click();
  await plan.goal.getByRole('button', { name: /^Why it matters/u }).click();
  await page.keyboard.type('So that I leave something behind');
  await page.keyboard.press('Control+Enter');
  await plan.open('Publish a book');
  await expect(plan.goal.getByText('Because: So that I leave something behind')).toBeVisible();
  await expect(plan.goal.getByRole('button', { name: /^Why it matters/u })).toHaveCount(0);
  await plan.goal.getByRole('button', { name: 'Give this goal a reason of its own' }).click();
  await page.keyboard.type('For my niece');
  await page.keyboard.press('Control+Enter');
  await expect(plan.goal.getByRole('button', { name: 'Why it matters: For my niece' })).toBeVisible();
});

test('a day that was not meant is a chip that can be taken back', async ({ page, northboard: { library } }) => {
  await plan.field('Add a task').click();
  await page.keyboard.type('Call it a day on Friday');
  const chip = page.getByRole('group', { name: /^Day: /u });
  await expect(chip).toBeVisible();
  await chip.getByRole('button', { name: /^Not meant/u }).click();
  await expect(chip).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(library, 'SELECT title, due FROM task')).toEqual([{ title: 'Call it a day on Friday', due: null }]);
});

test('completing a task moves the progress on the board at once, and undo takes it back', async ({ context, page, northboard }) => {
  await plan.add('Add a task', 'Write the outline', 'Write the first page');
  await plan.add('Add a milestone', 'First draft', 'Printed');
  await expect(plan.milestones.getByRole('listitem')).toHaveCount(2);

  // The board in a second view of the same program, as on a second screen.
  const second = await context.newPage();
  await second.goto(northboard.url);
  const other = new BoardPage(second);
  await new Places(second).go('Board');
  await expect(other.thingLike('Goal: Publish a book, 0%')).toBeVisible();

  await plan.task('Write the outline').check({ force: true });
  await expect(other.thingLike('Goal: Publish a book, 25%')).toBeVisible({ timeout: 2000 });
  await expect(plan.progress).toHaveAttribute('aria-valuenow', '25');
  await plan.milestone('First draft').check({ force: true });
  await expect(other.thingLike('Goal: Publish a book, 50%')).toBeVisible({ timeout: 2000 });

  await page.bringToFront();
  await page.keyboard.press('Control+z');
  await expect(other.thingLike('Goal: Publish a book, 25%')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(other.thingLike('Goal: Publish a book, 0%')).toBeVisible();
  await second.close();
});

test('tasks are walked, ticked, moved and removed by keyboard', async ({ page, northboard: { library } }) => {
  await plan.add('Add a task', 'One', 'Two', 'Three');
  await expect(plan.tasks.getByRole('listitem')).toHaveCount(3);
  const order = async (): Promise<string[]> => (await rows<{ title: string }>(library, 'SELECT title FROM task ORDER BY rank')).map((task) => task.title);
  await plan.task('One').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toEqual(['Two', 'One', 'Three']);
  await expect(plan.task('One')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(plan.task('Three')).toBeFocused();
  await page.keyboard.press('Space');
  await expect.poll(() => rows(library, 'SELECT title FROM task WHERE done IS NOT NULL')).toEqual([{ title: 'Three' }]);
  await plan.task('Two').focus();
  await page.keyboard.press('Delete');
  await expect.poll(order).toEqual(['One', 'Three']);
  await page.keyboard.press('Control+z');
  await expect.poll(order).toEqual(['Two', 'One', 'Three']);
});

test('a goal and an aspiration are added in the outline by one line', async ({ page, northboard: { library } }) => {
  await plan.addGoal('Write for a living', 'Read 12 books by 30 June');
  await expect(plan.goal.getByRole('heading', { level: 1 })).toContainText('Read 12 books');
  await plan.outline.getByRole('button', { name: 'Add to the plan' }).click();
  await page.getByRole('menuitem', { name: 'An aspiration', exact: true }).click();
  await page.keyboard.type('Be outdoors more');
  await page.keyboard.press('Enter');
  await expect(plan.row('Be outdoors more')).toBeVisible();
  await expect.poll(() => rows(library, 'SELECT count(*) AS n FROM aspiration')).toEqual([{ n: 2 }]);
  expect(await rows(library, 'SELECT count(*) AS n FROM goal_aspiration')).toEqual([{ n: 2 }]);
  expect(await rows(library, 'SELECT what FROM aspiration ORDER BY rank')).toEqual([{ what: 'Write for a living' }, { what: 'Be outdoors more' }]);
});

test('a reached goal is shown as reached on the board', async ({ page }) => {
  await plan.goal.getByRole('button', { name: 'More for this goal' }).click();
  await page.getByRole('menuitem', { name: 'Mark as reached' }).click();
  await expect(plan.goal.getByText('All done').or(plan.goal.getByText(/reached/iu).first())).toBeVisible();
  await places.go('Board');
  await expect(board.thingLike('Goal: Publish a book, reached')).toBeVisible();
});
