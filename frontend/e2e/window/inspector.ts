// Drives the page inside the real WebKitGTK window through WebKit's remote inspector, which a build with the
// `devtools` tag opens when WEBKIT_INSPECTOR_HTTP_SERVER is set.
import WebSocket from 'ws';

interface Reply {
  id?: number;
  method?: string;
  params?: { targetId?: string; message?: string; targetInfo?: { targetId: string; type: string } };
  result?: { result?: { value?: unknown; objectId?: string; description?: string }; wasThrown?: boolean; dataURL?: string };
  error?: { message: string };
}

type Pending = { resolve(value: Reply): void; reject(reason: Error): void };

const connectWithin = 30_000;

export class Inspector {
  readonly #socket: WebSocket;
  #target = '';
  #next = 1;
  readonly #pending = new Map<number, Pending>();
  #ready: (() => void) | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(String(data)) as Reply));
    socket.on('close', () => this.#fail(new Error('the window closed its inspector')));
  }

  /** Waits until the inspector on `port` lists a page and connects to it. */
  static async connect(port: number): Promise<Inspector> {
    const until = Date.now() + connectWithin;
    for (;;) {
      const path = await findPage(port);
      if (path) {
        const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
        const inspector = new Inspector(socket);
        await new Promise<void>((resolve, reject) => {
          inspector.#ready = resolve;
          socket.on('error', reject);
        });
        return inspector;
      }
      if (Date.now() > until) throw new Error(`no page at the inspector on port ${port} within ${connectWithin} ms`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #receive(message: Reply): void {
    if (message.method === 'Target.targetCreated' && message.params?.targetInfo?.type === 'page') {
      this.#target = message.params.targetInfo.targetId;
      this.#ready?.();
      return;
    }
    if (message.method === 'Target.dispatchMessageFromTarget' && message.params?.message) {
      const inner = JSON.parse(message.params.message) as Reply;
      if (inner.id !== undefined) this.#settle(inner.id, inner);
    }
  }

  #settle(id: number, reply: Reply): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    if (reply.error) pending.reject(new Error(reply.error.message));
    else pending.resolve(reply);
  }

  #fail(reason: Error): void {
    for (const pending of this.#pending.values()) pending.reject(reason);
    this.#pending.clear();
  }

  #send(method: string, params: object): Promise<Reply> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      const message = JSON.stringify({ id, method, params });
      this.#socket.send(
        JSON.stringify({ id: this.#next++, method: 'Target.sendMessageToTarget', params: { targetId: this.#target, message } }),
      );
    });
  }

  /** Evaluates an expression in the page and returns its JSON value; a promise is awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    // The promise's outcome is made JSON in the page, because awaitPromise cannot return values by copy.
    const wrapped = `Promise.resolve((async () => (${expression}))()).then(v => JSON.stringify({ v }), e => JSON.stringify({ e: String(e && e.stack || e) }))`;
    const made = await this.#send('Runtime.evaluate', { expression: wrapped, returnByValue: false });
    const objectId = made.result?.result?.objectId;
    if (!objectId) throw new Error(`could not evaluate: ${made.result?.result?.description ?? expression}`);
    const done = await this.#send('Runtime.awaitPromise', { promiseObjectId: objectId, returnByValue: true });
    const outcome = JSON.parse(String(done.result?.result?.value)) as { v?: T; e?: string };
    if (outcome.e !== undefined) throw new Error(outcome.e);
    return outcome.v as T;
  }

  /** Evaluates until the expression is truthy and returns it. */
  async waitFor<T>(expression: string, within = 20_000): Promise<T> {
    const until = Date.now() + within;
    for (;;) {
      const value = await this.evaluate<T>(expression).catch((reason: Error) => {
        // The page was replaced between the two messages, as while it loads: it is asked again.
        if (reason.message.startsWith('Missing injected script')) return null;
        throw reason;
      });
      if (value) return value;
      if (Date.now() > until) throw new Error(`not true within ${within} ms: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  close(): void {
    this.#socket.close();
  }
}

async function findPage(port: number): Promise<string | null> {
  try {
    const listing = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    return /\/socket\/\d+\/\d+\/WebPage/.exec(listing)?.[0] ?? null;
  } catch {
    return null;
  }
}
