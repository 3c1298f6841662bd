// What reminds, when not and how, in one screen; and the Inbox. The real Go and the real library are behind it.
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { Notifications } from '../support/notifications';
import { run } from '../support/process';
import { command } from '../support/program';
import { count, rows } from '../support/rows';
import { expect, test } from '../support/test';

let notifications: Notifications;

test.beforeEach(async ({ page, northboard }) => {
  test.setTimeout(120_000);
  notifications = await Notifications.start(northboard.desktop);
  await northboard.restart();
  await new Welcome(page).skip.click();
  await expect(new BoardPage(page).surface).toBeVisible();
});
test.afterEach(() => notifications.stop());

test('a reminder of one’s own is made, shows its next five, is changed, deleted and brought back', async ({ page, northboard }) => {
  const { library } = northboard;
  await new Places(page).command('reminder time');
  await page.getByRole('button', { name: 'Add a reminder' }).click();
  const form = page.getByRole('dialog', { name: 'Add a reminder' });
  await form.getByLabel('What to remember').fill('Drink water');
  await expect(form.getByText('Every day at 09:00')).toBeVisible();
  await expect(form.getByRole('listitem')).toHaveCount(5);

  // A rule that rings like an alarm bell is refused beside its field, and nothing is made.
  await form.getByRole('combobox', { name: /^Repeats/u }).click();
  await page.getByRole('option', { name: 'By a rule (RFC 5545)' }).click();
  await form.getByRole('textbox', { name: 'Rule' }).fill('FREQ=MINUTELY');
  await form.getByRole('button', { name: 'Add the reminder' }).click();
  await expect(form.getByText('more often than every 15 minutes')).toBeVisible();
  expect(await count(library, "reminder WHERE kind = 'custom'")).toBe(0);
  await form.getByRole('textbox', { name: 'Rule' }).fill('FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30');
  await form.getByRole('button', { name: 'Add the reminder' }).click();
  await expect(form.getByText('never comes round')).toBeVisible();

  await form.getByRole('textbox', { name: 'Rule' }).fill('FREQ=WEEKLY;BYDAY=SU');
  await form.getByRole('button', { name: 'Add the reminder' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('switch', { name: 'Every Sunday at 09:00: Drink water' })).toBeChecked();
  await page.getByRole('button', { name: 'More of Drink water' }).click();
  await expect(page.getByRole('list', { name: 'Next' }).getByRole('listitem')).toHaveCount(5);

  await page.getByRole('button', { name: 'Change Drink water' }).click();
  const change = page.getByRole('dialog', { name: 'Change the reminder' });
  await change.getByLabel('What to remember').fill('Drink more water');
  await change.getByRole('button', { name: 'Keep it so' }).click();
  const row = page.getByRole('switch', { name: /Drink more water/u });
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: 'Delete Drink more water' }).click();
  await expect(row).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(row).toBeVisible();
});

test('quiet hours, days off and a pause hold back, by keyboard too, and Resume lets it come', async ({ page, northboard }) => {
  const { desktop, library } = northboard;
  await new Places(page).command('reminder time');
  await page.getByRole('button', { name: 'Add quiet hours' }).click();
  const quiet = page.getByRole('switch', { name: 'Quiet: 22:00 to 07:00, every day' });
  await expect(quiet).toBeChecked();
  await page.getByRole('button', { name: 'More of Quiet, 22:00' }).press('Enter');
  await page.getByRole('checkbox', { name: 'Saturday' }).press('Space');
  await expect.poll(() => rows(library, 'SELECT days, begins, ends FROM boundary')).toEqual([{ days: 63, begins: '22:00', ends: '07:00' }]);
  await page.getByRole('button', { name: 'Delete Quiet, 22:00' }).click();
  await expect.poll(() => count(library, 'boundary')).toBe(0);

  await page.getByRole('button', { name: 'Pause until Monday' }).click();
  await expect(page.getByText(/^Paused until /u)).toBeVisible();
  // Something comes due meanwhile: it is in the Inbox, and no pop-up shows it.
  await command(desktop, library, 'add', 'Ring Mira tomorrow 08:00');
  await run('sqlite3', [
    library.database,
    `UPDATE operation SET at = at - 172800000; UPDATE reminder SET updated = updated - 172800000 WHERE kind = 'task'; UPDATE task SET due = date(due, '-1 days'), due_time = '00:00';`,
  ]);
  await page.getByRole('button', { name: /^Inbox/u }).click();
  const inbox = page.getByRole('dialog', { name: 'Inbox' });
  await expect(inbox.getByText('It waits for the end of a quiet time.')).toBeVisible({ timeout: 30_000 });
  expect(notifications.shown()).toHaveLength(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Resume' }).click();
  await notifications.one('One reminder waited for you', 30_000);
  await expect(page).toHaveTitle('(1) Northboard');
});

test('“Send me one now” shows one, with its buttons, and keeps nothing', async ({ page, northboard }) => {
  await new Places(page).command('reminder time');
  await page.getByRole('button', { name: 'Pause until tomorrow' }).click();
  await page.getByRole('button', { name: 'Send me one now' }).click();
  const shown = await notifications.one('This is how Northboard reminds you', 10_000);
  expect([...shown.actions.values()]).toEqual(expect.arrayContaining(['Done', 'Snooze', 'Open']));
  await expect(page.getByText('It was sent.')).toBeVisible();
  await expect(page).toHaveTitle('Northboard');
  expect(await count(northboard.library, "occurrence WHERE kind <> 'trial'")).toBe(0);
});
