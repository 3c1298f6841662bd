// A reminder is a real notification with buttons; what they do shows in the open page. The time is the computer's, so
// the first test waits for the next full minute.
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { Notifications } from '../support/notifications';
import { run, until } from '../support/process';
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

test('Snooze puts it off, on the notification and in the Inbox, and the bell follows without being asked', async ({ page, northboard }) => {
  const { desktop, library } = northboard;
  const { day, time } = soon(1);
  await command(desktop, library, 'add', `Ring Mira ${day} ${time}`);
  const bell = (words: string) => page.getByRole('button', { name: words, exact: true });
  await expect(bell('Inbox')).toBeVisible();
  const shown = await notifications.one('Ring Mira', 110_000);
  await expect(bell('Inbox, 1 waits')).toBeVisible({ timeout: 2000 });

  await notifications.press(shown, 'Snooze');
  await expect(bell('Inbox')).toBeVisible({ timeout: 2000 });
  expect(await rows(library, 'SELECT state, answer FROM occurrence ORDER BY due')).toEqual([{ state: 'answered', answer: 'snooze' }, { state: 'due', answer: '' }]);
  await bell('Inbox').click();
  const inbox = page.getByRole('dialog', { name: 'Inbox' });
  await expect(inbox.getByRole('list', { name: 'Coming' }).getByText('Ring Mira')).toBeVisible();

  // Ten minutes go by; the open Inbox is not touched.
  await run('sqlite3', [library.database, "UPDATE occurrence SET due = due - 660000 WHERE state = 'due'"]);
  await until('it comes back', () => notifications.shown().filter((one) => one.title === 'Ring Mira')[1], 40_000);
  const waiting = inbox.getByRole('list', { name: 'Waiting' });
  await expect(waiting.getByText('Ring Mira')).toBeVisible({ timeout: 2000 });
  await waiting.getByRole('button', { name: 'Snooze: Ring Mira' }).click();
  await page.getByRole('menuitem', { name: 'An hour' }).click();
  await expect(page.getByText(/^It comes back /u)).toBeVisible();
  await expect(waiting).toHaveCount(0);
  expect(await count(library, "occurrence WHERE answer = 'snooze'")).toBe(2);
  expect(await count(library, 'task WHERE done IS NOT NULL')).toBe(0);
});

test('what was missed comes as one digest, and waits in the Inbox', async ({ page, northboard }) => {
  const { desktop, library } = northboard;
  await northboard.process.stop();
  const missed = ['Ring Mira', 'Send the draft', 'Book the room'];
  for (const title of missed) await command(desktop, library, 'add', `${title} tomorrow 08:00`);
  // Two days go by with nothing running.
  const away = 2 * 24 * 60 * 60 * 1000;
  await run('sqlite3', [
    library.database,
    `UPDATE operation SET at = at - ${away}; UPDATE reminder SET updated = updated - ${away};
     UPDATE task SET due = date(due, '-2 days'), created = created - ${away}, updated = updated - ${away};`,
  ]);
  await northboard.restart();
  const digest = await notifications.one(/^[34] reminders while you were away$/u, 60_000); // four on the review's own day
  for (const title of missed) expect(digest.body).toContain(title);
  expect(notifications.shown()).toHaveLength(1);

  await page.getByRole('button', { name: /^Inbox/u }).click();
  const inbox = page.getByRole('dialog', { name: 'Inbox' });
  const waiting = inbox.getByRole('list', { name: 'Waiting' });
  for (const title of missed) await expect(waiting.getByText(title)).toBeVisible();
  await waiting.getByRole('button', { name: 'Done: Send the draft' }).click();
  await expect(waiting.getByText('Send the draft')).toHaveCount(0);
  expect(await rows(library, 'SELECT title FROM task WHERE done IS NOT NULL')).toEqual([{ title: 'Send the draft' }]);
  expect(await count(library, "occurrence WHERE kind = 'task'")).toBe(3);
});

test('the weekly review has its day and time, and Open leads there', async ({ page, northboard }) => {
  const { library } = northboard;
  const { day, time } = soon(1);
  const weekday = new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
  await new Places(page).go('Library');
  await page.getByRole('button', { name: 'More of the weekly review' }).click();
  await page.getByRole('combobox', { name: /^Weekday/u }).click();
  await page.getByRole('option', { name: weekday }).click();
  const times = page.getByLabel('Time', { exact: true });
  await times.last().fill(time);
  await times.last().blur();
  await expect.poll(() => rows(library, "SELECT time FROM reminder WHERE kind = 'review'")).toEqual([{ time }]);
  const shown = await notifications.one('Your weekly review', 110_000);
  await notifications.press(shown, 'Open');
  await expect(page.getByRole('heading', { name: 'What moved?' })).toBeVisible({ timeout: 5000 });
  expect(notifications.shown()).toHaveLength(1);
});
