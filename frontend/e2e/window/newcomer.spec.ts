// What a newcomer meets in the real WebKitGTK window, and a browser does not show.
import { Desktop } from '../support/desktop';
import { Library } from '../support/program';
import { items, rows } from '../support/rows';
import { expect, RealWindow, test } from './window';

test('the keys are all in sight', async ({ window }) => {
  await window.key('F1');
  await window.still('Keys');
  const seen = (): Promise<string[]> =>
    window.page.evaluate<string[]>(`(() => {
      const dialog = document.querySelector('[role=dialog]')?.getBoundingClientRect();
      if (!dialog || dialog.bottom > innerHeight) return [];
      return [...document.querySelectorAll('[role=dialog] h3')].filter((head) => head.closest('section').getBoundingClientRect().bottom <= dialog.bottom).map((head) => head.textContent);
    })()`);
  await expect.poll(seen).toEqual(expect.arrayContaining(['Edit', 'Go', 'Add', 'View', 'Selection']));
  await window.quit();
});

test('Ctrl+Q closes it as a person does, also from the first screen and from a field', async ({ open, library }) => {
  const first = await open();
  await first.still('What would you like to become, or to do?');
  await first.page.waitFor('document.activeElement?.tagName === "INPUT"');
  await first.key('ctrl+q');
  expect(await first.process.ended).toBe(0);

  const window = await open();
  await window.click('Skip for now');
  await window.still('Drop pictures here');
  await window.click('Write a note');
  await window.page.waitFor('document.activeElement?.tagName === "TEXTAREA"');
  await window.type('Half a sen');
  await window.key('ctrl+q');
  expect(await window.process.ended).toBe(0);
  expect(window.process.output()).not.toMatch(/SIGSEGV|panic:|fatal error/u);
  expect((await items(library)).map((item) => item.text)).toEqual(['Half a sen']);
});

test('a time is typed over the old one, in one go', async ({ window, library }) => {
  await window.key('ctrl+k');
  await window.page.waitFor('document.activeElement?.getAttribute("role") === "combobox"');
  await window.type('reminder time');
  await window.key('Return');
  await window.click('More of tasks that are due');
  await window.click('Time');
  await window.type('0830');
  await window.key('Tab');
  await window.page.waitFor('[...document.querySelectorAll("input")].some((input) => input.value === "08:30")');
  await expect.poll(() => rows(library, "SELECT time FROM reminder WHERE kind = 'task'")).toEqual([{ time: '08:30' }]);
  await window.quit();
});

for (const { screen, width, height } of [{ screen: '1280x800', width: 1264, height: 720 }, { screen: '2560x1440', width: 1600, height: 1000 }]) {
  test(`the first window has a good size on a screen of ${screen}`, async () => {
    const desktop = await Desktop.start({ windowManager: true, screen });
    try {
      const window = await RealWindow.open(desktop, new Library(desktop));
      const box = await window.geometry();
      expect(box).toMatchObject({ width, height });
      // Where it stands without what the window manager added twice.
      const said = await desktop.run('xwininfo', ['-id', window.id]);
      const at = (name: string): number => Number(new RegExp(`Absolute upper-left ${name}:\\s+(-?\\d+)`, 'u').exec(said)?.[1]);
      const [wide = 0, tall = 0] = screen.split('x').map(Number);
      expect(Math.min(at('X'), at('Y'))).toBeGreaterThanOrEqual(0);
      expect(at('X') + width).toBeLessThanOrEqual(wide);
      expect(at('Y') + height).toBeLessThanOrEqual(tall);
      await window.quit();
      window.page.close();
    } finally {
      await desktop.stop();
    }
  });
}

// One start in five once aborted: GTK was asked for the screen on one thread, and WebKit began on another.
test('it starts every time', async ({ open }) => {
  for (let start = 0; start < 8; start++) {
    const window = await open();
    await window.quit();
    expect(await window.process.ended).toBe(0);
  }
});
