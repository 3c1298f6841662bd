// Today: the one thing, what is due, what is next, and what it is for.
import type { Locator, Page } from '@playwright/test';

export class TodayPage {
  readonly heading: Locator;
  readonly addTask: Locator;
  readonly oneThing: Locator;
  readonly due: Locator;
  readonly before: Locator;
  readonly next: Locator;
  readonly waiting: Locator;
  readonly sight: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Today', level: 1 });
    this.addTask = page.getByRole('textbox', { name: 'Add a task' });
    this.oneThing = page.getByRole('region', { name: 'The one thing' });
    this.due = page.getByRole('region', { name: 'Due today' });
    this.before = page.getByRole('region', { name: 'From before' });
    this.next = page.getByRole('region', { name: 'Next for each goal' });
    this.waiting = page.getByRole('region', { name: 'Waiting for a next step' });
    this.sight = page.getByRole('complementary', { name: 'What it is for' });
  }
}
