// The layout kernel: it owns every line break on the board. Given a text, a type and a width it says which words stand
// on which line and where; the painter only draws. Measuring is injected, so the kernel runs anywhere.
//
// Rules:
// - Lines break at spaces, after hyphens and dashes, and between CJK characters; a word wider than the line breaks
//   between graphemes. Spaces at a break hang and are not drawn.
// - A paragraph that starts with "- " is a list entry: a bullet, and a hanging indent for the lines that follow.
// - A paragraph runs right to left when its first strong character does. Without an alignment it starts at its own side.
// - Beyond the height that is allowed the last line ends in "…".

import { baselineOf, fontOf, lineHeightOf, type Type } from './faces';
import type { Align } from './scene';

/** The advance width of a run of text in a font. */
export type Measure = (font: string, text: string) => number;

export interface Line {
  readonly text: string;
  /** Left edge and baseline inside the layout's box. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly rtl: boolean;
  /** Left edge of this line's bullet, or null. */
  readonly bullet: number | null;
}

export interface Layout {
  readonly type: Type;
  readonly font: string;
  readonly lines: readonly Line[];
  readonly width: number;
  /** The widest line. */
  readonly used: number;
  readonly height: number;
  /** The text did not fit and ends in "…". */
  readonly cut: boolean;
}

export interface TextBox {
  readonly type: Type;
  readonly width: number;
  readonly align?: Align;
  readonly maxLines?: number;
}

// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\u{10800}-\u{10fff}]|[\u{1e800}-\u{1efff}]/u;
const strong = /\p{L}/u;
const cjk = /[\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3fffd}]/u;
// What must not begin a line, and what must not end one.
const closing = /^[、。，．：；！？）」』】〉》〕｝・ー々〜…‥,.:;!?)\]}%]/u;
const opening = /[（「『【〈《〔｛([{]$/u;

/** Nothing in it is written from the right or without spaces: most texts, and far quicker to know than to search. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x590) return false;
  return true;
}

export function isRightToLeft(text: string): boolean {
  if (isPlain(text)) return false;
  for (const char of text) {
    if (rightToLeft.test(char)) return true;
    if (strong.test(char)) return false;
  }
  return false;
}

let graphemeSegmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  graphemeSegmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const out: string[] = [];
  for (const part of graphemeSegmenter.segment(text)) out.push(part.segment);
  return out;
}

interface Piece {
  readonly text: string;
  readonly space: boolean;
}

/** Cuts a paragraph into pieces between which a line may break. */
export function pieces(paragraph: string): Piece[] {
  const out: Piece[] = [];
  for (const run of paragraph.split(/(\s+)/u)) {
    if (run === '') continue;
    if (/^\s/u.test(run)) {
      out.push({ text: run, space: true });
      continue;
    }
    if (isPlain(run) && !run.includes('-') && !run.includes('/')) {
      out.push({ text: run, space: false });
      continue;
    }
    for (const part of run.split(/(?<=[\p{L}\p{N}][-‐–—/])(?=[\p{L}\p{N}])/u)) {
      if (!cjk.test(part)) {
        out.push({ text: part, space: false });
        continue;
      }
      let word = '';
      for (const g of graphemes(part)) {
        const apart = word !== '' && (cjk.test(g) || cjk.test(word.slice(-1))) && !closing.test(g) && !opening.test(word);
        if (apart) {
          out.push({ text: word, space: false });
          word = g;
        } else word += g;
      }
      if (word) out.push({ text: word, space: false });
    }
  }
  return out;
}

interface Broken {
  text: string;
  width: number;
}

function breakParagraph(paragraph: string, font: string, width: number, measure: Measure, out: Broken[]): void {
  let line = '';
  let lineWidth = 0;
  let gap = '';
  let gapWidth = 0;
  const end = () => {
    out.push({ text: line, width: lineWidth });
    line = '';
    lineWidth = 0;
    gap = '';
    gapWidth = 0;
  };
  for (const piece of pieces(paragraph)) {
    if (piece.space) {
      gap = piece.text;
      gapWidth = measure(font, piece.text);
      continue;
    }
    const w = measure(font, piece.text);
    if (line !== '' && lineWidth + gapWidth + w > width) end();
    if (line === '' && out.length > 0) gap = '';
    if (w <= width || line !== '') {
      line += gap + piece.text;
      lineWidth += (gap === '' ? 0 : gapWidth) + w;
    } else {
      for (const g of graphemes(piece.text)) {
        const gw = measure(font, g);
        if (line !== '' && lineWidth + gw > width) end();
        line += g;
        lineWidth += gw;
      }
    }
    gap = '';
    gapWidth = 0;
  }
  end();
}

function ellipsised(text: string, font: string, width: number, measure: Measure): Broken {
  const whole = text.trimEnd();
  const parts = graphemes(whole);
  while (parts.length > 0 && measure(font, parts.join('').trimEnd() + '…') > width) parts.pop();
  let kept = parts.join('').trimEnd();
  // Rather a word less than half a word, unless little would be left.
  const space = kept.lastIndexOf(' ');
  if (kept.length < whole.length && whole[kept.length] !== ' ' && space > kept.length * 0.6) kept = kept.slice(0, space);
  return { text: kept + '…', width: measure(font, kept + '…') };
}

function xOf(align: Align | undefined, rtl: boolean, room: number): number {
  if (align === 'centre') return room / 2;
  return align === 'right' || (align === undefined && rtl) ? room : 0;
}

/** Lays a text out in a column. An empty text has one empty line, so that it still has a height. */
export function layoutText(text: string, box: TextBox, measure: Measure): Layout {
  const font = fontOf(box.type);
  const step = lineHeightOf(box.type);
  const first = baselineOf(box.type);
  const maxLines = Math.max(1, Math.floor(box.maxLines ?? Infinity));
  const width = Math.max(box.width, box.type.size * 0.5);
  const indent = box.type.size * 0.95;
  const lines: Line[] = [];
  let used = 0;
  let cut = false;
  const broken: Broken[] = [];
  const paragraphs = text.replace(/\r\n?/gu, '\n').split('\n');
  for (let p = 0; p < paragraphs.length && !cut; p++) {
    const raw = paragraphs[p] ?? '';
    const listed = /^\s*- /u.test(raw);
    const body = listed ? raw.replace(/^\s*- /u, '') : raw;
    const rtl = isRightToLeft(body);
    const inset = listed ? indent : 0;
    broken.length = 0;
    breakParagraph(body, font, width - inset, measure, broken);
    for (let i = 0; i < broken.length; i++) {
      let piece = broken[i];
      if (!piece) continue;
      const more = i + 1 < broken.length || p + 1 < paragraphs.length;
      if (lines.length + 1 === maxLines && more) {
        piece = ellipsised(piece.text, font, width - inset, measure);
        cut = true;
      }
      const x = (rtl ? 0 : inset) + xOf(box.align, rtl, width - inset - piece.width);
      const bullet = listed && i === 0 ? (rtl ? x + piece.width + indent * 0.35 : x - indent * 0.72) : null;
      lines.push({ text: piece.text, x, y: lines.length * step + first, width: piece.width, rtl, bullet });
      used = Math.max(used, piece.width + inset);
      if (cut) break;
    }
  }
  return { type: box.type, font, lines, width, used, height: lines.length * step, cut };
}

/** Measures words once: the widths of words and of single spaces are all a layout needs. */
export function cachedMeasure(measure: Measure, limit = 20000): Measure {
  let count = 0;
  const fonts = new Map<string, Map<string, number>>();
  return (font, text) => {
    let words = fonts.get(font);
    if (!words) fonts.set(font, (words = new Map()));
    let w = words.get(text);
    if (w === undefined) {
      if (++count > limit) {
        fonts.clear();
        fonts.set(font, (words = new Map()));
        count = 1;
      }
      w = measure(font, text);
      words.set(text, w);
    }
    return w;
  };
}

const layoutLimit = 6000;

/** Layouts by text, type and width. The least recently laid out go first. */
export class TextLayouts {
  #measure: Measure;
  #source: Measure;
  #kept = new Map<string, Layout>();

  constructor(measure: Measure) {
    this.#source = measure;
    this.#measure = cachedMeasure(measure);
  }

  get(text: string, box: TextBox): Layout {
    const t = box.type;
    const key = `${t.face}|${t.weight}|${t.size}|${t.leading ?? ''}|${box.width}|${box.align ?? ''}|${box.maxLines ?? ''}|${text}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const made = layoutText(text, box, this.#measure);
    if (this.#kept.size >= layoutLimit) this.#dropOldest(layoutLimit / 4);
    this.#kept.set(key, made);
    return made;
  }

  /** The largest of the sizes at which the text stands inside width and height; else the smallest, cut. No word is
   *  broken, unless it would be at every size. */
  fit(text: string, type: Type, width: number, height: number, align: Align | undefined, sizes: readonly number[]): Layout {
    let last: Layout | null = null;
    const smallest = sizes[sizes.length - 1] ?? type.size;
    const whole = this.longestWord(text, { ...type, size: smallest }) <= width;
    for (let i = 0; i < sizes.length; i++) {
      const size = sizes[i] ?? type.size;
      const sized: Type = { ...type, size };
      const final = i === sizes.length - 1;
      const maxLines = final ? Math.max(1, Math.floor(height / lineHeightOf(sized))) : undefined;
      last = this.get(text, { type: sized, width, align, maxLines });
      if (final || (last.height <= height && (!whole || this.longestWord(text, sized) <= width))) return last;
    }
    return last ?? this.get(text, { type, width, align });
  }

  longestWord(text: string, type: Type): number {
    const font = fontOf(type);
    let longest = 0;
    for (const paragraph of text.split('\n')) {
      for (const piece of pieces(paragraph)) if (!piece.space) longest = Math.max(longest, this.#measure(font, piece.text));
    }
    return longest;
  }

  width(text: string, type: Type): number {
    return this.#measure(fontOf(type), text);
  }

  /** Forgets everything: the fonts have just loaded. */
  clear(): void {
    this.#kept.clear();
    this.#measure = cachedMeasure(this.#source);
  }

  #dropOldest(count: number): void {
    for (const key of this.#kept.keys()) {
      if (count-- <= 0) return;
      this.#kept.delete(key);
    }
  }
}
