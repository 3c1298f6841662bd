import { defineConfig } from '@playwright/test';

// Two projects over the same stories: Chromium against the real Go, and the real WebKitGTK window.
// `make test` builds both binaries first.
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  // Real desktops on two cores: a second try keeps one slow moment from hiding the rest; it is told as flaky, never as good.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: Boolean(process.env.CI),
  use: {
    viewport: { width: 1280, height: 800 },
    // A trace costs about as much as the test: NORTHBOARD_TRACE=1 asks for them.
    trace: process.env.NORTHBOARD_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'chromium', testDir: './specs' },
    { name: 'window', testDir: './window' },
    // Not part of the tests: pictures for looking at (`npm run shots`).
    ...(process.env.NORTHBOARD_SHOTS ? [{ name: 'shots', testDir: './shots' }] : []),
  ],
});
