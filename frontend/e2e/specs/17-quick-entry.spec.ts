// One line says all of a task: from anywhere, each reading a chip that can be turned down.
import { BoardPage } from '../pages/BoardPage';
import { PlanPage } from '../pages/PlanPage';
import { Welcome } from '../pages/Welcome';
import { rows } from '../support/rows';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page }) => {
  await new Welcome(page).what.fill('Do good work');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(new BoardPage(page).surface).toBeVisible();
});

interface Row {
  title: string;
  due: string;
  due_time: string | null;
  repeat: string;
  estimate: number | null;
  priority: number;
  goal: string | null;
}

const taskRows = 'SELECT t.title, t.due, t.due_time, t.repeat, t.estimate, t.priority, g.title AS goal FROM task AS t LEFT JOIN goal AS g ON g.id = t.goal_id';

test('a line holds day, time, repeat, goal, estimate and what matters; a chip that is turned down stays a word', async ({ page, northboard: { library } }) => {
  const plan = new PlanPage(page);
  await page.keyboard.press('Control+3');
  for (const goal of ['Earn a promotion', 'Prove the proposal']) await plan.addGoal('Do good work', goal);
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+Space');
  const task = page.getByRole('dialog', { name: 'Add a task' });
  const field = task.getByRole('textbox', { name: 'Task' });
  await field.fill('Finish the CV Friday 17:00 every week ~45m ! #pro');
  // The title that begins so is offered first, then the one with a word that does; the keyboard reaches both.
  const which = task.getByRole('group', { name: 'Which goal' });
  await expect(which.getByRole('button')).toHaveText(['Prove the proposal', 'Earn a promotion']);
  await field.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(which.getByRole('button', { name: 'Earn a promotion' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Finish the CV Friday 17:00 every week ~45m ! #earn-a-promotion ');
  const understood = task.getByRole('group', { name: 'Understood as' });
  for (const chip of ['Time: 17:00', 'Repeats: every week', 'Takes: 45 min', 'Priority: matters', 'Goal: Earn a promotion']) {
    await expect(understood.getByRole('group', { name: chip, exact: true })).toBeVisible();
  }
  await understood.getByRole('button', { name: 'Not meant: ~45m' }).click();
  await expect(understood.getByText('45 min')).toHaveCount(0);
  await field.press('Enter');
  await expect(task).toHaveCount(0);
  await expect(page.getByText('Added: Finish the CV ~45m')).toBeVisible();
  const [row] = await rows<Row>(library, taskRows);
  expect(row).toMatchObject({ title: 'Finish the CV ~45m', due_time: '17:00', repeat: 'FREQ=WEEKLY;BYDAY=FR', estimate: null, priority: 1, goal: 'Earn a promotion' });
});

test('a title that only looks like a day is left alone', async ({ page, northboard: { library } }) => {
  for (const title of ['Monitor', 'Sun contract', 'May review', 'Every day counts', 'Ticket #12']) {
    await page.keyboard.press('Control+Space');
    const field = page.getByRole('dialog', { name: 'Add a task' }).getByRole('textbox', { name: 'Task' });
    await field.fill(title);
    await field.press('Enter');
    await expect(page.getByText(`Added: ${title}`)).toBeVisible();
  }
  const kept = await rows<{ title: string; due: string | null; repeat: string }>(library, 'SELECT title, due, repeat FROM task ORDER BY created, id');
  expect(kept.map(({ title }) => title)).toEqual(['Monitor', 'Sun contract', 'May review', 'Every day counts', 'Ticket #12']);
  expect(kept.every(({ due, repeat }) => !due && repeat === '')).toBe(true);
});
