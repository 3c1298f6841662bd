import { afterEach, describe, expect, test, vi } from 'vitest';
import { DirectDecoder, WorkerDecoder, type DecodeReply, type DecodeRequest } from './decoder';

const bitmap = () => ({ width: 1, height: 1, close: vi.fn() }) as unknown as ImageBitmap;

/** A worker that does what the test says. */
class FakeWorker {
  onmessage: ((event: { data: DecodeReply }) => void) | null = null;
  onerror: ((event: { preventDefault: () => void }) => void) | null = null;
  readonly sent: DecodeRequest[] = [];
  terminated = false;

  postMessage(request: DecodeRequest): void {
    this.sent.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  reply(reply: DecodeReply): void {
    this.onmessage?.({ data: reply });
  }
}

function started() {
  vi.stubGlobal('location', { href: 'http://board.test/index.html' });
  const worker = new FakeWorker();
  return { worker, decoder: new WorkerDecoder(worker as unknown as Worker) };
}

afterEach(() => vi.unstubAllGlobals());

describe('in a worker', () => {
  test('the page\'s own address is sent, the bitmap comes back', async () => {
    const { worker, decoder } = started();
    const loading = decoder.load('/picture/a?w=32', new AbortController().signal);
    expect(worker.sent).toEqual([{ job: 1, url: 'http://board.test/picture/a?w=32' }]);
    const made = bitmap();
    worker.reply({ job: 1, bitmap: made });
    await expect(loading).resolves.toBe(made);
  });

  test('an error rejects', async () => {
    const { worker, decoder } = started();
    const loading = decoder.load('/picture/a', new AbortController().signal);
    worker.reply({ job: 1, error: '/picture/a answered 404' });
    await expect(loading).rejects.toThrow('404');
  });

  test('a cancelled job is cancelled over there, and a late bitmap is let go', async () => {
    const { worker, decoder } = started();
    const abort = new AbortController();
    const loading = decoder.load('/picture/a', abort.signal);
    abort.abort();
    await expect(loading).rejects.toThrow('cancelled');
    expect(worker.sent.at(-1)).toEqual({ job: 1, url: null });
    const late = bitmap();
    worker.reply({ job: 1, bitmap: late });
    expect(late.close).toHaveBeenCalled();
  });

  test('a worker that cannot start is done without', async () => {
    const { worker, decoder } = started();
    const made = bitmap();
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('bytes')));
    vi.stubGlobal('createImageBitmap', () => Promise.resolve(made));
    const loading = decoder.load('/picture/a', new AbortController().signal);
    worker.onerror?.({ preventDefault: () => undefined });
    await expect(loading).resolves.toBe(made);
    expect(worker.terminated).toBe(true);
    await expect(decoder.load('/picture/b', new AbortController().signal)).resolves.toBe(made);
  });

  test('closed, nothing is left waiting', async () => {
    const { decoder } = started();
    const loading = decoder.load('/picture/a', new AbortController().signal);
    decoder.close();
    await expect(loading).rejects.toThrow('closed');
  });
});

describe('here', () => {
  test('an answer that is no picture rejects', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('gone', { status: 404 })));
    await expect(new DirectDecoder().load('/picture/a', new AbortController().signal)).rejects.toThrow('404');
  });

  test('what was cancelled while it was decoded is let go', async () => {
    const abort = new AbortController();
    const made = bitmap();
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('bytes')));
    vi.stubGlobal('createImageBitmap', () => {
      abort.abort();
      return Promise.resolve(made);
    });
    await expect(new DirectDecoder().load('/picture/a', abort.signal)).rejects.toThrow('cancelled');
    expect(made.close).toHaveBeenCalled();
  });
});
