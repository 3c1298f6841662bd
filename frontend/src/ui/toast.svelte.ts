import { toast as sonner } from 'svelte-sonner';
import Toast, { type ToastView } from './Toast.svelte';

/** The one verb on a toast: "Undo", "Show", "Try again". */
export interface ToastAction {
  title: string;
  run: () => void | Promise<void>;
}

export interface ToastOptions {
  action?: ToastAction;
  /** Wrong stays until it is dismissed: a fault must not slip away unread. */
  tone?: 'plain' | 'good' | 'wrong';
  /** Toasts of one key replace each other. */
  key?: string;
}

/** Long work on screen. Numbers come as they come; one of done, fail, close ends it. */
export interface LongWork {
  update(done: number, total?: number | null, sentence?: string): void;
  done(sentence: string, action?: ToastAction): void;
  fail(sentence: string, action?: ToastAction): void;
  close(): void;
}

const readable = (sentence: string) => Math.min(12_000, 4_000 + sentence.length * 45);

let count = 0;

/* svelte-sonner 1.2.1 stacks toasts that come in the same moment over each other (the third sits on the second), so
   they are handed over one at a time. What is taken back while it waits is never shown. */
const waiting: { id: string; view: ToastView; duration: number }[] = [];
let handing = false;
const apart = 60;

/** Whether something was said: Root then makes the place for it. */
class Toasting {
  wanted = $state(false);
}
export const toasting = new Toasting();

function handOver(): void {
  const next = waiting.shift();
  handing = next !== undefined;
  if (!next) return;
  sonner.custom(Toast, {
    id: next.id,
    duration: next.duration,
    unstyled: true,
    componentProps: { view: next.view },
    // A toast with work or a fault on it must not be flicked away by mistake.
    dismissible: Number.isFinite(next.duration),
  });
  setTimeout(handOver, apart);
}

function show(id: string, view: ToastView, duration: number): void {
  toasting.wanted = true;
  waiting.push({ id, view, duration });
  if (!handing) handOver();
}

function takeAway(id: string): void {
  const at = waiting.findIndex((one) => one.id === id);
  if (at !== -1) waiting.splice(at, 1);
  sonner.dismiss(id);
}

/** Says one sentence, with at most one verb. Returns how to take it away. */
export function toast(sentence: string, { action, tone = 'plain', key }: ToastOptions = {}): () => void {
  const id = key ?? `toast-${++count}`;
  const close = () => takeAway(id);
  show(id, { sentence, action, tone, close }, tone === 'wrong' ? Infinity : readable(sentence) + (action ? 3_000 : 0));
  return close;
}

/** Shows work that takes a while, with how far it is and a way to stop it. */
export function longWork(sentence: string, cancel?: () => void): LongWork {
  const id = `work-${++count}`;
  const close = () => takeAway(id);
  const view: ToastView = $state({
    sentence,
    tone: 'plain',
    action: cancel && { title: 'Cancel', run: cancel },
    progress: { done: 0, total: null },
    close,
  });
  show(id, view, Infinity);
  const end = (tone: 'good' | 'wrong', words: string, action?: ToastAction) => {
    close();
    toast(words, { tone, action });
  };
  return {
    update(done, total, words) {
      if (view.progress) {
        view.progress.done = done;
        if (total !== undefined) view.progress.total = total;
      }
      if (words !== undefined) view.sentence = words;
    },
    done: (words, action) => end('good', words, action),
    fail: (words, action) => end('wrong', words, action),
    close,
  };
}
