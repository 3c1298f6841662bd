// Today: what is due, the next action of each goal, the why beside it, the board in sight.
import { BoardPage } from '../pages/BoardPage';
import { PlanPage } from '../pages/PlanPage';
import { Places } from '../pages/Places';
import { TodayPage } from '../pages/TodayPage';
import { Welcome } from '../pages/Welcome';
import { command } from '../support/program';
import { run } from '../support/process';
import { rows } from '../support/rows';
import { expect, test } from '../support/test';

let today: TodayPage;
let places: Places;

test.beforeEach(async ({ page }) => {
  today = new TodayPage(page);
  places = new Places(page);
  await new Welcome(page).what.fill('Lead a team that people love to be in');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Because I know how much a good lead changes');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(new BoardPage(page).surface).toBeVisible();
});

test('is calm when nothing is due', async ({ page }) => {
  await places.go('Today');
  await expect(today.heading).toBeVisible();
  await expect(today.oneThing).toHaveCount(0);
  await expect(today.due).toHaveCount(0);
  await expect(page.getByText('Nothing is due. A good moment to make a first goal.')).toBeVisible();
  await expect(today.sight.getByRole('button', { name: /Lead a team that people love to be in/u })).toBeVisible();
});

test('holds the one thing, what is due, and the next step of each goal', async ({ page, northboard }) => {
  const { desktop, library } = northboard;
  await places.go('Plan');
  await new PlanPage(page).addGoal('Lead a team that people love to be in', 'Lead the spring project');
  await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toContainText('Lead the spring project');
  await command(desktop, library, 'add', 'Ask to lead it today', '--goal', 'Lead the spring project');
  await command(desktop, library, 'add', 'Water the plants today');
  await command(desktop, library, 'add', 'Write the plan', '--goal', 'Lead the spring project');
  const tasks = await rows<{ title: string; due: string | null }>(library, 'SELECT title, due FROM task ORDER BY created');
  expect(tasks.map((task) => task.due !== null)).toEqual([true, true, false]);

  await places.go('Today');
  await expect(today.oneThing).toBeVisible();
  await expect(today.oneThing).toContainText('Lead the spring project');
  // A goal has one next action; the other waits behind it.
  for (const title of ['Ask to lead it', 'Water the plants']) await expect(page.getByRole('checkbox', { name: `Done: ${title}` })).toBeVisible();
  const why = page.getByText('Because I know how much a good lead changes');
  await expect(why.first()).toBeVisible();
  await expect(today.sight.getByRole('button', { name: /board/iu })).toBeVisible();
});

test('what is overdue is the one thing, and waits under “From before” without blame', async ({ page, northboard: { desktop, library } }) => {
  for (const title of ['Ring Mira', 'Send the draft']) await command(desktop, library, 'add', `${title} today`);
  await command(desktop, library, 'add', 'Water the plants today');
  // Three days go by.
  await run('sqlite3', [library.database, "UPDATE task SET due = date(due, '-3 days') WHERE title <> 'Water the plants'"]);
  await places.go('Today');
  await expect(today.oneThing.getByRole('checkbox', { name: 'Done: Ring Mira' })).toBeVisible();
  await expect(today.before.getByRole('checkbox')).toHaveCount(1);
  await expect(today.before).toContainText(/Send the draft.*from /su);
  await expect(today.due.getByRole('checkbox', { name: 'Done: Water the plants' })).toBeVisible();
  await expect(page.getByText(/nothing is due/iu)).toHaveCount(0);
  await today.before.getByRole('checkbox', { name: 'Done: Send the draft' }).check({ force: true });
  await expect.poll(() => rows(library, 'SELECT title FROM task WHERE done IS NOT NULL')).toEqual([{ title: 'Send the draft' }]);
});

test('takes a task as one line, and a tick completes it', async ({ page, northboard: { library } }) => {
  await places.go('Today');
  await today.addTask.fill('Call the library today');
  await page.keyboard.press('Enter');
  const box = page.getByRole('checkbox', { name: 'Done: Call the library' });
  await expect(box).toBeVisible();
  await box.check({ force: true });
  await expect.poll(() => rows(library, 'SELECT title FROM task WHERE done IS NOT NULL')).toEqual([{ title: 'Call the library' }]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => rows(library, 'SELECT title FROM task WHERE done IS NOT NULL')).toEqual([]);
  await expect(page.getByRole('checkbox', { name: 'Done: Call the library' })).not.toBeChecked();
});

test('a goal that waits for a next step gets one there', async ({ page, northboard: { library } }) => {
  await places.go('Plan');
  await new PlanPage(page).addGoal('Lead a team that people love to be in', 'Lead the spring project');
  await expect(page.getByRole('article')).toBeVisible();
  await places.go('Today');
  await expect(today.waiting).toContainText('Lead the spring project');
  await today.waiting.getByRole('textbox', { name: 'Next step for Lead the spring project' }).fill('Ask for it');
  await page.keyboard.press('Enter');
  // It is the only thing there is to do, so it is the one thing.
  await expect(today.oneThing.getByRole('checkbox', { name: 'Done: Ask for it' })).toBeVisible();
  await expect(today.waiting).toHaveCount(0);
  expect(await rows(library, 'SELECT t.title, g.title AS goal FROM task t JOIN goal g ON g.id = t.goal_id')).toEqual([{ title: 'Ask for it', goal: 'Lead the spring project' }]);
});
