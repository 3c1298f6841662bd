// A fetch that is asked for again while it runs is made once more afterwards, so that what is shown last is the newest
// and a burst of changes costs two fetches, not twenty.

export function latest(fetch: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    const mine = fetch();
    running = mine;
    try {
      await mine;
    } finally {
      if (running === mine) running = null;
    }
  };
  return () => {
    if (!running) return run();
    again ??= running
      .catch(() => undefined)
      .then(() => {
        again = null;
        return run();
      });
    return again;
  };
}
