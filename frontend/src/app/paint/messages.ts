// What the painting page and its worker say to each other.

import type { PaintJob, PaintTimes } from '../../backend/types';
import type { Subject } from '../../canvas/wallpaper/paint';
import type { FontRule } from './fonts';

export interface PaintOrder {
  readonly jobs: readonly PaintJob[];
  readonly subject: Subject;
  readonly fonts: readonly FontRule[];
  /** Where the page's own addresses begin: a worker's are relative to its script. */
  readonly base: string;
}

export type PaintNews =
  | { readonly kind: 'done'; readonly times: PaintTimes }
  /** A sentence for the person when Go had one to say, and what happened for the log. */
  | { readonly kind: 'failed'; readonly sentence: string; readonly detail: string };
