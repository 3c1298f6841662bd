// The hand on the board, by mouse and by keyboard: every verb is one step, and one step back.
import type { Page } from '@playwright/test';
import { BoardPage, type Point } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { count, itemOf, itemOnceKept, items, steps, type ItemRow } from '../support/rows';
import type { Library } from '../support/program';
import { expect, test } from '../support/test';

let board: BoardPage;

const names = ['Note: One', 'Note: Two', 'Note: Three'] as const;

/** The step that the act makes is one, can be undone and done again, and ends done. Gives what lies there before and after. */
async function oneStep(library: Library, act: () => Promise<void>): Promise<{ before: ItemRow[]; after: ItemRow[] }> {
  const before = await items(library);
  const made = await steps(library);
  await act();
  await expect.poll(() => steps(library)).toBe(made + 1);
  const after = await items(library);
  expect(after).not.toEqual(before);
  await board.press('Control+z');
  await expect.poll(() => items(library)).toEqual(before);
  await board.press('Control+Shift+z');
  await expect.poll(() => items(library)).toEqual(after);
  expect(await steps(library)).toBe(made + 1);
  return { before, after };
}

const textOf = (name: string): string => name.replace('Note: ', '');

test.beforeEach(async ({ page, northboard: { library } }) => {
  board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
  await board.noteAt({ x: 300, y: 200 }, 'One');
  await board.noteAt({ x: 640, y: 250 }, 'Two');
  await board.noteAt({ x: 1000, y: 400 }, 'Three');
  await board.press('Escape');
  await board.expectSelected();
  await itemOnceKept(library, 'Three');
});

