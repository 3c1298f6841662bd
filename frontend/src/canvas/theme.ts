// The colours of the board in both themes. Same values as the tokens of the page, written out as sRGB because a
// canvas is painted in workers where no style sheet reaches. Hues are OKLCH at equal lightness and chroma.

import { hueIndex, papers, type Paper, type SceneBackground, type ThemeName } from './scene';

/** One hue in the tones that cards, words and motifs are made of. */
export interface HueTones {
  /** The hue itself: OKLCH 0.62 0.11 on paper, 0.76 0.11 at night. */
  readonly mark: string;
  /** Text of this hue on a wash or on the ground. */
  readonly ink: string;
  /** A faint background. */
  readonly wash: string;
  /** The background of a word card in full colour, and the text on it. */
  readonly full: string;
  readonly onFull: string;
  /** Layers of a drawing, from far to near. */
  readonly far: string;
  readonly middle: string;
  readonly near: string;
}

export interface Theme {
  readonly name: ThemeName;
  readonly ground: string;
  readonly surface: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly star: string;
  readonly starFill: string;
  readonly onStar: string;
  readonly good: string;
  readonly care: string;
  /** What progress runs on. */
  readonly track: string;
  /** Shadows are warm by day. */
  readonly shadow: string;
  readonly shadowStrength: number;
  readonly grain: string;
  readonly papers: Readonly<Record<Paper, string>>;
  readonly hues: readonly HueTones[];
}

const white = '#ffffff';

function tones(rows: Readonly<Record<keyof HueTones, readonly string[]>>): HueTones[] {
  return rows.mark.map((mark, i) => ({
    mark,
    ink: rows.ink[i] ?? mark,
    wash: rows.wash[i] ?? mark,
    full: rows.full[i] ?? mark,
    onFull: rows.onFull[i] ?? mark,
    far: rows.far[i] ?? mark,
    middle: rows.middle[i] ?? mark,
    near: rows.near[i] ?? mark,
  }));
}

const light: Theme = {
  name: 'light',
  ground: '#faf7f2',
  surface: white,
  ink: '#1f2430',
  quiet: '#666b7a',
  line: '#e8e2d8',
  star: '#9a5b00',
  starFill: '#e0a030',
  onStar: '#1f1400',
  good: '#2f7d57',
  care: '#a0620a',
  track: '#efe8dc',
  shadow: '#543e18',
  shadowStrength: 0.3,
  grain: '#6b5530',
  papers: { butter: '#fbeeb8', blush: '#fae0d8', sage: '#dfecd6', sky: '#d9e8f3', lilac: '#e8e0f3', sand: '#efe4d2' },
  hues: tones({
    mark: ['#bf6971', '#bc6f4c', '#848e38', '#489a68', '#00999f', '#478cc4', '#857ac4', '#af6ca0'],
    ink: ['#834148', '#81462b', '#575e1a', '#266741', '#016569', '#255c87', '#584e87', '#76436c'],
    wash: ['#fee6e7', '#fde8df', '#ecefdc', '#e0f2e5', '#daf3f4', '#dfeffe', '#eceafe', '#f9e7f4'],
    full: ['#7d4046', '#7c452b', '#545b1c', '#276340', '#006266', '#275981', '#554c81', '#724268'],
    onFull: ['#fee6e7', '#fde8df', '#f2f4e0', '#e0f2e5', '#daf3f4', '#dfeffe', '#eceafe', '#f9e7f4'],
    far: ['#f9c5c8', '#f7c9b4', '#d2daad', '#b6e1c3', '#a6e1e4', '#b4d9fa', '#d3cefa', '#eec6e4'],
    middle: ['#bf6971', '#bc6f4c', '#848e38', '#489a68', '#00999f', '#478cc4', '#857ac4', '#af6ca0'],
    near: ['#7d4046', '#7c452b', '#545b1c', '#276340', '#006266', '#275981', '#554c81', '#724268'],
  }),
};

const dark: Theme = {
  name: 'dark',
  ground: '#11131c',
  surface: '#212637',
  ink: '#ece8df',
  quiet: '#a0a5b6',
  line: '#2c3144',
  star: '#f2b84b',
  starFill: '#f2b84b',
  onStar: '#1f1400',
  good: '#7cc79e',
  care: '#e8b15a',
  track: '#353b52',
  shadow: '#000000',
  shadowStrength: 0.6,
  grain: '#c8d0ff',
  papers: { butter: '#4a4227', blush: '#4c342f', sage: '#33432f', sky: '#2c3e4e', lilac: '#3c3550', sand: '#443b2e' },
  hues: tones({
    mark: ['#ee939b', '#eb9a75', '#afb965', '#74c692', '#46c6cd', '#72b8f2', '#b0a5f2', '#dd96cd'],
    ink: ['#f5b9bc', '#f2bda5', '#c9d19c', '#a7d9b7', '#93d9dc', '#a5d0f6', '#c9c3f6', '#e8badd'],
    wash: ['#361f21', '#352118', '#262814', '#182c1f', '#0e2c2d', '#172836', '#262336', '#31202d'],
    full: ['#4e292c', '#4d2c1d', '#343915', '#1b3e29', '#023e40', '#1b3850', '#353050', '#472a41'],
    onFull: ['#fdc8cb', '#faccb7', '#d6ddb0', '#b9e4c6', '#a9e4e7', '#b7dcfd', '#d6d2fd', '#f1c9e7'],
    far: ['#623b3e', '#613e2e', '#474b27', '#2e513b', '#1c5153', '#2d4b64', '#474363', '#5a3c53'],
    middle: ['#a25e63', '#a06347', '#737b39', '#45845d', '#188489', '#437aa6', '#746ba6', '#956089'],
    near: ['#d28187', '#cf8766', '#99a357', '#65ae80', '#3caeb4', '#64a2d5', '#9a91d5', '#c283b4'],
  }),
};

export function themeOf(name: ThemeName): Theme {
  return name === 'dark' ? dark : light;
}

export function tonesOf(theme: Theme, hue: number | undefined): HueTones {
  const found = theme.hues[hueIndex(hue ?? 5)];
  if (!found) throw new RangeError(`no hue ${hue}`);
  return found;
}

/** The mean of two colours '#rrggbb'; share is how much of the second. */
export function mix(a: string, b: string, share: number): string {
  let out = '#';
  for (let i = 1; i < 7; i += 2) {
    const from = parseInt(a.slice(i, i + 2), 16);
    const to = parseInt(b.slice(i, i + 2), 16);
    out += Math.round(from + (to - from) * share).toString(16).padStart(2, '0');
  }
  return out;
}

const hex = /^#[0-9a-f]{6}$/i;

export function isColour(value: string): boolean {
  return hex.test(value);
}

/** The colour of the board itself. A colour the person chose by day is dimmed at night, so that it never glares. */
export function backgroundColour(background: SceneBackground, theme: Theme): string {
  if (background.kind === 'colour' && isColour(background.value)) {
    return theme.name === 'dark' ? mix(background.value, theme.ground, 0.72) : background.value.toLowerCase();
  }
  const paper = papers.find((one) => one === background.value);
  return paper ? mix(theme.papers[paper], theme.ground, theme.name === 'dark' ? 0.6 : 0.45) : theme.ground;
}

/** Relative luminance (WCAG) of '#rrggbb'. */
export function luminance(colour: string): number {
  const channel = (at: number) => {
    const v = parseInt(colour.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast ratio (WCAG) of two colours '#rrggbb'. */
export function contrast(a: string, b: string): number {
  const la = luminance(a);
  const lb = luminance(b);
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}
