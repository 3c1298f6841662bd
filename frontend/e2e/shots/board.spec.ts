// Pictures of everything a board can hold, both themes, for looking at. It asserts nothing and is no part of the tests.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BoardPage } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { dropFiles } from '../support/hand';
import { photos } from '../support/photos';
import { expect, test } from '../support/test';

const out = resolve(import.meta.dirname, '../../../out/shots');
test.beforeAll(() => void mkdirSync(out, { recursive: true }));

interface Bound {
  Contents(id: string): Promise<{ board: { id: string }; items: { id: string; pictureId: string; style: object }[] }>;
  AddItems(id: string, drafts: object[]): Promise<{ id: string }[]>;
  PatchItems(change: object): Promise<void>;
  MakeGoal(id: string, input: object): Promise<{ id: string }>;
}
type Calls = { go: { api: { Board: Bound; Plan: Record<string, (...args: unknown[]) => Promise<unknown>> } } };

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test('everything a board can hold', async ({ page }) => {
      const board = new BoardPage(page);
      await new Welcome(page).skip.click();
      await expect(board.surface).toBeVisible();
      await dropFiles(page, photos().slice(0, 12));
      await expect(board.all).toHaveCount(12);
      await page.evaluate(async () => {
        const { Board } = (window as unknown as Calls).go.api;
        const { board: b, items } = await Board.Contents('');
        const bare = { rotation: 0, pictureId: '', goalId: '', aspirationId: '', text: '', style: {} };
        const styles = [
          { mask: 'rectangle', border: 10 }, { mask: 'rounded', shadow: 'lifted' }, { mask: 'circle', border: 4, edge: 'gold' },
          { mask: 'polaroid', caption: 'The sea, at last' }, { grey: true }, { opacity: 0.5 }, { flip: 'x', border: 4, edge: 'ink' },
          { cropX: 0.3, cropY: 0.4, cropZoom: 2.4, caption: 'A line beneath a picture' }, { progress: 'grey' }, { progress: 'blur' }, { progress: 'ring' }, { mask: 'circle' },
        ];
        await Board.PatchItems({
          verb: '', burst: '',
          patches: items.map((item, i) => ({ id: item.id, x: (i % 4) * 270, y: Math.floor(i / 4) * 250, w: 240, h: 210, rotation: i === 3 ? 356 : 0, style: styles[i] })),
        });
        const goals = [];
        for (const at of [8, 9, 10, 11]) {
          const item = items[at];
          if (item) goals.push(await Board.MakeGoal(item.id, { line: { text: `Save 8000 € by June, ${at}`, rejected: [], dateOrder: '' }, why: '', due: '', target: 8000, unit: '€', aspirationIds: [] }));
        }
        const plan = (window as unknown as Calls).go.api.Plan;
        for (const goal of goals.slice(0, 3)) await plan.AddReading?.({ goalId: goal.id, day: '', value: 3600, note: '' });
        const [last] = goals.slice(-1);
        if (last) await plan.AddReading?.({ goalId: last.id, day: '', value: 8000, note: '' });
        const made = await Board.AddItems(b.id, [
          { ...bare, kind: 'frame', x: 1120, y: 0, w: 700, h: 460, text: 'This year' },
          { ...bare, kind: 'note', x: 1150, y: 70, w: 200, h: 170, text: '{progress} done\n{saved} of {target}\n{days left}', goalId: goals[0]?.id ?? '', style: { paper: 'sage' } },
          { ...bare, kind: 'shape', x: 1420, y: 80, w: 180, h: 130, text: 'Learn to lead', style: { shape: 'rectangle', hue: 3 } },
          { ...bare, kind: 'shape', x: 1640, y: 70, w: 150, h: 150, text: 'Why', style: { shape: 'ellipse', hue: 6, look: 'full' } },
          { ...bare, kind: 'shape', x: 1160, y: 280, w: 160, h: 150, text: 'Try', style: { shape: 'diamond', hue: 1 } },
          { ...bare, kind: 'shape', x: 1400, y: 290, w: 150, h: 140, text: 'Up', style: { shape: 'triangle', hue: 4, look: 'bare' } },
          { ...bare, kind: 'shape', x: 1590, y: 350, w: 200, h: 16, style: { shape: 'line', border: 6, hue: 0 } },
          { ...bare, kind: 'text', x: 1120, y: 500, w: 300, h: 140, text: 'Three things\n- a list that is long enough to run on to a second line\n- 日本語の文字\n- مرحبا بالعالم', style: { face: 'serif', size: 22, weight: 700 } },
          { ...bare, kind: 'frame', x: 1460, y: 500, w: 360, h: 220, text: '', style: { paper: 'sky' } },
          { ...bare, kind: 'note', x: 1500, y: 560, w: 160, h: 130, text: 'Far below' },
        ]);
        const id = (i: number) => made[i]?.id ?? '';
        await Board.AddItems(b.id, [
          { ...bare, kind: 'connector', x: 0, y: 0, w: 1, h: 1, text: 'leads to', style: { from: id(1), to: id(2) } },
          { ...bare, kind: 'connector', x: 0, y: 0, w: 1, h: 1, style: { from: id(2), to: id(3), curve: 'curved', hue: 3, border: 6 } },
          { ...bare, kind: 'connector', x: 0, y: 0, w: 1, h: 1, text: '', style: { from: id(4), to: id(9), curve: 'curved', arrow: 'both' } },
        ]);
      });
      await expect(board.all).toHaveCount(25);
      await page.keyboard.press('Shift+Digit1');
      for (const [width, height] of [[1280, 800], [2560, 1440]] as const) {
        await page.setViewportSize({ width, height });
        await page.waitForTimeout(1500);
        await page.screenshot({ path: join(out, `craft-${theme}-${width}.png`) });
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.waitForTimeout(600);
      await board.click('Picture: A line beneath a picture');
      await page.screenshot({ path: join(out, `craft-bar-${theme}.png`) });
      await board.selectionVerb('Picture').click();
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(out, `craft-picture-${theme}.png`) });
      await page.keyboard.press('Escape');
      await board.selectionVerb('Size and place').click();
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(out, `craft-size-${theme}.png`) });
      await page.keyboard.press('Escape');
      await board.selectionVerb('Crop').click();
      await page.waitForTimeout(600);
      await page.screenshot({ path: join(out, `craft-crop-${theme}.png`) });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+a');
      await board.selectionVerb('More').click();
      await page.getByRole('menuitem', { name: 'Pack and level' }).hover();
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(out, `craft-menu-${theme}.png`) });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.evaluate(async () => {
        const { Sample } = (window as unknown as { go: { api: { Sample: { NewBoard(title: string, id: string): Promise<unknown> } } } }).go.api;
        for (const [title, id] of [['Five years', 'five'], ['The team', 'team'], ['A life in balance', 'balance'], ['A board whose name is rather long, as names of boards sometimes are', 'blank']] as const) await Sample.NewBoard(title, id);
      });
      await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /^Library/u }).click();
      await expect(page.getByRole('list', { name: 'Boards', exact: true }).getByText('25 things')).toBeVisible();
      await page.waitForTimeout(1500);
      await page.screenshot({ path: join(out, `craft-shelf-${theme}.png`) });
      await page.getByRole('button', { name: 'New board' }).click();
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(out, `craft-new-board-${theme}.png`) });
    });
  });
}
