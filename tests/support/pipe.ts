import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

type Answer = { readonly id?: number; readonly result?: unknown; readonly error?: { readonly message: string } };

/**
 * A browser of Chromium's family, talked to over its debugging pipe.
 *
 * Playwright talks over the same pipe, but takes downloads and dialogs to itself. This leaves the browser to the person
 * in front of it.
 */
export class PipedBrowser {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  /** Resolves when the browser has ended, for whatever reason. */
  readonly ended: Promise<void>;
  #lastId = 0;
  #received: Buffer = Buffer.alloc(0);

  constructor(executablePath: string, args: readonly string[]) {
    this.#process = spawn(executablePath, ['--remote-debugging-pipe', ...args], {
      // File descriptor 3 is where it reads commands, 4 where it answers.
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      // Out of the terminal's process group, so that Ctrl+C reaches us alone and we close it in good order.
      detached: process.platform !== 'win32',
    });
    this.ended = new Promise(resolve => {
      this.#process.once('error', error => this.#fail(`the browser did not start: ${error.message}`, resolve));
      this.#process.once('exit', () => this.#fail('the browser has ended', resolve));
    });
    const answers = this.#process.stdio[4] as Readable; // asked for as 'pipe' above
    answers.on('data', (chunk: Buffer) => this.#receive(chunk));
    for (const stream of [answers, this.#commands]) stream.on('error', () => {}); // its end is told by 'exit'
  }

  /** @param sessionId - Of an attached target; not given, the browser itself is asked. */
  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    if (this.#process.exitCode !== null) throw new Error(`${method}: the browser has ended`);
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#commands.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    return (await answer) as Record<string, unknown>; // the protocol answers every command with an object
  }

  async loadExtension(path: string): Promise<string> {
    const { id } = await this.send('Extensions.loadUnpacked', { path });
    return String(id);
  }

  /** Opens a tab in front of the others. @returns Its target id. */
  async openTab(url: string): Promise<string> {
    const { targetId } = await this.send('Target.createTarget', { url });
    return String(targetId);
  }

  /** @returns A session to evaluate in. */
  async attach(targetId: string): Promise<string> {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return String(sessionId);
  }

  /** The text an expression gives, once it is not empty; `null` when it stayed empty until the time was up. */
  async waitFor(expression: string, sessionId: string, timeoutMs: number): Promise<string | null> {
    const until = Date.now() + timeoutMs;
    while (Date.now() < until) {
      const { result } = await this.send('Runtime.evaluate', { expression, returnByValue: true }, sessionId);
      const { value } = result as { value?: unknown };
      if (typeof value === 'string' && value !== '') return value;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    return null;
  }

  /** Addresses of the open tabs, by target id. */
  async tabs(): Promise<ReadonlyMap<string, string>> {
    const { targetInfos } = await this.send('Target.getTargets');
    const targets = targetInfos as readonly {
      readonly type: string;
      readonly targetId: string;
      readonly url: string;
    }[];
    return new Map(targets.filter(({ type }) => type === 'page').map(({ targetId, url }) => [targetId, url]));
  }

  async close(): Promise<void> {
    this.send('Browser.close').catch(() => {}); // it may end before it answers
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), 5_000);
    await this.ended;
    clearTimeout(patience);
  }

  get #commands(): Writable {
    return this.#process.stdio[3] as Writable; // asked for as 'pipe' above
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (let end = this.#received.indexOf(0); end !== -1; end = this.#received.indexOf(0)) {
      const answer = JSON.parse(this.#received.toString('utf8', 0, end)) as Answer; // the browser's own words
      this.#received = this.#received.subarray(end + 1);
      const waiting = this.#waiting.get(answer.id ?? 0);
      if (waiting === undefined) continue; // an event
      this.#waiting.delete(answer.id ?? 0);
      if (answer.error) waiting.reject(new Error(answer.error.message));
      else waiting.resolve(answer.result ?? {});
    }
  }

  #fail(reason: string, resolve: () => void): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
    resolve();
  }
}
