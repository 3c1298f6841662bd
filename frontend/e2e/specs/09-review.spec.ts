// The review: what moved since the last, what is stuck, one next step for each goal, one win; finishing it dates the next.
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { PlanPage } from '../pages/PlanPage';
import { ReviewPage } from '../pages/ReviewPage';
import { Welcome } from '../pages/Welcome';
import { command } from '../support/program';
import { rows } from '../support/rows';
import { expect, test } from '../support/test';

let review: ReviewPage;
let places: Places;

test.beforeEach(async ({ page }) => {
  review = new ReviewPage(page);
  places = new Places(page);
  const plan = new PlanPage(page);
  await new Welcome(page).what.fill('Make good tools');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(new BoardPage(page).surface).toBeVisible();
  await places.go('Plan');
  await plan.addGoal('Make good tools', 'Ship the first version by 30 June');
  await expect(plan.goal.getByRole('heading', { level: 1 })).toContainText('Ship the first version');
  await plan.add('Add a task', 'Draw the icon', 'Write the tour');
  await plan.task('Draw the icon').check({ force: true });
  await expect(plan.goal.getByRole('button', { name: 'Show 1 done' })).toBeVisible();
  await places.go('Review');
  await expect(review.question).toHaveText('What moved?');
});

test('asks four questions and keeps the answers', async ({ page, northboard: { library } }) => {
  await expect(page.getByText(/Draw the icon/u).first()).toBeVisible();
  await review.next.click();
  await expect(review.question).toHaveText('What is stuck?');
  await review.next.click();
  await expect(review.question).toHaveText('What is next?');
  const step = page.getByRole('textbox', { name: 'Ship the first version' });
  await expect(step).toBeFocused();
  await page.keyboard.type('Show it to Mira Friday');
  await review.next.click();
  await expect(review.question).toHaveText('What is worth keeping?');
  await review.win.fill('I drew something that I like');
  await review.finish.click();
  await expect(review.question).toHaveText('That was the week.');

  expect(await rows(library, 'SELECT text FROM win')).toEqual([{ text: 'I drew something that I like' }]);
  const [task] = await rows<{ title: string; due: string | null }>(library, "SELECT title, due FROM task WHERE title LIKE 'Show it%'");
  expect(task?.title).toBe('Show it to Mira');
  expect(task?.due).not.toBeNull();
  const [kept] = await rows<{ finished: number | null; next: string | null; to_seq: number | null }>(library, 'SELECT finished, next, to_seq FROM review');
  expect(kept?.finished).not.toBeNull();
  expect(kept?.next).toMatch(/^\d{4}-\d\d-\d\d$/u);
  expect(kept?.to_seq).not.toBeNull();
  await page.getByRole('button', { name: 'Go to Today' }).click();
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
});

test('the next one begins where this one ended', async ({ page, northboard: { library } }) => {
  for (const question of ['What is stuck?', 'What is next?', 'What is worth keeping?']) {
    await review.next.click();
    await expect(review.question).toHaveText(question);
  }
  await review.finish.click();
  await expect(review.question).toHaveText('That was the week.');
  await page.getByRole('button', { name: 'Go to Today' }).click();
  await places.go('Review');
  await expect(review.question).toHaveText('Done today.');
  await expect(page.getByText(/^Next: /u)).toBeVisible();
  await page.getByRole('button', { name: 'Review again' }).click();
  await expect(review.question).toHaveText('What moved?');
  await expect(review.question).toBeFocused();
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeVisible();
  await expect(page.getByText(/Draw the icon/u)).toHaveCount(0);
  expect((await rows<{ n: number }>(library, 'SELECT count(*) AS n FROM review WHERE finished IS NOT NULL'))[0]?.n).toBe(1);
});