test.describe('by mouse', () => {
  test('a click selects, Shift adds and takes away, the bare board lets go', async ({ page }) => {
    await board.click('Note: One');
    await board.expectSelected('Note: One');
    await expect(board.selectionBar).toBeVisible();
    await board.click('Note: Two');
    await board.expectSelected('Note: Two');
    await board.click('Note: Three', 'Shift');
    await board.expectSelected('Note: Two', 'Note: Three');
    await board.click('Note: Two', 'Shift');
    await board.expectSelected('Note: Three');
    await page.mouse.click(300, 600);
    await board.expectSelected();
    await expect(board.selectionBar).toHaveCount(0);
  });

  test('a click and then a drag at one place drags, and opens nothing', async ({ page, northboard: { library } }) => {
    const was = await itemOf(library, 'One');
    const at = await board.middleOf(board.thing('Note: One'));
    await page.mouse.click(at.x, at.y);
    await board.drag(at, { x: at.x + 40, y: at.y + 90 }, 'Control');
    await expect.poll(async () => (await itemOf(library, 'One')).y).toBe(was.y + 90);
    await expect(board.editor).toHaveCount(0);
  });

  test('a marquee takes what it touches, with Shift in addition', async () => {
    await board.drag({ x: 150, y: 470 }, { x: 600, y: 150 });
    await board.expectSelected('Note: One', 'Note: Two');
    await board.drag({ x: 1180, y: 580 }, { x: 1050, y: 450 }, 'Shift');
    await board.expectSelected(...names);
  });

  test('a drag moves what is selected, in one step', async ({ northboard: { library } }) => {
    await board.click('Note: One');
    await board.click('Note: Two', 'Shift');
    const two = await board.middleOf(board.thing('Note: Two'));
    // At once and where it was clicked: a press that becomes a drag is no second click.
    const from = two;
    const { before, after } = await oneStep(library, () => board.drag(from, { x: from.x + 33, y: from.y + 57 }, 'Control'));
    for (const text of ['One', 'Two']) {
      const was = before.find((item) => item.text === text);
      const is = after.find((item) => item.text === text);
      expect([is?.x, is?.y]).toEqual([(was?.x ?? 0) + 33, (was?.y ?? 0) + 57]);
    }
    expect(after.find((item) => item.text === 'Three')).toEqual(before.find((item) => item.text === 'Three'));
  });

  test('a move clicks into line with what lies near', async ({ northboard: { library } }) => {
    const from = await board.middleOf(board.thing('Note: One'));
    const two = await itemOf(library, 'Two');
    const one = await itemOf(library, 'One');
    await board.drag(from, { x: from.x + 20, y: from.y + (two.y - one.y) - 3 });
    await expect.poll(async () => (await itemOf(library, 'One')).y).toBeCloseTo(two.y, 3);
    expect((await itemOf(library, 'One')).x).toBeCloseTo(one.x + 20, 3);
  });

  test('Escape gives a drag back', async ({ page, northboard: { library } }) => {
    const before = await items(library);
    const made = await steps(library);
    const from = await board.middleOf(board.thing('Note: One'));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 90, from.y + 90, { steps: 4 });
    await board.press('Escape');
    await page.mouse.up();
    expect(await items(library)).toEqual(before);
    expect(await steps(library)).toBe(made);
    expect(await board.middleOf(board.thing('Note: One'))).toEqual(from);
  });

  test('a corner resizes', async ({ northboard: { library } }) => {
    await board.click('Note: Three');
    const box = await board.boxOf(board.thing('Note: Three'));
    const corner = { x: box.x + box.width, y: box.y + box.height };
    const was = await itemOf(library, 'Three');
    await oneStep(library, () => board.drag(corner, { x: corner.x + 60, y: corner.y + 30 }, 'Control'));
    const is = await itemOf(library, 'Three');
    expect([is.x, is.y]).toEqual([was.x, was.y]);
    expect(is.w).toBeCloseTo(was.w + 60, 3);
    expect(is.h).toBeCloseTo(was.h + 30, 3);
  });

  test('the handle above turns, with Shift in steps of 15 degrees', async ({ northboard: { library } }) => {
    await board.click('Note: Three');
    const box = await board.boxOf(board.thing('Note: Three'));
    const handle: Point = { x: box.x + box.width / 2, y: box.y - 26 };
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const reach = middle.y - handle.y;
    await oneStep(library, () => board.drag(handle, { x: middle.x + reach, y: middle.y - 20 }, 'Shift'));
    expect((await itemOf(library, 'Three')).rotation).toBe(75);
  });

  test('the bar duplicates, brings forward and back, and deletes', async ({ northboard: { library } }) => {
    await board.click('Note: Two');
    await oneStep(library, () => board.selectionVerb('Duplicate').click());
    await expect(board.thing('Note: Two')).toHaveCount(2);
    await board.press('Control+z');
    await expect(board.thing('Note: Two')).toHaveCount(1);

    const order = async (): Promise<string[]> => (await items(library)).map((item) => item.text);
    expect(await order()).toEqual(['One', 'Two', 'Three']);
    await board.click('Note: Two');
    await oneStep(library, () => board.selectionVerb('Bring forward').click());
    expect(await order()).toEqual(['One', 'Three', 'Two']);
    await oneStep(library, () => board.selectionVerb('Send backward').click());
    expect(await order()).toEqual(['One', 'Two', 'Three']);

    await oneStep(library, () => board.selectionVerb('Delete').click());
    await expect(board.thing('Note: Two')).toHaveCount(0);
    await expect(board.all).toHaveCount(2);
  });

  test('the menu under the right button has the same verbs', async ({ page, northboard: { library } }) => {
    const at = await board.middleOf(board.thing('Note: One'));
    await page.mouse.click(at.x, at.y, { button: 'right' });
    const menu = page.getByRole('menu', { name: 'Selection' });
    await expect(menu).toBeVisible();
    await board.expectSelected('Note: One');
    await menu.getByRole('menuitem', { name: 'Bring to front' }).click();
    await expect.poll(async () => (await items(library)).map((item) => item.text)).toEqual(['Two', 'Three', 'One']);
    await expect(menu).toHaveCount(0);
  });

  test('a note and a text are written where they stand, and again later', async ({ page, northboard: { library } }) => {
    await board.verb('Add a note').click();
    await expect(board.editor).toBeFocused();
    await page.keyboard.type('Ring Mira');
    await page.mouse.click(200, 640);
    await expect(board.thing('Note: Ring Mira')).toBeVisible();
    expect((await itemOnceKept(library, 'Ring Mira')).kind).toBe('note');

    await board.verb('Add a text').click();
    await expect(board.editor).toBeFocused();
    await page.keyboard.type('Where I am going');
    await board.press('Escape');
    await expect(board.thing('Text: Where I am going')).toBeVisible();
    expect((await itemOnceKept(library, 'Where I am going')).kind).toBe('text');

    await board.doubleClick('Note: One');
    await expect(board.editor).toHaveValue('One');
    await board.press('End');
    await page.keyboard.type('\nand more');
    await board.press('Control+Enter');
    await expect(board.thing('Note: One and more').or(board.thing('Note: One\nand more'))).toBeVisible();
    expect((await itemOnceKept(library, 'One\nand more')).kind).toBe('note');
    await board.press('Control+z');
    await expect(board.thing('Note: One')).toBeVisible();
    expect((await itemOnceKept(library, 'One')).kind).toBe('note');
  });

  test('a text that stays empty was never there', async ({ northboard: { library } }) => {
    const before = await items(library);
    await board.verb('Add a text').click();
    await expect(board.editor).toBeFocused();
    await board.press('Escape');
    await expect.poll(() => items(library)).toEqual(before);
  });
});

