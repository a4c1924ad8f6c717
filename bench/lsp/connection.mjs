/**
 * A language client that measures. Messages are stamped when their last byte is here, before they are decoded, and when their first byte leaves, after they
 * are encoded: what the client itself does stays off the clock. That, and counting bytes, is why this is not a client of a library.
 */
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Command
 * @property {readonly string[]} args to Node
 * @property {string} [cwd]
 * @property {Readonly<Record<string, string>>} [env]
 *
 * @typedef {object} Answer
 * @property {any} result
 * @property {number} sentAt milliseconds, of `performance.now()`
 * @property {number} arrivedAt likewise
 * @property {number} bytes of the answer, without its header
 *
 * @typedef {{ readonly method: string, readonly params: any }} Notification
 */

/** Servers that run: none outlives the measurement, however that ends. */
const running = /** @type {Set<import('node:child_process').ChildProcess>} */ (new Set());
process.once('exit', () => {
  for (const server of running) server.kill('SIGKILL');
});

/** A server said nothing in time, or is no more. */
export class NoAnswer extends Error {}

export class Connection {
  /** Bytes the server has sent so far, headers aside. */
  received = 0;
  /** What the server wrote to its standard error, the end of it. */
  errors = '';
  /** @type {Error | undefined} */
  gone;
  /** @type {Set<(notification: Notification, arrivedAt: number) => void>} */
  listeners = new Set();
  /** @type {Map<number, { resolve: (answer: Answer) => void, reject: (error: Error) => void, sentAt: number, timer: NodeJS.Timeout }>} */
  #pending = new Map();
  #lastId = 0;
  /** @type {Buffer[]} */
  #chunks = [];
  #have = 0;
  /** Bytes of the body that is arriving; undefined while its header is. */
  /** @type {number | undefined} */
  #need;
  #timeout;
  #answers;

  /**
   * @param {Command} command
   * @param {(method: string, params: any) => unknown} answers what the client says when the server asks
   * @param {number} [timeout] milliseconds after which a request has failed
   */
  constructor({ args, cwd, env }, answers, timeout = 120_000) {
    this.#answers = answers;
    this.#timeout = timeout;
    this.startedAt = performance.now();
    this.process = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(this.process);
    this.process.stdout.on('data', (chunk) => this.#take(chunk));
    this.process.stderr.setEncoding('utf8').on('data', (text) => {
      this.errors = (this.errors + text).slice(-4000);
    });
    this.process.stdin.on('error', () => {});
    this.ended = new Promise((resolve) => {
      this.process.once('error', (error) => resolve(this.#end(error)));
      this.process.once('exit', (code, signal) =>
        resolve(this.#end(new NoAnswer(`server ended (${code ?? signal}) ${this.errors}`))),
      );
    });
  }

  /**
   * @param {string} method
   * @param {unknown} params
   * @returns {number} when it left, in milliseconds of `performance.now()`
   */
  notify(method, params) {
    return this.#write({ method, params });
  }

  /**
   * @param {string} method
   * @param {unknown} params
   * @returns {Promise<Answer>}
   */
  request(method, params) {
    if (this.gone) return Promise.reject(this.gone);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new NoAnswer(`${method}: no answer in ${this.#timeout} ms`));
      }, this.#timeout);
      const pending = { resolve, reject, timer, sentAt: 0 };
      this.#pending.set(id, pending);
      pending.sentAt = this.#write({ id, method, params });
    });
  }

  /** Ends the server as the protocol says; one that does not go is killed. */
  async stop() {
    const late = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    try {
      await this.request('shutdown', undefined);
      this.notify('exit', undefined);
    } catch {
      this.process.kill('SIGKILL');
    }
    await this.ended;
    clearTimeout(late);
  }

  /** @param {object} message */
  #write(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }), 'utf8');
    const frame = Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1'), body]);
    const sentAt = performance.now();
    if (!this.gone) this.process.stdin.write(frame);
    return sentAt;
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    this.#chunks.push(chunk);
    this.#have += chunk.length;
    for (;;) {
      if (this.#need === undefined) {
        const all = this.#whole();
        const end = all.indexOf('\r\n\r\n');
        if (end < 0) return;
        this.#need = Number(/content-length: *(\d+)/i.exec(all.toString('latin1', 0, end))?.[1]);
        this.#keep(all.subarray(end + 4));
      }
      if (this.#have < this.#need) return;
      const arrivedAt = performance.now();
      const all = this.#whole();
      const body = all.subarray(0, this.#need);
      this.#keep(all.subarray(this.#need));
      this.#need = undefined;
      this.received += body.length;
      this.#understand(JSON.parse(body.toString('utf8')), arrivedAt, body.length);
    }
  }

  #whole() {
    const all = this.#chunks.length === 1 ? /** @type {Buffer} */ (this.#chunks[0]) : Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  /** @param {Buffer} rest */
  #keep(rest) {
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#have = rest.length;
  }

  /**
   * @param {any} message
   * @param {number} arrivedAt
   * @param {number} bytes
   */
  #understand(message, arrivedAt, bytes) {
    if (message.method !== undefined && message.id !== undefined) {
      this.#write({ id: message.id, result: this.#answers(message.method, message.params) ?? null });
    } else if (message.method !== undefined) {
      for (const listener of this.listeners) listener(message, arrivedAt);
    } else {
      const pending = this.#pending.get(message.id);
      if (!pending) return;
      this.#pending.delete(message.id);
      clearTimeout(pending.timer);
      if (message.error) pending.reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
      else pending.resolve({ result: message.result, sentAt: pending.sentAt, arrivedAt, bytes });
    }
  }

  /** @param {Error} why */
  #end(why) {
    this.gone = why;
    running.delete(this.process);
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(why);
    }
    this.#pending.clear();
    for (const listener of this.listeners) listener({ method: '$/gone', params: why }, performance.now());
  }
}
