// Starting at login is one question, asked once there is something to remind of, and a switch in the settings.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { command } from '../support/program';
import { expect, test } from '../support/test';

test('reminders start at login when the person says so, and no longer when they say no', async ({ page, northboard }) => {
  const { desktop, library } = northboard;
  const entry = join(desktop.env.XDG_CONFIG_HOME ?? '', 'autostart/northboard.desktop');
  const service = join(desktop.env.XDG_DATA_HOME ?? '', 'dbus-1/services/org.northboard.Agent.service');
  await northboard.restart();
  await new Welcome(page).skip.click();
  await expect(new BoardPage(page).surface).toBeVisible();
  const places = new Places(page);
  await places.go('Today');
  const question = page.getByRole('region', { name: 'Shall reminders come when Northboard is closed?' });
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(question).toHaveCount(0);

  await command(desktop, library, 'add', 'Ring Mira tomorrow 14:00');
  await expect(question).toBeVisible();
  if (process.env.NORTHBOARD_LOOK) await page.screenshot({ path: join(process.env.NORTHBOARD_LOOK, 'question.png') });
  expect(existsSync(entry)).toBe(false);
  await question.getByRole('button', { name: 'Start at login' }).click();
  await expect(question).toHaveCount(0);
  expect(readFileSync(entry, 'utf8')).toContain(`--library" "${library.folder}" "agent"`);
  expect(existsSync(service)).toBe(true);

  await places.go('Library');
  const at = page.getByRole('switch', { name: 'Start when I log in' });
  await expect(at).toBeChecked();
  if (process.env.NORTHBOARD_LOOK) {
    await at.scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(process.env.NORTHBOARD_LOOK, 'settings.png') });
  }
  await at.press('Space');
  await expect(at).not.toBeChecked();
  await expect.poll(() => existsSync(entry)).toBe(false);
  expect(existsSync(service)).toBe(false);

  // It was answered: it is not asked again.
  await page.reload();
  await places.go('Today');
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(question).toHaveCount(0);
});
