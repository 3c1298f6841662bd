// Where the bench finds things, and how large this run is.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Place {
  readonly root: string;
  /** What the bench builds and draws; kept between runs. */
  readonly dist: string;
  readonly pages: string;
  readonly images: string;
  readonly programs: string;
  readonly corpus: string;
  readonly out: string;
  /** Where this run works; removed at its end. */
  readonly work: string;
}

export function placeOf(root: string, work: string): Place {
  const dist = join(root, 'frontend/bench/dist');
  const place: Place = {
    root,
    dist,
    pages: join(dist, 'pages'),
    images: join(dist, 'images'),
    programs: join(root, 'build/bin/bench'),
    corpus: resolve(process.env.NORTHBOARD_CORPUS ?? join(root, '../shared/corpus')),
    out: resolve(process.env.BENCH_OUT ?? join(root, 'docs')),
    work,
  };
  for (const folder of [place.images, place.out]) mkdirSync(folder, { recursive: true });
  return place;
}

export const program = (place: Place, name: string): string => join(place.programs, name);

/** How much is measured. A quick run tries the bench itself; its numbers say little. */
export interface Amount {
  readonly starts: number;
  readonly sizes: readonly number[];
  readonly lasting: { readonly ms: number; readonly atLeast: number };
  readonly goCount: number;
  readonly agentSeconds: number;
  readonly paints: number;
}

export const amounts: Record<'full' | 'quick', Amount> = {
  full: { starts: 7, sizes: [1000, 5000], lasting: { ms: 3000, atLeast: 30 }, goCount: 5, agentSeconds: 600, paints: 3 },
  quick: { starts: 2, sizes: [300], lasting: { ms: 500, atLeast: 10 }, goCount: 1, agentSeconds: 60, paints: 1 },
};

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) throw new Error('nothing was measured');
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
