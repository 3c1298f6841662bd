import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

// Read when the pages are built, not when another tool looks at this file: the peers need not be installed then.
function excalidrawVersion(): string {
  const text = readFileSync(resolve(import.meta.dirname, 'node_modules/@excalidraw/excalidraw/package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

// `vite build` makes the pages, `vite build --ssr` the program that runs the bench. Warnings are about the peers' own
// sources and left out.
export default defineConfig(({ isSsrBuild, command }) => ({
  root: import.meta.dirname,
  base: './',
  logLevel: 'error',
  build: isSsrBuild
    ? { ssr: true, outDir: 'dist', emptyOutDir: false, target: 'node20', rollupOptions: { input: resolve(import.meta.dirname, 'driver/main.ts'), output: { entryFileNames: 'bench.js' } } }
    : {
        outDir: 'dist/pages',
        emptyOutDir: true,
        target: 'es2022',
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 8000,
        rollupOptions: { input: { index: resolve(import.meta.dirname, 'index.html'), blank: resolve(import.meta.dirname, 'blank.html') } },
      },
  define: isSsrBuild || command !== 'build' ? {} : { __EXCALIDRAW__: JSON.stringify(excalidrawVersion()), 'process.env.IS_PREACT': '"false"', 'process.env.NODE_ENV': '"production"' },
  worker: { format: 'es' },
}));
