// Chance that can be had again: a failing property test prints its seed.

export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs the body with many seeds, the kept ones first; what fails names its seed. */
export function withSeeds(kept: readonly number[], times: number, body: (random: () => number, seed: number) => void): void {
  const first = Math.floor(Math.random() * 1e9);
  const seeds = [...kept];
  for (let i = 0; i < times; i++) seeds.push(first + i);
  for (const seed of seeds) {
    try {
      body(seeded(seed), seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}
