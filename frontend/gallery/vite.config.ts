import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { drawnIcons } from '../vite.icons';

// The gallery is for looking at, never shipped: `npx vite --config gallery/vite.config.ts` and open /gallery.html.
const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  cacheDir: `${here}../node_modules/.vite-gallery`,
  plugins: [drawnIcons, svelte({ configFile: `${here}../svelte.config.js` })],
  server: { host: '127.0.0.1', fs: { allow: [`${here}..`] } },
  build: { target: 'safari18' },
});
