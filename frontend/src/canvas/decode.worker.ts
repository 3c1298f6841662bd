// Fetches and decodes pictures away from the page's thread; bitmaps are handed over, not copied.

import { DirectDecoder, type DecodeReply, type DecodeRequest } from './decoder';

const decoder = new DirectDecoder();
const running = new Map<number, AbortController>();
const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = (event: MessageEvent<DecodeRequest>) => {
  const request = event.data;
  if (request.url === null) {
    running.get(request.job)?.abort();
    return;
  }
  const abort = new AbortController();
  running.set(request.job, abort);
  decoder
    .load(request.url, abort.signal)
    .then(
      (bitmap) => scope.postMessage({ job: request.job, bitmap } satisfies DecodeReply, [bitmap]),
      (error: unknown) => scope.postMessage({ job: request.job, error: String(error) } satisfies DecodeReply),
    )
    .finally(() => running.delete(request.job));
};

scope.postMessage({ job: 0 } satisfies DecodeReply);
