// The plan: the outline on the left, what is open on the right.
import { expect, type Locator, type Page } from '@playwright/test';

export class PlanPage {
  readonly page: Page;
  readonly outline: Locator;
  readonly goal: Locator;
  readonly tasks: Locator;
  readonly milestones: Locator;

  constructor(page: Page) {
    this.page = page;
    this.outline = page.getByRole('navigation', { name: 'Outline of the plan' });
    this.goal = page.getByRole('article');
    this.tasks = this.goal.getByRole('list', { name: 'Tasks', exact: true });
    this.milestones = this.goal.getByRole('list', { name: 'Milestones', exact: true });
  }

  /** A row of the outline. */
  row(title: string): Locator {
    return this.outline.locator('[role=treeitem]', { has: this.page.getByText(title, { exact: true }) });
  }

  /** Types a goal as the last of an aspiration, and opens it. */
  async addGoal(aspiration: string, line: string): Promise<void> {
    await this.row(aspiration).hover();
    await this.outline.getByRole('button', { name: `Add a goal to ${aspiration}` }).click();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
    await expect(this.goal.getByRole('heading', { level: 1 })).toContainText(line.slice(0, 5));
  }

  async open(goal: string): Promise<void> {
    await this.row(goal).click();
    await expect(this.goal.getByRole('heading', { level: 1 })).toContainText(goal);
  }

  field(name: string): Locator {
    return this.goal.getByRole('textbox', { name, exact: true });
  }

  /** Types a line into a field and presses Enter, as often as there are lines. */
  async add(field: string, ...lines: string[]): Promise<void> {
    await this.field(field).click();
    for (const line of lines) {
      await this.page.keyboard.type(line);
      await this.page.keyboard.press('Enter');
    }
  }

  task(title: string): Locator {
    return this.tasks.getByRole('checkbox', { name: `Done: ${title}` });
  }

  milestone(title: string): Locator {
    return this.milestones.getByRole('checkbox', { name: `Done: ${title}` });
  }

  /** A SMART mark by its word. */
  mark(word: string): Locator {
    return this.goal.getByRole('list', { name: 'What this goal has so far' }).getByRole('button', { name: new RegExp(`^${word}: `, 'u') });
  }

  get progress(): Locator {
    return this.goal.getByRole('progressbar', { name: /^Progress of / });
  }
}
