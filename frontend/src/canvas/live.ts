// Live words: what a goal's note says of it, filled in where it is shown and kept as it was written.

import { daysText, percentText } from './paint/words';

/** What the words stand for just now. */
export interface LiveWords {
  readonly progress: number | null;
  readonly daysLeft: number | null;
  readonly saved: number | null;
  readonly target: number | null;
  readonly unit: string;
}

export const liveWords = ['{progress}', '{days left}', '{saved}', '{target}'] as const;

const word = /\{\s*(?<name>progress|days left|saved|target)\s*\}/giu;
const figure = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** The text with its live words filled in; one that has nothing to say yet is a dash. */
export function filled(text: string, live: LiveWords): string {
  if (!text.includes('{')) return text;
  return text.replace(word, (...found) => {
    const { name = '' } = found.at(-1) as { name?: string };
    switch (name.toLowerCase()) {
      case 'progress':
        return percentText(live.progress) ?? '–';
      case 'days left':
        return daysText(live.daysLeft)?.toLowerCase() ?? '–';
      case 'saved':
        return amount(live.saved, live.unit);
      default:
        return amount(live.target, live.unit);
    }
  });
}

function amount(value: number | null, unit: string): string {
  if (value === null) return '–';
  const said = figure.format(value);
  if (['€', '$', '£', '¥'].includes(unit)) return unit === '€' ? `${said} €` : `${unit}${said}`;
  return unit === '%' ? `${said}%` : said;
}
