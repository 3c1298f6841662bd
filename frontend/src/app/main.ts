import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { mount } from 'svelte';
import { fontsToLoad } from '../canvas/faces';
import App from './App.svelte';

// Before anything is painted: a text laid out in a stand-in font would be laid out twice, and looking for one costs more.
for (const font of fontsToLoad) document.fonts.load(font).catch(() => undefined);

const target = document.getElementById('app');
if (target) mount(App, { target });
