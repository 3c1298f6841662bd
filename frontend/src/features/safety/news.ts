// What is to be told after the page has begun anew, since a restore ends this one.

const key = 'northboard/news';

export function keepNews(sentence: string): void {
  sessionStorage.setItem(key, sentence);
}

/** Gives what was kept, once; '' when there is nothing. */
export function takeNews(): string {
  const sentence = sessionStorage.getItem(key) ?? '';
  sessionStorage.removeItem(key);
  return sentence;
}
