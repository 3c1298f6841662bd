import { describe, expect, test } from 'vitest';
import type { Type } from './faces';
import { isRightToLeft, layoutText, TextLayouts, type TextBox } from './text';
import { eightEach } from './testing/recorder';

const type: Type = { face: 'sans', weight: 400, size: 10, leading: 2 };
const lay = (text: string, width: number, more: Partial<TextBox> = {}) => layoutText(text, { type, width, ...more }, eightEach);
const lines = (text: string, width: number, more: Partial<TextBox> = {}) => lay(text, width, more).lines.map((line) => line.text);

describe('line breaks', () => {
  test.each([
    ['words', 'one two three', 64, ['one two', 'three']],
    ['exactly full', 'one two', 56, ['one two']],
    ['own lines', 'one\n\ntwo', 100, ['one', '', 'two']],
    ['line ends of other systems', 'one\r\ntwo\rthree', 100, ['one', 'two', 'three']],
    ['hyphens', 'well-known fact', 48, ['well-', 'known', 'fact']],
    ['a long word by graphemes', 'abcdefghij', 32, ['abcd', 'efgh', 'ij']],
    ['what follows a long word', 'abcdefgh ij', 48, ['abcdef', 'gh ij']],
    ['graphemes stay whole', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 90, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
    ['CJK anywhere', '静かな力を持つ', 32, ['静かな力', 'を持つ']],
    ['no line begins with a full stop', '静かな力。持つ', 32, ['静かな', '力。持つ']],
    ['no line ends with an opening bracket', '静かな「力」', 32, ['静かな', '「力」']],
    ['CJK beside Latin', '使用 Go 語言', 40, ['使用 Go', '語言']],
    ['spaces inside stay', 'a  b', 100, ['a  b']],
    ['spaces at a break hang', 'aaaa     bbbb', 40, ['aaaa', 'bbbb']],
    ['an empty text has a line', '', 100, ['']],
  ])('%s', (_name, text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });

  test('no line is wider than the box, unless one grapheme is', () => {
    const text = 'The quick brown fox-jumps over/the lazy 静かな dog and Donaudampfschifffahrt';
    for (let width = 16; width < 400; width += 7) {
      for (const line of lay(text, width).lines) expect(line.width).toBeLessThanOrEqual(width);
    }
  });

  test('nothing but spaces is lost', () => {
    const text = 'The quick brown fox-jumps over/the lazy dog';
    for (let width = 16; width < 200; width += 5) {
      expect(lines(text, width).join('').replace(/ /gu, '')).toBe(text.replace(/ /gu, ''));
    }
  });
});

describe('lists', () => {
  test('a line with "- " gets a bullet and hangs', () => {
    const { lines: out } = lay('- one two\nplain', 50);
    expect(out.map((line) => [line.text, line.x > 0, line.bullet !== null])).toEqual([
      ['one', true, true],
      ['two', true, false],
      ['plain', false, false],
    ]);
    expect(out[0]?.x).toBe(out[1]?.x);
  });

  test('a dash without a space is a dash', () => {
    expect(lay('-5 degrees', 200).lines[0]).toMatchObject({ text: '-5 degrees', bullet: null });
  });
});

describe('direction and alignment', () => {
  test.each([
    ['hello', false],
    ['مرحبا', true],
    ['שלום', true],
    ['123 مرحبا', true],
    ['12:30', false],
    ['Anna قالت', false],
  ])('%s', (text, rtl) => {
    expect(isRightToLeft(text)).toBe(rtl);
  });

  test('a paragraph starts at its own side', () => {
    const { lines: out } = lay('abc\nمرحبا', 100);
    expect(out.map((line) => line.x)).toEqual([0, 60]);
    expect(out.map((line) => line.rtl)).toEqual([false, true]);
  });

  test('an alignment holds for both', () => {
    expect(lay('abc\nمرحبا', 100, { align: 'left' }).lines.map((line) => line.x)).toEqual([0, 0]);
    expect(lay('abcd', 100, { align: 'centre' }).lines[0]?.x).toBe(34);
    expect(lay('abcd', 100, { align: 'right' }).lines[0]?.x).toBe(68);
  });

  test('the bullet of a right-to-left entry stands on its right', () => {
    const [line] = lay('- مرحبا', 100).lines;
    expect(line?.bullet ?? 0).toBeGreaterThan((line?.x ?? 0) + (line?.width ?? 0));
  });
});

describe('room', () => {
  test('the last line that fits ends in an ellipsis', () => {
    const out = lay('one two three four', 64, { maxLines: 2 });
    expect(out.lines.map((line) => line.text)).toEqual(['one two', 'three…']);
    expect(out.cut).toBe(true);
    expect(lay('one two three', 64, { maxLines: 2 }).cut).toBe(false);
    expect(lines('one two three', 96, { maxLines: 1 })).toEqual(['one two…']);
    expect(lines('abcdefgh ij', 64, { maxLines: 1 })).toEqual(['abcdefg…']);
  });

  test('height is lines times line height', () => {
    expect(lay('a\nb\nc', 100).height).toBe(60);
    expect(lay('a\nb', 100).lines.map((line) => line.y)).toEqual([13.64, 33.64].map((y) => expect.closeTo(y, 5)));
  });
});

describe('cache and fit', () => {
  const measured = () => {
    const seen: string[] = [];
    const layouts = new TextLayouts((font, text) => {
      seen.push(text);
      return text.length * parseFloat(font.split(' ')[1] ?? '10');
    });
    return { seen, layouts };
  };

  test('the same text in the same box is laid out once', () => {
    const { seen, layouts } = measured();
    const first = layouts.get('one two', { type, width: 100 });
    const count = seen.length;
    expect(layouts.get('one two', { type, width: 100 })).toBe(first);
    expect(layouts.get('one two', { type, width: 90 })).not.toBe(first);
    expect(seen.length).toBe(count);
    layouts.clear();
    expect(layouts.get('one two', { type, width: 100 })).not.toBe(first);
  });

  test('the largest size that stands inside is taken', () => {
    const { layouts } = measured();
    expect(layouts.fit('word', type, 100, 100, undefined, [40, 25, 10]).type.size).toBe(25);
    expect(layouts.fit('a b c d', type, 100, 39, undefined, [40, 20, 10]).type.size).toBe(10);
  });

  test('a word longer than any line is broken rather than made tiny', () => {
    const { layouts } = measured();
    expect(layouts.fit('x'.repeat(30), type, 100, 400, undefined, [20, 10]).type.size).toBe(20);
  });

  test('at the smallest size it is cut', () => {
    const { layouts } = measured();
    const out = layouts.fit('one two three four five six', type, 60, 45, undefined, [20, 10]);
    expect(out.cut).toBe(true);
    expect(out.height).toBeLessThanOrEqual(45);
  });
});
