// What goes wrong around the program: each a clear sentence, nothing lost, nothing half done.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { BoardPage } from '../pages/BoardPage';
import { Places } from '../pages/Places';
import { Welcome } from '../pages/Welcome';
import { run } from '../support/process';
import { binaries, command, type Library } from '../support/program';
import { count, itemOnceKept, items } from '../support/rows';
import { expect, test } from '../support/test';

let board: BoardPage;

test.beforeEach(async ({ page, northboard: { library } }) => {
  board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 300, y: 200 }, 'Mine');
  await itemOnceKept(library, 'Mine');
  await expect.poll(() => count(library, "setting WHERE id LIKE 'camera/%'")).toBe(1);
});

const bytesOf = (library: Library): string => (existsSync(library.database) ? createHash('sha256').update(readFileSync(library.database)).digest('hex') : 'none');

test.describe('a library that cannot be opened says why and stays as it is', () => {
  const cases: { what: string; sentence: RegExp; harm: (library: Library) => Promise<void> | void }[] = [
    {
      what: 'made by a newer version',
      sentence: /made by a newer version of Northboard.*Nothing in it was changed/u,
      harm: async (library) => void (await run('sqlite3', [library.database, 'PRAGMA user_version = 99999'])),
    },
    {
      what: 'damaged',
      sentence: /damaged.*Nothing was changed/u,
      harm: (library) => {
        const bytes = readFileSync(library.database);
        bytes.fill(0xa5, 4096, Math.min(bytes.length, 5 * 4096));
        writeFileSync(library.database, bytes);
      },
    },
    { what: 'cut short', sentence: /cut short|damaged/u, harm: (library) => truncateSync(library.database, 8192) },
    { what: 'emptied', sentence: /is empty.*no new one was begun/u, harm: (library) => truncateSync(library.database, 0) },
    { what: 'missing its file', sentence: /northboard\.db is missing.*no new one was begun/u, harm: (library) => rmSync(library.database) },
    { what: 'no database', sentence: /is no database.*Nothing was changed/u, harm: (library) => writeFileSync(library.database, 'shopping list '.repeat(400)) },
  ];
  for (const { what, sentence, harm } of cases) {
    test(what, async ({ page, northboard }) => {
      const { library, desktop } = northboard;
      await northboard.process.stop();
      for (const beside of ['-wal', '-shm']) rmSync(library.database + beside, { force: true });
      await harm(library);
      const before = bytesOf(library);
      await northboard.restart();
      await expect(page.getByRole('heading', { name: 'Your library could not be opened' })).toBeVisible();
      await expect(page.getByRole('alert')).toContainText(sentence);
      await expect(page.getByText(library.folder)).toBeVisible();
      await northboard.process.stop();
      expect(bytesOf(library)).toBe(before);
      await expect(command(desktop, library, 'doctor')).rejects.toThrow(sentence);
      expect(bytesOf(library)).toBe(before);
    });
  }
});

test('without D-Bus everything but notifications works, and the doctor says so', async ({ page, northboard }) => {
  const { library, desktop } = northboard;
  const none = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
  await northboard.restart(none);
  await expect(board.thing('Note: Mine')).toBeVisible();
  await board.noteAt({ x: 640, y: 300 }, 'Still mine');
  await itemOnceKept(library, 'Still mine');
  expect((await items(library)).map((item) => item.text).sort()).toEqual(['Mine', 'Still mine']);
  await new Places(page).go('Library');
  await expect(page.getByRole('heading', { name: 'Reminders' })).toBeVisible();
  expect(northboard.process.output()).not.toContain('panic');
  const said = await run(binaries.window, ['--library', library.folder, 'doctor'], { ...desktop.env, ...none });
  expect(said).toMatch(/ok {2}Database/u);
  expect(said).toMatch(/-- {2}Notifications/u);
});

test('a library whose file is moved while it is open says so and saves nothing into nowhere', async ({ page, northboard: { library } }) => {
  await run('mv', [library.database, `${library.database}.moved`]);
  await page.mouse.dblclick(700, 500);
  await expect(board.notices.or(page.getByRole('alert')).getByText(/moved or replaced while Northboard was open/u)).toBeVisible();
  await run('mv', [`${library.database}.moved`, library.database]);
  expect((await items(library)).map((item) => item.text)).toEqual(['Mine']);
});

test('a second start leaves the first alone and ends well', async ({ northboard }) => {
  const { desktop, library } = northboard;
  await command(desktop, library);
  expect(northboard.process.child.exitCode).toBeNull();
  await board.noteAt({ x: 640, y: 300 }, 'Still here');
  await itemOnceKept(library, 'Still here');
  expect((await items(library)).map((item) => item.text).sort()).toEqual(['Mine', 'Still here']);
});

test('a second start that asks for a view leads the first there', async ({ page, northboard }) => {
  await command(northboard.desktop, northboard.library, 'window', '--open', 'plan');
  await expect(page.getByRole('navigation', { name: 'Outline of the plan' })).toBeVisible();
});
