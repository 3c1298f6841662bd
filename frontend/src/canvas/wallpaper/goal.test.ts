import { describe, expect, test } from 'vitest';
import type { Size } from '../geometry';
import { TextLayouts } from '../text';
import { eightEach } from '../testing/recorder';
import { groundOf, marksOf, unitOf, type GoalWords, type Mark } from './goal';
import { landOf } from './land';
import type { Sample } from './scrim';

const screens: Size[] = [
  { w: 1920, h: 1080 },
  { w: 3840, h: 2160 },
  { w: 2560, h: 1600 },
  { w: 3440, h: 1440 },
  { w: 1280, h: 1024 },
  { w: 1080, h: 1920 },
  { w: 640, h: 480 },
];
const goal: GoalWords = {
  id: 'g',
  title: 'Become lead designer of the health team',
  why: 'It is where trust matters most, and I already know the people.',
  progress: 0.29,
  daysLeft: 110,
  reached: false,
  nextAction: 'Write one page: what I would change first',
  hue: 5,
};
const sized = (width: number, height: number) => ({ id: 'p', width, height, colour: '#405060', animated: false });
const grey: Sample = { w: 96, h: 54, data: new Uint8ClampedArray(96 * 54 * 4).fill(128) };

function marks(words: GoalWords, size: Size): { found: Mark[]; texts: string[] } {
  const layouts = new TextLayouts((font, text) => eightEach(font, text) * (parseFloat(/([\d.]+)px/u.exec(font)?.[1] ?? '16') / 16));
  const found = marksOf(words, groundOf(words, size, 'dark'), size, grey, layouts);
  return { found, texts: found.flatMap((mark) => (mark.kind === 'text' ? mark.layout.lines.map((line) => line.text) : [])) };
}

describe('goal as wallpaper', () => {
  test.each(screens)('every word stands inside %o', (size) => {
    const long = { ...goal, title: 'A goal whose title goes on and on because its owner could not decide what to leave out of it', why: goal.why.repeat(4) };
    for (const words of [goal, long, { ...goal, picture: sized(4000, 3000) }, { ...goal, picture: sized(300, 2000) }]) {
      const { found, texts } = marks(words, size);
      for (const mark of found) {
        if (mark.kind !== 'text') continue;
        expect(mark.x).toBeGreaterThanOrEqual(0);
        expect(mark.x + mark.layout.used).toBeLessThanOrEqual(size.w);
        expect(mark.y).toBeGreaterThanOrEqual(0);
        expect(mark.y + mark.layout.height).toBeLessThanOrEqual(size.h);
      }
      expect(texts.join(' ')).toContain('29%');
      expect(texts.join(' ')).toContain('110 days left');
    }
  });

  test('a reached goal says so, and asks for nothing more', () => {
    const { found, texts } = marks({ ...goal, reached: true }, { w: 1920, h: 1080 });
    expect(texts).toContain('Reached');
    expect(texts.join(' ')).not.toContain('Write one page');
    expect(found.some((mark) => mark.kind === 'star')).toBe(true);
    expect(found.find((mark) => mark.kind === 'bar')).toMatchObject({ share: 1 });
  });

  test('without a day, a measure, a why there is no empty place for them', () => {
    const { found, texts } = marks({ ...goal, why: '', progress: null, daysLeft: null, nextAction: '' }, { w: 1920, h: 1080 });
    expect(found.filter((mark) => mark.kind === 'text')).toHaveLength(1);
    expect(texts.join(' ')).toBe(goal.title);
  });

  test('a picture that suits fills the screen; another stands whole before its own colours', () => {
    const size = { w: 1920, h: 1080 };
    const fills = groundOf({ ...goal, picture: sized(4000, 3000) }, size, 'light');
    expect(fills.veil).toBeNull();
    const [full] = fills.scene.items;
    expect(full && full.x <= 0 && full.y <= 0 && full.x + full.w >= 1920 && full.y + full.h >= 1080).toBe(true);
    for (const picture of [sized(1000, 3000), sized(320, 180)]) {
      const stands = groundOf({ ...goal, picture }, size, 'light');
      expect(stands.veil).toBe(picture);
      const [box] = stands.scene.items;
      if (!box) throw new Error('the picture is missing');
      expect(box.w / box.h).toBeCloseTo(picture.width / picture.height);
      expect(box.x).toBeGreaterThan(stands.column.x + stands.column.w);
      expect(box.x + box.w).toBeLessThanOrEqual(1920);
    }
  });

  test('without a picture a land is drawn: the same for the same goal, another for another', () => {
    const size = { w: 1920, h: 1080 };
    const land = (id: string) => groundOf({ ...goal, id }, size, 'dark').land;
    expect(land('a')).toEqual(land('a'));
    expect(land('a')?.hills).not.toEqual(land('b')?.hills);
    const { hills, star } = landOf(7, 2, 'light', size, true);
    expect(hills).toHaveLength(4);
    for (const { line } of hills) {
      expect(line[0]?.x).toBe(0);
      expect(line.at(-1)?.x).toBe(1920);
      expect(line.every((point) => point.y > star.y && point.y < 1080)).toBe(true);
    }
  });

  test('everything grows with the screen', () => {
    expect(unitOf({ w: 1920, h: 1080 })).toBe(1);
    expect(unitOf({ w: 3840, h: 2160 })).toBe(2);
  });
});
