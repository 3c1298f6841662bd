/** Runs a fetch the first time it is asked for, and gives everyone the same answer. One that failed is tried again. */
export function once<T>(fetch: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= fetch().catch((reason: unknown) => {
      answer = undefined;
      throw reason;
    });
    return answer;
  };
}
