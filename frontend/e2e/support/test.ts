// The fixture of the browser tests: one desktop a worker, one library and one Northboard a test.
import { test as base, expect } from '@playwright/test';
import { Desktop } from './desktop';
import { command, Library, serve } from './program';
import type { Owned } from './process';

export interface Northboard {
  readonly desktop: Desktop;
  readonly library: Library;
  readonly url: string;
  readonly process: Owned;
  /** Ends the program and starts it again on the same library, if need be in another environment. */
  restart(env?: NodeJS.ProcessEnv): Promise<void>;
}

export const test = base.extend<{ northboard: Northboard }, { desktop: Desktop }>({
  desktop: [
    // Playwright reads the names of the fixtures from this pattern, which may be empty.
    async ({}, use) => {
      const desktop = await Desktop.start();
      await use(desktop);
      await desktop.stop();
    },
    { scope: 'worker' },
  ],
  northboard: [
    async ({ desktop, page }, use, info) => {
      const library = new Library(desktop);
      let served = await serve(desktop, library);
      await page.goto(served.url);
      const northboard: Northboard = {
        desktop,
        library,
        get url() {
          return served.url;
        },
        get process() {
          return served.process;
        },
        async restart(env) {
          await served.process.stop();
          served = await serve(desktop, library, env);
          await page.goto(served.url);
        },
      };
      await use(northboard);
      if (info.status !== info.expectedStatus) await info.attach('northboard', { body: served.process.output() });
      await served.process.stop();
      // A reminder may have started an agent, which outlives the window.
      await command(desktop, library, 'agent', 'stop').catch(() => undefined);
      library.remove();
    },
    // Every browser test has one, whether it names it or not.
    { auto: true },
  ],
});

export { expect };
