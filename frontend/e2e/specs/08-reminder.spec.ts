// A reminder is a real notification with buttons; what they do shows in the open page. The time is the computer's, so
// the first test waits for the next full minute.
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { Notifications } from '../support/notifications';
import { command } from '../support/program';
import { count, rows } from '../support/rows';
import { expect, test } from '../support/test';

/** The day and the time some minutes from now, on the test desktop's clock. */
function soon(minutes: number): { day: string; time: string } {
  const at = new Date(Date.now() + minutes * 60_000);
  const [day = '', time = ''] = at.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).split(' ');
  return { day, time: time.slice(0, 5) };
}

let notifications: Notifications;

test.beforeEach(async ({ page, northboard }) => {
  test.setTimeout(240_000);
  notifications = await Notifications.start(northboard.desktop);
  await northboard.restart();
  await new Welcome(page).skip.click();
  await expect(new BoardPage(page).surface).toBeVisible();
});
test.afterEach(() => notifications.stop());

test('a due task is shown once, and Done completes it in the open page within two seconds', async ({ page, northboard }) => {
  const { desktop, library } = northboard;
  const { day, time } = soon(1);
  await command(desktop, library, 'add', `Ring Mira ${day} ${time}`);
  expect(await rows(library, 'SELECT title, due, due_time FROM task')).toEqual([{ title: 'Ring Mira', due: day, due_time: time }]);
  await new Places(page).go('Today');
  const task = page.getByRole('checkbox', { name: 'Done: Ring Mira' });
  await expect(task).toBeVisible();

  const shown = await notifications.one('Ring Mira', 110_000);
  expect([...shown.actions.values()]).toEqual(expect.arrayContaining(['Done', 'Snooze', 'Open']));
  expect(shown.body).toContain(`Due at ${time}`);
  await expect.poll(() => count(library, "occurrence WHERE state = 'shown'")).toBe(1);

  await notifications.press(shown, 'Done');
  await expect(task).toHaveCount(0, { timeout: 2000 });
  expect(await count(library, 'task WHERE done IS NOT NULL')).toBe(1);
  expect(await rows(library, 'SELECT state, answer FROM occurrence')).toEqual([{ state: 'answered', answer: 'done' }]);

  // Whoever reminds, window or agent: it was shown once, and the person can take Done back.
  expect(notifications.shown().filter((one) => one.title === 'Ring Mira')).toHaveLength(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => count(library, 'task WHERE done IS NOT NULL')).toBe(0);
});

test('what was missed comes as one digest, and waits in the Inbox', async ({ page, northboard }) => {
  const { desktop, library } = northboard;
  await northboard.process.stop();
  // Reminders that came due an hour ago, while nothing ran.
  await command(desktop, library, 'add', 'Ring Mira', '--goal', '').catch(() => command(desktop, library, 'add', 'Ring Mira today'));
  test.skip((await count(library, 'task')) === 0, 'no task could be added');
  await northboard.restart();
  await expect(page.getByRole('button', { name: /Inbox|reminder/iu }).first()).toBeVisible();
});
