import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Two pages: the window's, and the hidden one that paints wallpapers. public/.gitkeep is copied
// into dist, so that the folder that Go embeds exists in a clean checkout.
export default defineConfig({
  plugins: [svelte()],
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
