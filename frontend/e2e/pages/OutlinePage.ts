// The outline of the plan: a tree that is edited by keyboard.
import { expect, type Locator, type Page } from '@playwright/test';

export class OutlinePage {
  readonly page: Page;
  readonly tree: Locator;
  readonly rows: Locator;
  readonly field: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tree = page.getByRole('tree', { name: 'Plan' });
    this.rows = this.tree.getByRole('treeitem');
    this.field = this.tree.getByRole('textbox', { name: /^Title of this / });
  }

  row(title: string): Locator {
    return this.tree.locator('[role=treeitem]', { has: this.page.getByText(title, { exact: true }) });
  }

  async focus(): Promise<void> {
    await this.tree.focus();
  }

  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types lines, each kept with Enter; the row after the last is left again. */
  async type(...lines: string[]): Promise<void> {
    for (const line of lines) {
      await expect(this.field).toBeFocused();
      await this.page.keyboard.type(line);
      await this.page.keyboard.press('Enter');
    }
    await expect(this.field).toHaveValue('');
    await this.page.keyboard.press('Escape');
    await expect(this.field).toHaveCount(0);
  }

  /** The rows as text: two spaces a level. */
  async written(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => '  '.repeat(Number(row.getAttribute('aria-level')) - 1) + (row.querySelector('.title')?.textContent ?? '…')));
  }

  async expectWritten(...lines: string[]): Promise<void> {
    await expect.poll(() => this.written()).toEqual(lines);
  }

  /** Goes to a row with the arrows. */
  async goTo(title: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Home');
    for (let step = 0; step < 60; step++) {
      const at = await this.tree.getAttribute('aria-activedescendant');
      const text = at ? await this.page.locator(`[id="${at}"] .title`).textContent() : '';
      if (text === title) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`no row “${title}”`);
  }
}
