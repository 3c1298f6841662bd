import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { drawnIcons } from './vite.icons';

/** The view and the fonts that the window begins with, which the page finds only as it runs: asked for with the page. */
const firstView: Plugin = {
  name: 'first-view',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle, filename }) {
      if (!bundle || !filename.endsWith('index.html')) return html;
      const files = new Set<string>();
      const gather = (name: string): void => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || files.has(name)) return;
        files.add(name);
        for (const sheet of chunk.viteMetadata?.importedCss ?? []) files.add(sheet);
        for (const next of chunk.imports) gather(next);
      };
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith('/views/BoardView.svelte')) gather(chunk.fileName);
        else if (/(?:inter-latin-wght|newsreader-latin-opsz|caveat-latin-wght)-normal-.*\.woff2$/u.test(chunk.fileName)) files.add(chunk.fileName);
      }
      const tags: HtmlTagDescriptor[] = [];
      for (const file of files) {
        const href = `./${file}`;
        if (html.includes(`"${href}"`)) continue;
        const attrs: Record<string, string | true> = file.endsWith('.js')
          ? { rel: 'modulepreload', crossorigin: true, href }
          : file.endsWith('.css')
            ? { rel: 'stylesheet', crossorigin: true, href }
            : { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href };
        tags.push({ tag: 'link', attrs, injectTo: 'head' });
      }
      return { html, tags };
    },
  },
};

// Two pages: the window's, and the hidden one that paints wallpapers. public/.gitkeep is copied
// into dist, so that the folder that Go embeds exists in a clean checkout.
export default defineConfig({
  plugins: [drawnIcons, svelte(), firstView],
  base: './',
  build: {
    target: 'es2022',
    // Older targets would have light-dark() rewritten into something that nested themes cannot use.
    cssTarget: 'safari18',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: { index: 'index.html', paint: 'paint.html' } },
  },
  worker: { format: 'es' },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