test.describe('written at once', () => {
  /** Go answers late: what is typed must not wait for it. */
  async function slowAnswers(page: Page, late: number): Promise<void> {
    await page.routeWebSocket(/ipc/u, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => void setTimeout(() => server.url() && socket.send(message), late));
    });
    await page.reload();
    await expect(board.all).toHaveCount(3);
    await board.surface.getByLabel(/, 3 things$/u).focus();
  }

  for (const [key, kind, said] of [['n', 'note', 'Note'], ['t', 'text', 'Text']] as const) {
    test(`${key.toUpperCase()} and then letters: every one lands in the ${kind}, and all is one step`, async ({ page, northboard: { library } }) => {
      await slowAnswers(page, 400);
      const made = await steps(library);
      await page.keyboard.type(`${key}not a tent, g and v [too]`);
      await expect(board.editor).toHaveValue('not a tent, g and v [too]');
      await board.press('Escape');
      await expect(board.thing(`${said}: not a tent, g and v [too]`)).toHaveCount(1);
      expect((await itemOnceKept(library, 'not a tent, g and v [too]')).kind).toBe(kind);
      await board.expectSelected(`${said}: not a tent, g and v [too]`);
      expect(await count(library, 'item')).toBe(4);
      expect(await steps(library)).toBe(made + 1);
      // Undo, pressed before Go has answered, waits for the step that is seen.
      await board.press('Control+z');
      await expect.poll(() => count(library, 'item')).toBe(3);
      await expect(board.all).toHaveCount(3);
    });
  }

  test('Undo right after a note takes back the note, not what was before it', async ({ page, northboard: { library } }) => {
    await slowAnswers(page, 300);
    await page.keyboard.type('nA fourth');
    await board.press('Escape');
    await board.press('Control+z');
    await expect.poll(() => count(library, "operation WHERE state = 'undone'")).toBe(1);
    await expect(board.all).toHaveCount(3);
    expect((await items(library)).map((item) => item.text)).toEqual(names.map(textOf));
  });

  test('an empty new note or text leaves nothing behind', async ({ page, northboard: { library } }) => {
    const made = await steps(library);
    for (const key of ['n', 't']) {
      await board.press(key);
      await expect(board.editor).toBeFocused();
      await page.keyboard.type('  ');
      await board.press('Escape');
      await expect(board.editor).toHaveCount(0);
      await expect(board.all).toHaveCount(3);
    }
    await page.mouse.dblclick(300, 600);
    await expect(board.editor).toBeFocused();
    await page.mouse.click(600, 640);
    await expect(board.editor).toHaveCount(0);
    await expect(board.all).toHaveCount(3);
    expect(await steps(library)).toBe(made);
  });

  test('the caret stands at the end of what is there', async ({ page, northboard: { library } }) => {
    await board.doubleClick('Note: Two');
    await page.keyboard.type(' and a half');
    await board.press('Control+Enter');
    await itemOnceKept(library, 'Two and a half');
  });

  test('a view that is left with the editor open keeps what was typed', async ({ page, northboard: { library } }) => {
    await board.press('n');
    await page.keyboard.type('On my way');
    await board.press('Control+1');
    await itemOnceKept(library, 'On my way');
  });

  test('two new notes do not hide each other', async ({ page, northboard: { library } }) => {
    for (const text of ['Above', 'Beneath']) {
      await board.press('n');
      await page.keyboard.type(text);
      await board.press('Escape');
      await itemOnceKept(library, text);
    }
    const [above, beneath] = [await itemOf(library, 'Above'), await itemOf(library, 'Beneath')];
    expect([beneath.x - above.x, beneath.y - above.y]).toEqual([24, 24]);
  });
});

