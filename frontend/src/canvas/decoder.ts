// Turns the address of a picture into a bitmap: in a worker where there is one, else right here (inside a worker of its
// own, as the paint window is, a second thread would gain nothing).

/** To the worker. A null address cancels the job. */
export interface DecodeRequest {
  readonly job: number;
  readonly url: string | null;
}

/** From the worker. Job 0 says that it has started. */
export interface DecodeReply {
  readonly job: number;
  readonly bitmap?: ImageBitmap;
  readonly error?: string;
}

export interface Decoder {
  /** Rejects when the picture cannot be had, and when the signal aborts. */
  load(url: string, signal: AbortSignal): Promise<ImageBitmap>;
  close(): void;
}

export class DirectDecoder implements Decoder {
  async load(url: string, signal: AbortSignal): Promise<ImageBitmap> {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const bytes = await response.blob();
    signal.throwIfAborted();
    const bitmap = await createImageBitmap(bytes);
    if (!signal.aborted) return bitmap;
    bitmap.close();
    throw new DOMException('cancelled', 'AbortError');
  }

  close(): void {
    // Nothing is kept between two pictures.
  }
}

interface Job {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly resolve: (bitmap: ImageBitmap) => void;
  readonly reject: (reason: Error) => void;
}

export class WorkerDecoder implements Decoder {
  #worker: Worker | null;
  #direct = new DirectDecoder();
  #started = false;
  #jobs = new Map<number, Job>();
  #next = 1;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<DecodeReply>) => this.#reply(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (!this.#started) this.#withoutWorker();
    };
  }

  load(url: string, signal: AbortSignal): Promise<ImageBitmap> {
    if (!this.#worker) return this.#direct.load(url, signal);
    const job = this.#next++;
    return new Promise<ImageBitmap>((resolve, reject) => {
      this.#jobs.set(job, { url, signal, resolve, reject });
      signal.addEventListener('abort', () => this.#cancel(job), { once: true });
      this.#worker?.postMessage({ job, url: new URL(url, location.href).href } satisfies DecodeRequest);
    });
  }

  close(): void {
    this.#worker?.terminate();
    for (const job of this.#jobs.values()) job.reject(new DOMException('closed', 'AbortError'));
    this.#jobs.clear();
  }

  #cancel(id: number): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#jobs.delete(id);
    this.#worker?.postMessage({ job: id, url: null } satisfies DecodeRequest);
    job.reject(new DOMException('cancelled', 'AbortError'));
  }

  #reply(reply: DecodeReply): void {
    if (reply.job === 0) {
      this.#started = true;
      return;
    }
    const job = this.#jobs.get(reply.job);
    this.#jobs.delete(reply.job);
    if (!job) reply.bitmap?.close();
    else if (reply.bitmap) job.resolve(reply.bitmap);
    else job.reject(new Error(reply.error ?? 'the picture could not be decoded'));
  }

  /** The worker could not start (an old webview, a strict policy): decode here, and what was asked for as well. */
  #withoutWorker(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const job of this.#jobs.values()) this.#direct.load(job.url, job.signal).then(job.resolve, job.reject);
    this.#jobs.clear();
  }
}

export function startDecoder(): Decoder {
  if (typeof Worker === 'undefined') return new DirectDecoder();
  try {
    return new WorkerDecoder(new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' }));
  } catch {
    return new DirectDecoder();
  }
}
