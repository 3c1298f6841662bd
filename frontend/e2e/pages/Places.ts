// The rail, and the palette that finds every verb by its words.
import type { Locator, Page } from '@playwright/test';

export type Place = 'Today' | 'Board' | 'Plan' | 'Review' | 'Library';

export class Places {
  readonly page: Page;
  readonly rail: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rail = page.getByRole('navigation', { name: 'Places' });
  }

  button(place: Place): Locator {
    return this.rail.getByRole('button', { name: new RegExp(`^${place}`, 'u') });
  }

  async go(place: Place): Promise<void> {
    await this.button(place).click();
  }

  /** Runs a verb as the palette's first match. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('combobox', { name: 'Find anything' }).fill(words);
    await this.page.keyboard.press('Enter');
  }
}
