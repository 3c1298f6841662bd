// What a newcomer meets in the real WebKitGTK window, and a browser does not show.
import { expect, test } from './window';

test('the keys are all in sight', async ({ window }) => {
  await window.key('F1');
  await window.still('Keys');
  const seen = (): Promise<string[]> =>
    window.page.evaluate<string[]>(`(() => {
      const dialog = document.querySelector('[role=dialog]')?.getBoundingClientRect();
      if (!dialog || dialog.bottom > innerHeight) return [];
      return [...document.querySelectorAll('[role=dialog] h3')].filter((head) => head.closest('section').getBoundingClientRect().bottom <= dialog.bottom).map((head) => head.textContent);
    })()`);
  await expect.poll(seen).toEqual(expect.arrayContaining(['Edit', 'Go', 'Add', 'View', 'Selection']));
  await window.quit();
});
