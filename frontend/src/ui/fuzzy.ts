/* Finding a verb by a few of its letters.

   Rules:
   - Every letter of the query must come, in order. Case and accents do not count.
   - Letters that start a word count most, then letters in a row, then an early place; a short title beats a long one.
   - Query words may come in any order when each is found by itself.
   - A word that a verb is known by beside its title counts when its beginning is typed; its letters alone count little. */

export interface Match {
  score: number;
  /** Which characters of the text matched, for marking them. */
  at: number[];
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function fuzzy(query: string, text: string): Match | null {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { score: 0, at: [] };
  const chars = [...text].map((char) => fold(char).charAt(0) || ' ');
  let score = 0;
  const at = new Set<number>();
  for (const word of words) {
    const found = matchWord([...word], chars);
    if (!found) return null;
    score += found.score;
    for (const index of found.at) at.add(index);
  }
  return { score: score - chars.length * 0.05, at: [...at].sort((a, b) => a - b) };
}

/** The best items first; those that score the same stay in their order. */
export function rank<Item>(query: string, items: readonly Item[], textOf: (item: Item) => string, moreOf?: (item: Item) => string | undefined): { item: Item; at: number[] }[] {
  const found: { item: Item; at: number[]; score: number }[] = [];
  for (const item of items) {
    const match = fuzzy(query, textOf(item));
    const more = moreOf?.(item);
    // A word that it is known by, begun, says more than letters strewn over its title.
    const known = more !== undefined && query.trim() !== '' && begins(query, more) ? 5 * fold(query).replace(/\s/gu, '').length : -Infinity;
    if (match && match.score >= known) {
      found.push({ item, ...match });
      continue;
    }
    if (known > -Infinity) {
      found.push({ item, at: [], score: known });
      continue;
    }
    const aside = more === undefined ? null : fuzzy(query, `${textOf(item)} ${more}`);
    if (aside) found.push({ item, at: [], score: aside.score - 10 });
  }
  return found.sort((a, b) => b.score - a.score).map(({ item, at }) => ({ item, at }));
}

/** Whether each word of the query begins a word of the text. */
export function begins(query: string, text: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return fold(query).trim().split(/\s+/).every((typed) => words.some((word) => word.startsWith(typed)));
}

const startsWord = (chars: string[], index: number) => index === 0 || !/[\p{L}\p{N}]/u.test(chars[index - 1] ?? ' ');

function matchWord(letters: string[], chars: string[]): Match | null {
  let best: Match | null = null;
  for (let start = 0; start < chars.length; start++) {
    if (chars[start] !== letters[0]) continue;
    const match = matchFrom(letters, chars, start);
    if (match && (!best || match.score > best.score)) best = match;
  }
  return best;
}

function matchFrom(letters: string[], chars: string[], start: number): Match | null {
  const at = [start];
  let score = (startsWord(chars, start) ? 8 : 1) - start * 0.1;
  let from = start + 1;
  for (const letter of letters.slice(1)) {
    // The next letter in a row is best; else the start of a later word; else wherever it comes.
    let index = -1;
    if (chars[from] === letter) index = from;
    else {
      const first = chars.indexOf(letter, from);
      index = first;
      for (let next = first; next !== -1; next = chars.indexOf(letter, next + 1)) {
        if (startsWord(chars, next)) {
          index = next;
          break;
        }
      }
    }
    if (index === -1) return null;
    score += index === from ? 5 : startsWord(chars, index) ? 6 : -1;
    at.push(index);
    from = index + 1;
  }
  return { score, at };
}
