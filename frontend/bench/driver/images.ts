// The pictures of the bench, drawn by ImageMagick from numbers: as detailed as photographs, the same at every run.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../e2e/support/process';
import { imageCount, imageSize } from '../pages/scene';
import type { Place } from './place';

/** One file for each preview size of Northboard's. */
export async function drawImages(place: Place): Promise<void> {
  for (let i = 0; i < imageCount; i++) {
    const file = (size: number): string => join(place.images, `p${i}-${size}.jpg`);
    if (existsSync(file(32))) continue;
    const { width, height } = imageSize;
    const drawn = ['-size', `${width}x${height}`, '-seed', String(i + 1), 'plasma:fractal', '-quality', '85'];
    await run('convert', [...drawn, '-write', file(1024), '-resize', '512x', '-write', file(512), '-resize', '128x', '-write', file(128), '-resize', '32x', file(32)]);
  }
}

/** Photograph-sized pictures for a board that is painted as wallpaper. */
export async function drawPhotos(place: Place, count: number): Promise<string[]> {
  const files: string[] = [];
  for (let i = 0; i < count; i++) {
    const file = join(place.images, `photo${i}.jpg`);
    files.push(file);
    if (existsSync(file)) continue;
    const size = i % 3 === 2 ? '1200x1600' : '1600x1200';
    await run('convert', ['-size', size, '-seed', String(1000 + i), 'plasma:fractal', '-quality', '88', file]);
  }
  return files;
}
