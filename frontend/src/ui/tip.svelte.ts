// Tooltips: one for the whole window, shown on what the pointer rests on or the keyboard has come to. A widget says
// what it has to say with an attachment, which costs nothing until then; Tips.svelte shows it.
import type { Attachment } from 'svelte/attachments';

export interface Tip {
  text: string;
  keys?: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
}

interface Shown extends Tip {
  on: Element;
  /** Its neighbour was shown a moment ago: it need not arrive. */
  atOnce: boolean;
}

/** Time a pointer rests before the first tip, and how long after one the next needs no rest. */
const restMs = 450;
const nextMs = 250;

class Tips {
  #shown = $state.raw<Shown | null>(null);
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #hidden = -Infinity;

  get shown(): Shown | null {
    return this.#shown;
  }

  rest(on: Element, tip: Tip): void {
    clearTimeout(this.#waiting);
    const atOnce = performance.now() - this.#hidden < nextMs;
    if (atOnce) this.#show(on, tip, true);
    else this.#waiting = setTimeout(() => this.#show(on, tip, false), restMs);
  }

  now(on: Element, tip: Tip): void {
    clearTimeout(this.#waiting);
    this.#show(on, tip, true);
  }

  #show(on: Element, tip: Tip, atOnce: boolean): void {
    if (on.isConnected) this.#shown = { ...tip, on, atOnce };
  }

  /** Takes the tip away; with an element, only that one's. */
  hide(on?: Element): void {
    clearTimeout(this.#waiting);
    if (!this.#shown || (on && this.#shown.on !== on)) return;
    this.#shown = null;
    this.#hidden = performance.now();
  }
}

export const tips = new Tips();

/** Gives an element a tooltip; null gives it none. */
export function tip(given: Tip | null): Attachment {
  return (on) => {
    if (!given) return;
    const rest = (event: Event): void => {
      // A finger has no place to rest, and a pressed button drags.
      const { pointerType, buttons } = event as PointerEvent;
      if (pointerType !== 'touch' && buttons === 0) tips.rest(on, given);
    };
    const arrive = (): void => {
      if (on.matches(':focus-visible')) tips.now(on, given);
    };
    const leave = (): void => tips.hide(on);
    const hears: [string, (event: Event) => void][] = [
      ['pointerenter', rest],
      ['pointerleave', leave],
      ['pointerdown', leave],
      ['focus', arrive],
      ['blur', leave],
      ['click', leave],
    ];
    for (const [event, hear] of hears) on.addEventListener(event, hear);
    return () => {
      for (const [event, hear] of hears) on.removeEventListener(event, hear);
      leave();
    };
  };
}
