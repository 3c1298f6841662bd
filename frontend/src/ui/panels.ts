/* One panel at a time: opening one closes the one before, wherever both are written. */

class Panels {
  #close: (() => void) | null = null;

  /** A panel says that it is open and how it would be closed. Returns how to say that it is gone. */
  opened(close: () => void): () => void {
    const before = this.#close;
    this.#close = close;
    before?.();
    return () => {
      if (this.#close === close) this.#close = null;
    };
  }
}

export const panels = new Panels();
