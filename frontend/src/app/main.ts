import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { mount } from 'svelte';
import { givenStart } from '../backend/given';
import { fontsToLoad } from '../canvas/faces';
import App from './App.svelte';
import { firstPart } from './parts';

// Before anything is painted: a text laid out in a stand-in font would be laid out twice, and looking for one costs more.
for (const font of fontsToLoad) document.fonts.load(font).catch(() => undefined);

const target = document.getElementById('app');
// The window and its first view are built together: laid out once. What could not be fetched is said by who shows it.
const first = firstPart(givenStart()).catch(() => undefined);
if (target) void first.then(() => mount(App, { target }));
