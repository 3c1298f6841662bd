import { describe, expect, it } from 'vitest';
import { fuzzy, rank } from './fuzzy';

const verbs = ['Add a note', 'Add pictures', 'Bring to front', 'Duplicate', 'Fit all', 'Fit selection', 'Set as wallpaper', 'Größe ändern', 'Undo', 'Redo', 'Open the library'];
const first = (query: string) => rank(query, verbs, (verb) => verb)[0]?.item;

describe('fuzzy', () => {
  it.each([
    ['dup', 'Duplicate'], ['fs', 'Fit selection'], ['fa', 'Fit all'], ['wall', 'Set as wallpaper'], ['grö', 'Größe ändern'],
    ['front bring', 'Bring to front'], ['pic', 'Add pictures'], ['UNDO', 'Undo'], ['an', 'Add a note'],
  ])('%s finds %s', (query, title) => {
    expect(first(query)).toBe(title);
  });

  it('finds nothing where a letter is missing', () => {
    expect(fuzzy('xyz', 'Duplicate')).toBeNull();
  });

  it('keeps the order for an empty query', () => {
    expect(rank(' ', verbs, (verb) => verb).map(({ item }) => item)).toEqual(verbs);
  });

  it('marks the letters it matched', () => {
    expect(fuzzy('fs', 'Fit selection')?.at).toEqual([0, 4]);
  });

  it('finds by further words, after those found by title', () => {
    const items = [{ title: 'Settings', words: 'theme dark' }, { title: 'Theme' }];
    expect(rank('theme', items, (item) => item.title, (item) => item.words).map(({ item }) => item.title)).toEqual(['Theme', 'Settings']);
  });
});
