// A plan of ten thousand tasks: every view opens at once, and typing in the outline never waits.
import type { Page } from '@playwright/test';
import { BoardPage } from '../pages/BoardPage';
import { OutlinePage } from '../pages/OutlinePage';
import { Welcome } from '../pages/Welcome';
import { count } from '../support/rows';
import { expect, test } from '../support/test';

const goals = 200;
const tasks = 50;

/** Makes the plan through the program's own calls. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(
    async ([goalCount, taskCount]) => {
      interface Calls {
        AddAspiration(draft: unknown): Promise<{ id: string }>;
        Paste(input: unknown): Promise<unknown>;
      }
      const plan = (window as unknown as { go: { api: { Plan: Calls } } }).go.api.Plan;
      for (let a = 0; a < 10; a++) {
        const made = await plan.AddAspiration({ what: `Aspiration ${a}`, why: '', northStar: false, whys: [] });
        let text = '';
        for (let g = 0; g < goalCount / 10; g++) {
          text += `- Goal ${a}.${g}\n`;
          for (let t = 0; t < taskCount; t++) text += `  - Task ${a}.${g}.${t}\n`;
        }
        await plan.Paste({ place: { parent: { kind: 'aspiration', id: made.id }, afterId: '', last: true }, kind: '', text });
      }
    },
    [goals, tasks] as const,
  );
}

/** From the key to the first frame that shows a thing, in milliseconds. */
async function opens(page: Page, keys: string, selector: string): Promise<number> {
  await page.evaluate((wanted) => {
    const timed = window as unknown as { shown: Promise<number> };
    timed.shown = new Promise((resolve) => {
      let began = 0;
      addEventListener('keydown', () => (began = performance.now()), { capture: true, once: true });
      const look = (): void => {
        if (began > 0 && document.querySelector(wanted)) requestAnimationFrame(() => resolve(performance.now() - began));
        else requestAnimationFrame(look);
      };
      look();
    });
  }, selector);
  await page.keyboard.press(keys);
  return page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown);
}

test('ten thousand tasks', async ({ page, northboard: { library } }, info) => {
  test.setTimeout(300_000);
  const outline = new OutlinePage(page);
  await new Welcome(page).skip.click();
  await expect(new BoardPage(page).starters).toBeVisible();
  await fill(page);
  expect(await count(library, 'task')).toBe(goals * tasks);

  // What Go takes to read all of it, and the page to hear it.
  const tree = await page.evaluate(async () => {
    const plan = (window as unknown as { go: { api: { Plan: { Tree(input: unknown): Promise<{ nodes: unknown[] }> } } } }).go.api.Plan;
    const began = performance.now();
    await plan.Tree({ done: false });
    return performance.now() - began;
  });

  const took: Record<string, number[]> = { plan: [], today: [] };
  await page.keyboard.press('Control+3');
  await expect(outline.rows.first()).toBeVisible();
  for (let round = 0; round < 5; round++) {
    took.today?.push(await opens(page, 'Control+1', '.today .quick'));
    await page.waitForLoadState('networkidle');
    took.plan?.push(await opens(page, 'Control+3', '[role=treeitem]'));
    await expect(page.getByRole('article')).toBeVisible();
    await page.keyboard.press('Control+2');
    await expect(new BoardPage(page).surface).toBeVisible();
  }
  await page.keyboard.press('Control+3');
  await expect(outline.rows.first()).toBeVisible();

  // Only what is in sight is there, however long the list.
  await outline.focus();
  await page.keyboard.press('Home');
  expect(await outline.rows.count()).toBeLessThan(80);

  // Typing: from each key to the frame after it.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(outline.field).toBeFocused();
  await page.evaluate(() => {
    const timed = window as unknown as { waits: number[] };
    timed.waits = [];
    addEventListener('keydown', (event) => {
      const began = event.timeStamp;
      requestAnimationFrame(() => timed.waits.push(performance.now() - began));
    }, true);
  });
  await page.keyboard.type('Draft the letter\nAsk Mira\nCall the library\nWrite it down\n', { delay: 30 });
  await page.keyboard.press('Escape');
  const waits = (await page.evaluate(() => (window as unknown as { waits: number[] }).waits)).sort((a, b) => a - b);
  const p95 = waits[Math.floor(waits.length * 0.95)] ?? 0;
  await expect.poll(() => count(library, 'task')).toBe(goals * tasks + 4);

  const median = (all: number[]): number => Math.round([...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0);
  const told = `the tree ${Math.round(tree)} ms, plan ${median(took.plan ?? [])} ms, today ${median(took.today ?? [])} ms, a key ${Math.round(waits[Math.floor(waits.length / 2)] ?? 0)} ms, of a hundred keys five over ${Math.round(p95)} ms`;
  info.annotations.push({ type: 'measured', description: told });
  process.stdout.write(`measured: ${told}\n`);
  // A view stands within a tenth of a second where it is measured in peace; here others work beside it.
  expect(median(took.plan ?? [])).toBeLessThan(250);
  expect(p95).toBeLessThan(200);
});
