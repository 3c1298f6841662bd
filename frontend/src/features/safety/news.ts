// What is to be told after the page has begun anew, since a restore ends this one.

const key = 'northboard/news';

/** Keeps a sentence for the next page. Without storage it is not told; what was done is done all the same. */
export function keepNews(sentence: string): void {
  try {
    sessionStorage.setItem(key, sentence);
  } catch {
    return;
  }
}

/** Gives what was kept, once; '' when there is nothing. */
export function takeNews(): string {
  try {
    const sentence = sessionStorage.getItem(key) ?? '';
    sessionStorage.removeItem(key);
    return sentence;
  } catch {
    return '';
  }
}
