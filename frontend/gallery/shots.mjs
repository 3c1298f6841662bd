// Takes pictures of the gallery and lets axe look at it: node gallery/shots.mjs [folder]. Exits with 1 on any finding.
import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const folder = process.argv[2] ?? '/tmp';
const only = process.argv[3];
mkdirSync(folder, { recursive: true });

const overlays = ['tooltip', 'menu', 'context', 'popover', 'dialog', 'confirm', 'panel', 'toasts', 'palette', 'keys', 'shell'];
const pages = [
  { name: 'both', query: '', width: 1760, whole: true },
  ...['light', 'dark'].map((theme) => ({ name: theme, query: `theme=${theme}`, width: 900, whole: true })),
  { name: 'rtl', query: 'theme=light&dir=rtl', width: 900, whole: true },
  { name: 'large', query: 'theme=light&text=200', width: 900, whole: true },
  { name: 'long', query: 'theme=dark&words=long', width: 700, whole: true },
  { name: 'shell-large', query: 'theme=dark&open=shell&text=200', width: 1024 },
  { name: 'shell-rtl', query: 'theme=light&open=shell&dir=rtl&words=long', width: 1024 },
  ...overlays.flatMap((open) => ['light', 'dark'].map((theme) => ({ name: `${open}-${theme}`, query: `theme=${theme}&open=${open}`, width: 1024 }))),
].filter(({ name }) => !only || name.startsWith(only));

const server = await createServer({ configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)), logLevel: 'error' });
await server.listen();
const base = server.resolvedUrls?.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let findings = 0;
try {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  for (const { name, query, width, whole = false } of pages) {
    const page = await context.newPage();
    page.on('pageerror', (fault) => (findings++, console.error(`${name}: ${fault}`)));
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && (findings++, console.error(`${name}: ${message.text()}`)));
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`${base}gallery.html?${query}`);
    await page.locator('main').waitFor({ state: 'attached' });
    await page.evaluate(() => document.fonts.ready);
    if (whole) {
      const height = await page.locator('main').evaluate((main) => main.scrollHeight);
      await page.setViewportSize({ width, height });
    }
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${folder}/ui-${name}.png` });
    // Menus and tooltips hang on the body, outside every landmark, for as long as they are open: so does every library's.
    const { violations } = await new AxeBuilder({ page }).disableRules(overlays.some((open) => name.startsWith(open)) ? ['region'] : []).analyze();
    for (const { id, help, nodes } of violations) {
      findings++;
      console.error(`${name}: ${id}: ${help}`);
      for (const node of nodes.slice(0, 4)) console.error(`    ${node.html.slice(0, 180)}\n    ${node.failureSummary?.split('\n').slice(1, 2).join(' ')}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth || [...document.querySelectorAll('main')].some((main) => main.scrollWidth > main.clientWidth + 1));
    if (wide) {
      findings++;
      console.error(`${name}: scrolls sideways`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(findings === 0 ? `${pages.length} pages, nothing found` : `${findings} findings`);
process.exitCode = findings === 0 ? 0 : 1;
