// What is dropped or pasted on the board by the page itself: pictures as bytes, text as a note. Files that the window
// drops come with their paths, through Go.
import type { Point } from '../../canvas/geometry';
import { toast } from '../../ui/toast.svelte';
import { bringsOnlyLinks, filesOf, noBytes, type Adding } from './add.svelte';

/** Longer texts are no notes. */
const longest = 2000;
const inWindow = (): boolean => location.protocol === 'wails:';

export class Incoming {
  readonly #adding: Adding;
  readonly #note: (text: string) => Promise<void>;

  constructor(adding: Adding, note: (text: string) => Promise<void>) {
    this.#adding = adding;
    this.#note = note;
  }

  async drop(event: DragEvent, at: Point): Promise<void> {
    const files = filesOf(event.dataTransfer);
    // In the window, files come with their paths through 'files-dropped'; the page sees them too.
    const pathsComeToo = inWindow() && event.dataTransfer?.types.includes('text/uri-list');
    if (files.length > 0 && !pathsComeToo) {
      event.preventDefault();
      await this.#adding.bytes(files, at);
    } else if (files.length === 0 && bringsOnlyLinks(event.dataTransfer)) {
      event.preventDefault();
      toast(noBytes);
    }
  }

  async paste(event: ClipboardEvent): Promise<void> {
    const target = event.target as HTMLElement | null;
    if (target?.closest('input, textarea, [contenteditable]')) return;
    event.preventDefault();
    const files = filesOf(event.clipboardData);
    if (files.length > 0) return this.#adding.bytes(files);
    if (inWindow()) return this.fromDesktop();
    // A browser gives the page its clipboard; the window asks the desktop.
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.trim() === '' && bringsOnlyLinks(event.clipboardData)) toast(noBytes);
    else await this.#write(text);
  }

  async fromDesktop(): Promise<void> {
    await this.#write(await this.#adding.paste());
  }

  async #write(text: string): Promise<void> {
    if (text.trim() !== '') await this.#note(text.slice(0, longest));
  }
}
