// Every answer that the real window's page gets has the policy, also those that Wails gives past our middleware.
import { expect, RealWindow, test } from './window';

test('every answer has the policy', async ({ desktop, library }) => {
  const window = await RealWindow.open(desktop, library);
  await window.still('Skip for now');
  const answers = await window.page.evaluate<string[]>(`Promise.all(['/', '/index.html', '/wails/ipc.js', '/wails/runtime.js', '/wails/anything', '/nothing', '/picture/none'].map(async (path) => {
    const answer = await fetch(path);
    const policies = answer.headers.get('Content-Security-Policy') ?? 'none';
    return path + ' ' + /^default-src 'none'; script-src 'self';[^,]*form-action 'none'$/u.test(policies) + ' ' + answer.headers.get('X-Content-Type-Options') + ' ' + answer.headers.get('Referrer-Policy');
  }))`);
  expect(answers.filter((answer) => !answer.endsWith(' true nosniff no-referrer'))).toEqual([]);
  expect(answers).toHaveLength(7);
  await window.quit();
});
