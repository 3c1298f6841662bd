// "Make this a goal": one line and Enter, and the picture carries it, live.
import { BoardPage } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { dropFiles } from '../support/hand';
import { nameOf, photos } from '../support/photos';
import { command, haveCorpus } from '../support/program';
import { count, items, rows, steps } from '../support/rows';
import { expect, test } from '../support/test';

interface GoalRow {
  title: string;
  due: string | null;
  measure: string;
  unit: string;
  target: number | null;
}

let board: BoardPage;
const photo = (): string => photos()[0] ?? '';

test.skip(!haveCorpus, 'no corpus of photographs: set NORTHBOARD_CORPUS');
test.beforeEach(async ({ page }) => {
  board = new BoardPage(page);
  const welcome = new Welcome(page);
  await welcome.what.fill('Read and write every day');
  await welcome.begin.click();
  await page.keyboard.press('Enter');
  await expect(board.surface).toBeVisible();
  await dropFiles(page, [photo()]);
  await expect(board.thing(nameOf(photo()))).toBeVisible();
  await board.expectSelected(nameOf(photo()));
});

const goals = (library: import('../support/program').Library): Promise<GoalRow[]> => rows<GoalRow>(library, 'SELECT title, due, measure, unit, target FROM goal');

test('one line and Enter, by mouse', async ({ page, northboard: { library } }) => {
  const made = await steps(library);
  await board.selectionVerb('Make this a goal').click();
  const form = page.getByRole('dialog', { name: 'Make this a goal' });
  await expect(form.getByRole('textbox', { name: 'Goal' })).toBeFocused();
  await page.keyboard.type('Read 12 books by 30 June');
  const understood = form.getByRole('group', { name: 'Understood as' });
  await expect(understood.getByRole('group', { name: /^Day: / })).toBeVisible();
  await expect(understood.getByRole('group', { name: /^Measure: 12 books/ })).toBeVisible();
  await board.press('Enter');
  await expect(form).toHaveCount(0);

  const [goal] = await goals(library);
  expect(goal).toMatchObject({ measure: 'number', unit: 'books', target: 12 });
  expect(goal?.due).toMatch(/-06-30$/u);
  expect(await steps(library)).toBe(made + 1);
  const picture = board.thingLike(`Goal: ${goal?.title}`);
  await expect(picture).toHaveRole('img');
  await expect(picture).toHaveAccessibleName(/, 0%, \d+ days left(, selected)?$/u);

  await board.press('Control+z');
  await expect(board.thing(nameOf(photo()))).toBeVisible();
  expect(await count(library, 'goal')).toBe(0);
});

test('one line and Enter, by keyboard, from the palette too', async ({ page, northboard: { library } }) => {
  await board.press('Control+k');
  await page.keyboard.type('make this a goal');
  await board.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Goal' })).toBeFocused();
  await page.keyboard.type('Speak at a meetup');
  await board.press('Enter');
  await expect(board.thingLike('Goal: Speak at a meetup')).toBeVisible();
  expect(await goals(library)).toEqual([{ title: 'Speak at a meetup', due: null, measure: 'none', unit: '', target: null }]);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the day and the number can stand beside the line', async ({ page, northboard: { library } }) => {
  await board.press('g');
  const form = page.getByRole('dialog', { name: 'Make this a goal' });
  await page.keyboard.type('Write every morning');
  await form.getByRole('textbox', { name: 'Day, if there is one' }).fill('within six months');
  await form.getByRole('textbox', { name: 'Number, if it counts' }).fill('40 pages');
  await form.getByRole('button', { name: 'Make it a goal' }).click();
  await expect(board.thingLike('Goal: Write every morning')).toBeVisible();
  const [goal] = await goals(library);
  expect(goal).toMatchObject({ title: 'Write every morning', target: 40, unit: 'pages' });
  expect(goal?.due).toMatch(/^\d{4}-\d\d-\d\d$/u);
});

test('a day that was not meant can be taken back', async ({ page, northboard: { library } }) => {
  await board.press('g');
  await page.keyboard.type('Send the letter Friday');
  const chip = page.getByRole('group', { name: /^Day: / });
  await expect(chip).toBeVisible();
  await chip.getByRole('button', { name: /^Not meant/ }).click();
  await expect(chip).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Goal' })).toBeFocused();
  await board.press('Enter');
  await expect(board.thingLike('Goal: Send the letter Friday')).toBeVisible();
  expect((await goals(library))[0]).toMatchObject({ title: 'Send the letter Friday', due: null });
});

test('a day that nobody knows is said beside the field, and nothing is made', async ({ page, northboard: { library } }) => {
  await board.press('g');
  const form = page.getByRole('dialog', { name: 'Make this a goal' });
  await page.keyboard.type('Learn to sail');
  await form.getByRole('textbox', { name: 'Day, if there is one' }).fill('when the cows come home');
  await board.press('Enter');
  await expect(form.getByText(/does not know this day/u)).toBeVisible();
  expect(await count(library, 'goal')).toBe(0);
  await board.press('Escape');
  await expect(form).toHaveCount(0);
  await expect(board.thing(nameOf(photo()))).toBeVisible();
});

test('a goal also hangs as a card, live', async ({ page, northboard }) => {
  const { desktop, library } = northboard;
  await board.press('g');
  await page.keyboard.type('Learn to sail');
  await board.press('Enter');
  await expect(board.thingLike('Goal: Learn to sail')).toHaveCount(1);
  await board.verb('Put a goal on the board').click();
  await page.getByRole('dialog', { name: 'Put a goal on the board' }).getByRole('button', { name: 'Learn to sail' }).click();
  await expect(board.thingLike('Goal: Learn to sail')).toHaveCount(2);
  expect((await items(library)).map((item) => item.kind).sort()).toEqual(['card', 'picture', 'word']);
  await expect(board.things.getByRole('article', { name: /^Goal: Learn to sail/u })).toHaveCount(1);

  // Another process gives it a task; both faces hear of it.
  await command(desktop, library, 'add', 'Book the first lesson', '--goal', 'Learn to sail');
  await expect(board.things.getByLabel(/^Goal: Learn to sail, 0%/u)).toHaveCount(2);
});