test('the button to go on stays under the pointer from the first question to the last', async ({ page }) => {
  const { x, y, width, height } = (await review.next.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (const question of ['What is stuck?', 'What is next?', 'What is worth keeping?']) {
    await page.mouse.click(x + width / 2, y + height / 2);
    await expect(review.question).toHaveText(question);
  }
  const before = await review.finish.boundingBox();
  await review.win.fill('I drew something that I like');
  await expect(page.getByRole('combobox', { name: /^It belongs to/u })).toBeVisible();
  expect(await review.finish.boundingBox()).toEqual(before);
  await page.mouse.click(x + width / 2, y + height / 2);
  await expect(review.question).toHaveText('That was the week.');
});

test('a finished review is read again with what it saw and what was won, and undone only where it can be seen', async ({ page, northboard: { library } }) => {
  const finish = async (win: string, step: string): Promise<void> => {
    await review.next.click();
    await review.next.click();
    await page.getByRole('textbox', { name: 'Ship the first version' }).fill(step);
    await review.next.click();
    await review.win.fill(win);
    await review.finish.click();
    await expect(review.question).toHaveText('That was the week.');
    await expect(page.getByText(win)).toBeVisible();
    await expect(page.getByRole('main').getByText(step)).toBeVisible();
  };
  await finish('I drew something that I like', 'Show it to Mira');
  await page.getByRole('button', { name: 'Review again' }).click();
  await finish('I showed it', 'Ask for the money');
  const earlier = page.getByRole('region', { name: 'Earlier reviews and wins' });
  await earlier.locator('summary').click();
  await expect(earlier).toContainText('Finished “Draw the icon”.');
  await expect(earlier).toContainText('Show it to Mira');

  await places.go('Board');
  const reviews = () => rows(library, 'SELECT text FROM win ORDER BY created');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('The last step was “Finish the review”.')).toBeVisible();
  expect(await reviews()).toHaveLength(2);
  await page.getByRole('button', { name: 'Undo there' }).click();
  await expect.poll(reviews).toEqual([{ text: 'I drew something that I like' }]);
  // It is open again where it was, with its answers.
  await expect(review.win).toHaveValue('I showed it');
});

test('goes by keyboard alone, and back', async ({ page }) => {
  await page.keyboard.press('Tab');
  await review.next.focus();
  await page.keyboard.press('Enter');
  await expect(review.question).toHaveText('What is stuck?');
  await review.back.focus();
  await page.keyboard.press('Enter');
  await expect(review.question).toHaveText('What moved?');
});

test('what happens meanwhile comes into sight, and the review ends where it was seen', async ({ northboard: { desktop, library } }) => {
  await review.next.click();
  await review.next.click();
  await expect(review.question).toHaveText('What is next?');
  await expect(review.happened).toContainText('Finished “Draw the icon”.');
  await expect(review.happened).toContainText('New goal.');
  // Added from outside while the review is open: it comes into sight beside it.
  await command(desktop, library, 'add', 'Ask Ana', '--goal', 'Ship the first version');
  await review.happened.getByRole('button', { name: /^Show \d more/u }).click();
  await expect(review.happened).toContainText('Added “Ask Ana”.');
  await review.next.click();
  await review.finish.click();
  await expect(review.question).toHaveText('That was the week.');
  const [kept] = await rows<{ to_seq: number }>(library, 'SELECT to_seq FROM review');
  const [own] = await rows<{ first: number }>(library, "SELECT first_seq AS first FROM operation WHERE label = 'Finish the review'");
  expect(kept?.to_seq).toBe((own?.first ?? 0) - 1);
});

test('a goal that is let rest is not called stuck, after a restart neither, until it is taken up', async ({ page, northboard }) => {
  await places.go('Plan');
  await new PlanPage(page).addGoal('Make good tools', 'Learn to sail');
  await places.go('Review');
  await review.next.click();
  await expect(review.question).toHaveText('What is stuck?');
  await page.getByRole('button', { name: 'Let Learn to sail rest' }).click();
  await expect(page.getByRole('button', { name: 'Let Learn to sail rest' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Take up Learn to sail' })).toBeVisible();
  await northboard.restart();
  await places.go('Today');
  await expect(page.getByRole('textbox', { name: 'Next step for Learn to sail' })).toHaveCount(0);
  await places.go('Review');
  await review.next.click();
  await page.getByRole('button', { name: 'Take up Learn to sail' }).click();
  await expect(page.getByRole('button', { name: 'Let Learn to sail rest' })).toBeVisible();
});
