// Pictures come onto the board: dropped, pasted, refused, stopped. What is kept is read from the library's folder.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoardPage } from '../pages/BoardPage';
import { Welcome } from '../pages/Welcome';
import { copyPicture, copyText, dropFiles, dropLink, slowLine } from '../support/hand';
import { format, hashOf, hostile, largePhotos, nameOf, photos, writeHugePNG } from '../support/photos';
import { haveCorpus, type Library } from '../support/program';
import { count, items, rows, steps, type ItemRow } from '../support/rows';
import { expect, test } from '../support/test';

interface PictureRow {
  id: string;
  ext: string;
  width: number;
  height: number;
  animated: number;
}

const pictures = (library: Library): Promise<PictureRow[]> => rows<PictureRow>(library, 'SELECT id, ext, width, height, animated FROM picture ORDER BY created, id');

const originalOf = (library: Library, picture: { id: string; ext: string }): string =>
  join(library.folder, 'pictures', picture.id.slice(0, 2), `${picture.id}.${picture.ext.replace(/^\./u, '')}`);

/** Every file under pictures/, by its name. */
function kept(library: Library): string[] {
  const folder = join(library.folder, 'pictures');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}

function overlaps(all: ItemRow[]): string[] {
  const found: string[] = [];
  for (const [at, a] of all.entries())
    for (const b of all.slice(at + 1)) {
      const wide = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
      const high = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
      if (wide > 0.01 && high > 0.01) found.push(`${a.id} and ${b.id} by ${wide} x ${high}`);
    }
  return found;
}

let scratch = '';
let board: BoardPage;

test.skip(!haveCorpus, 'no corpus of photographs: set NORTHBOARD_CORPUS');
test.beforeEach(async ({ page }) => {
  scratch = mkdtempSync(join(tmpdir(), 'northboard-pictures-'));
  board = new BoardPage(page);
  await new Welcome(page).skip.click();
  await expect(board.surface).toBeVisible();
});
test.afterEach(() => rmSync(scratch, { recursive: true, force: true }));

test.describe('twenty photographs', () => {
  test('dropped at once land packed as a collage, kept byte for byte, in one step', async ({ page, northboard: { library } }) => {
    const files = photos();
    expect(files).toHaveLength(20);
    await dropFiles(page, files);
    await expect(board.notice('Adding 20 pictures')).toBeVisible();
    await expect(board.all).toHaveCount(20, { timeout: 60_000 });
    for (const file of files) await expect(board.thing(nameOf(file))).toHaveCount(1);

    const laid = await items(library);
    expect(laid).toHaveLength(20);
    expect(overlaps(laid)).toEqual([]);
    const stored = await pictures(library);
    expect(stored.map((one) => one.id).sort()).toEqual(files.map(hashOf).sort());
    for (const one of stored) expect(hashOf(originalOf(library, one))).toBe(one.id);
    for (const one of laid) {
      const shown = stored.find((picture) => picture.id === one.picture_id);
      expect(one.w / one.h).toBeCloseTo((shown?.width ?? 0) / (shown?.height ?? 1), 1);
    }
    expect(await steps(library)).toBe(2); // the board itself, and the drop

    await board.press('Control+z');
    await expect.poll(() => count(library, 'item')).toBe(0);
    await board.press('Control+Shift+z');
    await expect.poll(() => items(library)).toEqual(laid);
    await expect(board.all).toHaveCount(20);
  });

  test('are shown from previews that the program makes', async ({ page }) => {
    const asked: string[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/picture/')) asked.push(`${response.status()} ${new URL(response.url()).search}`);
    });
    await dropFiles(page, photos().slice(0, 3));
    await expect(board.all).toHaveCount(3);
    await expect.poll(() => asked.length).toBeGreaterThanOrEqual(3);
    expect(asked.filter((one) => !one.startsWith('200') && !one.startsWith('304'))).toEqual([]);
    expect(asked.filter((one) => !one.includes('w='))).toEqual([]);
  });

  test('can be stopped while they come: nothing is added', async ({ page, northboard: { library } }) => {
    await slowLine(page, 400_000);
    await dropFiles(page, largePhotos());
    await expect(board.notice(`Adding ${largePhotos().length} pictures`)).toBeVisible();
    await expect(board.notices.getByRole('progressbar')).toBeVisible();
    await board.notices.getByRole('button', { name: 'Cancel' }).click();
    await expect(board.notice('Stopped. Nothing was added.')).toBeVisible();
    expect(await count(library, 'picture')).toBe(0);
    expect(await count(library, 'item')).toBe(0);
    expect(await count(library, 'preview_job')).toBe(0);
    await expect(board.starters).toBeVisible();
  });
});

test('a picture added twice is stored once', async ({ page, northboard: { library } }) => {
  const [photo = ''] = photos();
  await dropFiles(page, [photo]);
  await expect(board.all).toHaveCount(1);
  await dropFiles(page, [photo]);
  await expect(board.all).toHaveCount(2);
  const laid = await items(library);
  expect(new Set(laid.map((item) => item.picture_id))).toEqual(new Set([hashOf(photo)]));
  expect(overlaps(laid)).toEqual([]);
  expect(await count(library, 'picture')).toBe(1);
  expect(kept(library)).toEqual([`${hashOf(photo)}.jpg`]);
});

