// The first screen of a new library.
import type { Locator, Page } from '@playwright/test';

export class Welcome {
  readonly heading: Locator;
  readonly what: Locator;
  readonly why: Locator;
  readonly begin: Locator;
  readonly skip: Locator;
  readonly sample: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'What would you like to become, or to do?' });
    this.what = page.getByRole('textbox', { name: 'In your own words' });
    this.why = page.getByRole('textbox', { name: 'Why does it matter to you?' });
    this.begin = page.getByRole('button', { name: 'Begin' });
    this.skip = page.getByRole('button', { name: 'Skip for now' });
    this.sample = page.getByRole('button', { name: 'Look at a sample' });
  }
}
