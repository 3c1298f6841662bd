// The board as a person meets it: things with names, bars with verbs, a hand that clicks and drags.
import { expect, type Locator, type Page } from '@playwright/test';

export interface Point {
  x: number;
  y: number;
}

type Modifier = 'Shift' | 'Control' | 'Alt';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

export class BoardPage {
  readonly page: Page;
  readonly surface: Locator;
  readonly things: Locator;
  readonly bar: Locator;
  readonly selectionBar: Locator;
  readonly zoomBar: Locator;
  readonly notices: Locator;
  readonly editor: Locator;
  readonly starters: Locator;

  constructor(page: Page) {
    this.page = page;
    this.surface = page.getByRole('application', { name: 'Board' });
    this.things = this.surface.getByRole('group', { name: 'Things on the board' });
    this.bar = this.surface.getByRole('toolbar', { name: 'Board' });
    this.selectionBar = this.surface.getByRole('toolbar', { name: 'Selection' });
    this.zoomBar = this.surface.getByRole('toolbar', { name: 'Zoom' });
    this.notices = page.getByRole('region', { name: /^Messages/u });
    this.editor = this.surface.getByRole('textbox', { name: /: text$/u });
    this.starters = this.surface.getByRole('list', { name: 'Starters' });
  }

  // What lies there.

  /** A thing by the name that it is announced with, selected or not. */
  thing(name: string): Locator {
    return this.things.getByLabel(new RegExp(`^${escaped(name)}(, selected)?$`, 'u'));
  }

  /** A thing whose name begins so: a goal, whose progress follows its title. */
  thingLike(begins: string): Locator {
    return this.things.getByLabel(new RegExp(`^${escaped(begins)}`, 'u'));
  }

  get all(): Locator {
    return this.things.locator('[aria-label]');
  }

  async expectSelected(...names: string[]): Promise<void> {
    const selected = this.things.getByLabel(/, selected$/u);
    await expect(selected).toHaveCount(names.length);
    for (const name of names) await expect(this.things.getByLabel(`${name}, selected`, { exact: true })).toHaveCount(1);
  }

  /** Where a thing stands on screen, once it stands still. */
  async boxOf(thing: Locator): Promise<Point & { width: number; height: number }> {
    const handle = await thing.elementHandle();
    await handle?.waitForElementState('stable');
    const box = await thing.boundingBox();
    if (!box) throw new Error('the thing is not on screen');
    return box;
  }

  async middleOf(thing: Locator): Promise<Point> {
    const box = await this.boxOf(thing);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  // What the hand does.

  async click(name: string, ...held: Modifier[]): Promise<void> {
    const at = await this.middleOf(this.thing(name));
    await this.holding(held, () => this.page.mouse.click(at.x, at.y));
  }

  async doubleClick(name: string): Promise<void> {
    const at = await this.middleOf(this.thing(name));
    await this.page.mouse.dblclick(at.x, at.y);
  }

  async drag(from: Point, to: Point, ...held: Modifier[]): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.holding(held, async () => {
      await this.page.mouse.move(to.x, to.y, { steps: 8 });
      await this.page.mouse.up();
    });
  }

  async holding(held: Modifier[], act: () => Promise<void>): Promise<void> {
    for (const key of held) await this.page.keyboard.down(key);
    await act();
    for (const key of held) await this.page.keyboard.up(key);
  }

  press(keys: string): Promise<void> {
    return this.page.keyboard.press(keys);
  }

  // Verbs.

  /** A note where the hand double-clicks the bare board. */
  async noteAt(at: Point, text: string): Promise<void> {
    await this.page.mouse.dblclick(at.x, at.y);
    await expect(this.editor).toBeFocused();
    await this.page.keyboard.type(text);
    await this.press('Escape');
    await expect(this.thing(`Note: ${text}`)).toBeVisible();
  }

  verb(name: string): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }

  selectionVerb(name: string): Locator {
    return this.selectionBar.getByRole('button', { name, exact: true });
  }

  notice(text: string | RegExp): Locator {
    return this.notices.getByText(text);
  }

  /** The zoom in percent, as the zoom bar says it. */
  async zoom(): Promise<number> {
    const said = await this.zoomBar.getByRole('button', { name: /%, show everything$/u }).getAttribute('aria-label');
    return Number.parseInt(said ?? '', 10);
  }
}
