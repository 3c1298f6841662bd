// What a hand does to Chromium from outside the page: drops of files and links, the clipboard, a slow line.
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';

interface Dragged {
  items: { mimeType: string; data: string }[];
  files?: string[];
  dragOperationsMask: number;
}

async function withSession(page: Page, use: (session: CDPSession) => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    await use(session);
  } finally {
    await session.detach();
  }
}

function drag(page: Page, data: Dragged, at: { x: number; y: number }): Promise<void> {
  return withSession(page, async (session) => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at, data });
  });
}

/** Drops files from the file manager. */
export const dropFiles = (page: Page, files: string[], at = { x: 640, y: 400 }): Promise<void> =>
  drag(page, { items: [], files, dragOperationsMask: 1 }, at);

/** Drops a picture out of a web page that brings its address and no bytes. */
export const dropLink = (page: Page, address: string, at = { x: 640, y: 400 }): Promise<void> =>
  drag(
    page,
    {
      items: [
        { mimeType: 'text/uri-list', data: address },
        { mimeType: 'text/html', data: `<img src="${address}">` },
      ],
      dragOperationsMask: 1,
    },
    at,
  );

/** Puts a PNG on the clipboard, as "Copy image" does. */
export async function copyPicture(page: Page, file: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
  }, readFileSync(file).toString('base64'));
}

/** Puts a text on the clipboard. */
export async function copyText(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
}

/** Makes the line between page and Go slow, so that work takes long enough to be stopped. */
export const slowLine = (page: Page, bytesASecond: number): Promise<CDPSession> =>
  page.context().newCDPSession(page).then(async (session) => {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesASecond });
    return session;
  });
