// The review: one question at a time.
import type { Locator, Page } from '@playwright/test';

export class ReviewPage {
  readonly page: Page;
  readonly question: Locator;
  readonly happened: Locator;
  readonly next: Locator;
  readonly finish: Locator;
  readonly back: Locator;
  readonly win: Locator;

  constructor(page: Page) {
    this.page = page;
    this.question = page.getByRole('heading', { level: 1 });
    this.happened = page.getByRole('complementary');
    this.next = page.getByRole('button', { name: 'Next', exact: true });
    this.finish = page.getByRole('button', { name: 'Finish the review' });
    this.back = page.getByRole('button', { name: 'Back', exact: true });
    this.win = page.getByRole('textbox', { name: 'One win to keep' });
  }
}