test.describe('by keyboard', () => {
  /** Walks by Tab until the thing has the focus, as a person without a mouse would. */
  async function walkTo(name: string): Promise<void> {
    const wanted = board.thing(name);
    for (let tab = 0; tab < 40; tab++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      const onThings = await board.things.evaluate((group) => group.contains(document.activeElement));
      await board.press(onThings ? 'Control+ArrowRight' : 'Tab');
    }
    await expect(wanted).toBeFocused();
  }

  test('Tab comes to the things, arrows walk them, Space selects', async () => {
    await walkTo('Note: Two');
    await board.press('Space');
    await board.expectSelected('Note: Two');
    await walkTo('Note: Three');
    await board.press('Space');
    await board.expectSelected('Note: Two', 'Note: Three');
    await board.press('Space');
    await board.expectSelected('Note: Two');
    await board.press('Control+a');
    await board.expectSelected(...names);
    await board.press('Escape');
    await board.expectSelected();
  });

  test('arrows move, with Shift further, and a burst is one step', async ({ northboard: { library } }) => {
    await walkTo('Note: One');
    await board.press('Space');
    const was = await itemOf(library, 'One');
    await oneStep(library, async () => {
      await board.press('ArrowRight');
      await board.press('ArrowRight');
      await board.press('Shift+ArrowDown');
      await expect.poll(async () => (await itemOf(library, 'One')).y).toBe(was.y + 10);
    });
    const is = await itemOf(library, 'One');
    expect([is.x, is.y]).toEqual([was.x + 2, was.y + 10]);
  });

  test('Alt and arrows resize', async ({ northboard: { library } }) => {
    await walkTo('Note: One');
    await board.press('Space');
    const was = await itemOf(library, 'One');
    await oneStep(library, () => board.press('Alt+Shift+ArrowRight'));
    const is = await itemOf(library, 'One');
    expect(is.w).toBeCloseTo(was.w + 10, 3);
    expect(is.h).toBeCloseTo(was.h, 3);
  });

  test('full stop and comma turn', async ({ northboard: { library } }) => {
    await walkTo('Note: Two');
    await board.press('Space');
    await oneStep(library, () => board.press('.'));
    expect((await itemOf(library, 'Two')).rotation).toBe(1);
    await board.press('Shift+>');
    await expect.poll(async () => (await itemOf(library, 'Two')).rotation).toBe(15);
  });

  test('Ctrl+D duplicates, brackets bring forward and back, Delete removes', async ({ northboard: { library } }) => {
    const order = async (): Promise<string[]> => (await items(library)).map((item) => item.text);
    await walkTo('Note: One');
    await board.press('Space');
    await oneStep(library, () => board.press(']'));
    expect(await order()).toEqual(['Two', 'One', 'Three']);
    await oneStep(library, () => board.press('['));
    expect(await order()).toEqual(['One', 'Two', 'Three']);
    await oneStep(library, () => board.press('Shift+}'));
    expect(await order()).toEqual(['Two', 'Three', 'One']);
    await oneStep(library, () => board.press('Control+d'));
    expect(await order()).toEqual(['Two', 'Three', 'One', 'One']);
    await board.press('Control+a');
    await oneStep(library, () => board.press('Delete'));
    expect(await order()).toEqual([]);
  });

  test('N writes a note, T a text, Enter opens one again', async ({ page, northboard: { library } }) => {
    await walkTo('Note: One');
    await board.press('n');
    await expect(board.editor).toBeFocused();
    await page.keyboard.type('By hand');
    await board.press('Escape');
    await expect(board.thing('Note: By hand')).toBeVisible();
    await board.press('t');
    await expect(board.editor).toBeFocused();
    await page.keyboard.type('By heart');
    await board.press('Escape');
    await expect(board.thing('Text: By heart')).toBeVisible();
    await walkTo('Note: Three');
    await board.press('Enter');
    await expect(board.editor).toHaveValue('Three');
    await board.press('End');
    await page.keyboard.type(' and a half');
    await board.press('Escape');
    await expect(board.thing('Note: Three and a half')).toBeVisible();
    expect(await count(library, 'item')).toBe(5);
  });

  test('undo and redo walk through everything that was done', async ({ northboard: { library } }) => {
    const end = await items(library);
    const made = await steps(library);
    for (let step = 0; step < made - 1; step++) {
      await board.press('Control+z');
      await expect.poll(() => count(library, "operation WHERE state = 'undone'")).toBe(step + 1);
    }
    await expect.poll(() => items(library)).toEqual([]);
    await expect(board.all).toHaveCount(0);
    for (let step = made - 1; step > 0; step--) {
      await board.press('Control+y');
      await expect.poll(() => count(library, "operation WHERE state = 'undone'")).toBe(step - 1);
    }
    await expect.poll(() => items(library)).toEqual(end);
    await expect(board.all).toHaveCount(3);
  });

  test('the Outline lists, shows, opens and removes', async ({ page, northboard: { library } }) => {
    await board.press('Control+Shift+o');
    const outline = page.getByRole('dialog', { name: 'Outline' }).or(page.getByRole('complementary', { name: 'Outline' }));
    const list = outline.getByRole('listbox', { name: 'Things on the board' });
    await expect(list.getByRole('option')).toHaveText(names);
    await list.focus();
    await board.press('ArrowDown');
    await board.press('Space');
    await board.expectSelected('Note: Two');
    await board.press('Delete');
    await expect(list.getByRole('option')).toHaveText(['Note: One', 'Note: Three']);
    expect((await items(library)).map((item) => item.text)).toEqual(names.map(textOf).filter((text) => text !== 'Two'));
    await board.press('Escape');
    await expect(outline).toHaveCount(0);
  });
});
