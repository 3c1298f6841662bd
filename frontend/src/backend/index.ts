// The one door to Go. Every call rejects with a Fault, whatever went wrong.
import * as Agent from '../../wailsjs/go/api/Agent';
import * as Board from '../../wailsjs/go/api/Board';
import * as Calendar from '../../wailsjs/go/api/Calendar';
import * as Exchange from '../../wailsjs/go/api/Exchange';
import * as Library from '../../wailsjs/go/api/Library';
import * as Painter from '../../wailsjs/go/api/Painter';
import * as Picture from '../../wailsjs/go/api/Picture';
import * as Plan from '../../wailsjs/go/api/Plan';
import * as Remind from '../../wailsjs/go/api/Remind';
import * as Review from '../../wailsjs/go/api/Review';
import * as Safety from '../../wailsjs/go/api/Safety';
import * as Sample from '../../wailsjs/go/api/Sample';
import * as Search from '../../wailsjs/go/api/Search';
import * as Today from '../../wailsjs/go/api/Today';
import * as Trash from '../../wailsjs/go/api/Trash';
import * as Wallpaper from '../../wailsjs/go/api/Wallpaper';
import { EventsOn, WindowSetTitle } from '../../wailsjs/runtime/runtime';
import { Changes, type Changed } from './changes';
import { toFault } from './fault';
import type { SentFault, Staged } from './types';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- any call, whatever it takes */
type Call = (...args: any[]) => Promise<any>;

const underWay = new Set<Promise<unknown>>();

/** Settles when every call of the board and the plan that was made until now has been answered: Undo must not overtake
 *  the step that the person sees done. */
export async function answered(): Promise<void> {
  await Promise.allSettled([...underWay]);
}

function tracked<T extends object>(calls: T): T {
  const wrapped = Object.entries(calls as Record<string, Call>).map(([name, call]) => [
    name,
    (...args: unknown[]) => {
      const work = call(...args);
      underWay.add(work);
      const over = () => underWay.delete(work);
      work.then(over, over);
      return work;
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

function area<T extends object>(calls: T): T {
  const wrapped = Object.entries(calls as Record<string, Call>).map(([name, call]) => [
    name,
    (...args: unknown[]) =>
      // A call can throw at once, too: when Go is not there.
      new Promise((resolve) => resolve(call(...args))).catch((reason: unknown) => {
        throw toFault(reason);
      }),
  ]);
  return Object.fromEntries(wrapped) as T;
}

export const agent = area(Agent);
export const board = tracked(area(Board));
export const calendar = area(Calendar);
export const exchange = area(Exchange);
export const library = area(Library);
export const picture = area(Picture);
export const plan = tracked(area(Plan));
export const remind = area(Remind);
export const review = area(Review);
export const safety = area(Safety);
export const sample = area(Sample);
export const search = area(Search);
export const today = area(Today);
export const trash = area(Trash);
export const wallpaper = area(Wallpaper);
/** There in the hidden page that paints, and nowhere else. */
export const painter = area(Painter);

/** What changed in the library, from this process or another. */
export const changes = new Changes((seq) => library.Changes(seq));

/** The events that Go sends, beside the changes. */
export interface Events {
  /** Files were dropped on the window: client pixels and absolute paths. */
  'files-dropped': { x: number; y: number; paths: string[] };
  'safety-progress': { job: string; doing: string; done: number; total: number };
  'picture-progress': { job: string; done: number; total: number; name: string };
  'exchange-progress': { job: string; doing: string; done: number; total: number };
  /** The library can no longer be trusted: its file was moved or replaced. */
  closed: SentFault;
  /** The window is about to close, and waits a moment for what must be kept. */
  closing: null;
  /** Something came due, was shown or was answered: that is in no log. */
  reminders: null;
  /** Another process asks the window to show a route. */
  open: string;
}

/** Listens to an event. Returns how to stop. */
export function on<E extends keyof Events>(event: E, hear: (data: Events[E]) => void): () => void {
  return EventsOn(event, hear);
}

/** Begins to hear of changes from a point of the log on. Returns how to stop. */
export function hearChanges(seq: number): () => void {
  changes.begin(seq);
  const stop = EventsOn('changed', (changed: Changed) => void changes.receive(changed));
  // A window that slept, or a page that was hidden, may have missed some.
  const wake = (): void => {
    if (document.visibilityState === 'visible') void changes.catchUp();
  };
  document.addEventListener('visibilitychange', wake);
  // What was committed between the reading of `seq` and now.
  void changes.catchUp();
  return () => {
    stop();
    document.removeEventListener('visibilitychange', wake);
  };
}

/** Hands Go the bytes of a picture that has no path: a paste, or a drop from another program. */
export async function stagePicture(name: string, bytes: ArrayBuffer, signal?: AbortSignal): Promise<Staged> {
  // An array buffer, never a Blob or a form: those crash WebKitGTK's asset handler.
  const answer = await fetch(`/add-picture?name=${encodeURIComponent(name)}`, { method: 'POST', body: bytes, signal }).catch(
    (reason: unknown) => {
      throw toFault(reason);
    },
  );
  const said: unknown = await answer.json();
  if (!answer.ok) throw toFault(said);
  return said as Staged;
}

/** Where the page gets a picture from: the smallest preview that is at least `width` pixels on its longer side. */
export const pictureURL = (id: string, width: number): string => `/picture/${id}?w=${width}`;

/** What the window is called, in its frame and in the list of windows. */
export function setTitle(title: string): void {
  document.title = title;
  WindowSetTitle(title);
}
