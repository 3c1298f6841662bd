// The hidden page that paints wallpapers. It asks Go what to paint, has it painted in a worker, says so, and is gone.

import '../ui/fonts.css';
import { painter } from '../backend';
import type { ThemeName } from '../canvas/scene';
import { fontRules } from './paint/fonts';
import type { PaintNews, PaintOrder } from './paint/messages';
import { subjectOf } from '../views/wallpaperSubject';

const sorry = 'The picture could not be painted. Your wallpaper stays as it was; please try again.';

async function paint(): Promise<void> {
  const { jobs, theme, data } = await painter.Work();
  const subject = subjectOf(data, themeOf(theme));
  if (!subject) throw new Error(`nothing to paint for ${data.choice.kind}`);
  const worker = new Worker(new URL('./paint/painter.worker.ts', import.meta.url), { type: 'module' });
  const order: PaintOrder = { jobs, subject, fonts: fontRules(document.styleSheets), base: location.href };
  const news = await new Promise<PaintNews>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<PaintNews>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(`the worker failed: ${event.message}`));
    worker.postMessage(order);
  });
  if (news.kind === 'done') await painter.Done(news.times);
  else await painter.Fail(news.sentence || sorry, news.detail);
}

function themeOf(theme: string): ThemeName {
  if (theme === 'light' || theme === 'dark') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

paint().catch((reason: unknown) => painter.Fail(sorry, String((reason as Error).stack ?? reason)));