test('JPEG, PNG, WebP and GIF come in, turned as they are to be seen', async ({ page, northboard: { library } }) => {
  const files = ['orientation-1.jpg', 'orientation-6.jpg', 'alpha.png', 'photo.webp', 'animated.gif'].map(format);
  await dropFiles(page, files);
  await expect(board.all).toHaveCount(files.length);
  const byHash = new Map((await pictures(library)).map((one) => [one.id, one]));
  const [upright, turned, png, webp, gif] = files.map((file) => byHash.get(hashOf(file)));
  expect([turned?.width, turned?.height]).toEqual([upright?.height, upright?.width]);
  expect([upright?.ext, png?.ext, webp?.ext, gif?.ext].map((ext) => ext?.replace('.', ''))).toEqual(['jpg', 'png', 'webp', 'gif']);
  expect(gif?.animated).toBe(1);
});

test.describe('the clipboard', () => {
  test('brings a picture', async ({ page, northboard: { library } }) => {
    await copyPicture(page, format('alpha.png'));
    await board.surface.getByLabel(/, 0 things$/u).focus();
    await board.press('Control+v');
    await expect(board.thingLike('Picture:')).toHaveCount(1);
    const [picture] = await pictures(library);
    expect(picture?.ext.replace('.', '')).toBe('png');
    expect(hashOf(originalOf(library, picture ?? { id: '', ext: '' }))).toBe(picture?.id);
  });

  test('brings a text as a note', async ({ page, northboard: { library } }) => {
    await copyText(page, 'Ask Mira for an hour');
    await board.surface.getByLabel(/, 0 things$/u).focus();
    await board.press('Control+v');
    await expect(board.thing('Note: Ask Mira for an hour')).toBeVisible();
    expect((await items(library)).map((item) => [item.kind, item.text])).toEqual([['note', 'Ask Mira for an hour']]);
  });
});

test('a picture from a browser without its bytes says how it comes in', async ({ page, northboard: { library } }) => {
  await dropLink(page, 'https://pictures.example/harbour.jpg');
  await expect(board.notice(/Right-click the picture, Copy image, paste here/u)).toBeVisible();
  await expect(board.surface).toBeVisible();
  expect(await count(library, 'item')).toBe(0);
});

test.describe('what is no picture', () => {
  const good = (): string => photos()[0] ?? '';

  /** Drops a bad file beside a good one; the good one comes in, the bad one is named. */
  async function refused(page: import('@playwright/test').Page, library: Library, file: string, sentence: RegExp): Promise<void> {
    await dropFiles(page, [file, good()]);
    await expect(board.notice(sentence)).toBeVisible();
    await expect(board.all).toHaveCount(1);
    await expect(board.thing(nameOf(good()))).toBeVisible();
    expect(kept(library)).toEqual([`${hashOf(good())}.jpg`]);
    expect(await count(library, 'picture')).toBe(1);
  }

  test('a text that is called a picture', async ({ page, northboard: { library } }) => {
    const file = join(scratch, 'holiday.png');
    writeFileSync(file, 'Dear diary, this is not a picture.\n');
    await refused(page, library, file, /“holiday\.png” is not a picture Northboard can read/u);
  });

  test('an empty file', async ({ page, northboard: { library } }) => {
    const file = join(scratch, 'nothing.jpg');
    writeFileSync(file, '');
    await refused(page, library, file, /“nothing\.jpg” is empty/u);
  });

  test('a PNG of 60,000 by 60,000', async ({ page, northboard: { library } }) => {
    const file = writeHugePNG(join(scratch, 'wall.png'));
    await refused(page, library, file, /“wall\.png” is too large/u);
  });

  test('a PNG that is cut short', async ({ page, northboard: { library } }) => {
    await refused(page, library, hostile('images/go-invalid-trunc.png'), /“go-invalid-trunc\.png” is damaged or cut short/u);
  });

  test('a web page that is called a picture', async ({ page, northboard: { library } }) => {
    await refused(page, library, hostile('images/html-named.png'), /“html-named\.png” is not a picture/u);
  });

  test('a picture that is deleted while it is imported', async ({ page, northboard: { library } }) => {
    const leaving = join(scratch, 'leaving.jpg');
    const first = join(scratch, 'first.jpg');
    copyFileSync(photos()[1] ?? '', leaving);
    copyFileSync(largePhotos()[0] ?? '', first);
    const line = await slowLine(page, 1_500_000);
    await dropFiles(page, [first, leaving, good()]);
    await expect(board.notices.getByRole('progressbar')).toBeVisible();
    rmSync(leaving);
    await line.send('Network.disable');
    await expect(board.notice(/leaving\.jpg/u)).toBeVisible();
    await expect(board.all).toHaveCount(2);
    expect(await count(library, 'picture')).toBe(2);
    expect(kept(library)).toEqual([hashOf(first), hashOf(good())].map((hash) => `${hash}.jpg`).sort());
  });

  test('a folder', async ({ page, northboard: { library } }) => {
    const folder = join(scratch, 'Summer');
    mkdirSync(folder);
    await dropFiles(page, [folder, good()]);
    await expect(board.notice(/Summer/u)).toBeVisible();
    await expect(board.all).toHaveCount(1);
    expect(await count(library, 'picture')).toBe(1);
  });
});
