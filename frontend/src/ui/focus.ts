/* Where the focus goes when something opens over the view: to what the person came for, never to the x. */

const wanted = '[data-first], input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled)';

/** For bits-ui's onOpenAutoFocus: the element marked data-first, else the first field, else the layer itself. */
export function focusFirst(layer: HTMLElement | null, event: Event): void {
  if (!layer) return;
  event.preventDefault();
  (layer.querySelector<HTMLElement>(wanted) ?? layer).focus();
}
