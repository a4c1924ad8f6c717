/** The built server at the other end of a pipe, and messages as they are: no client library stands between that would refuse the wrong ones. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StreamMessageReader } from 'vscode-languageserver-protocol/node';
import { must } from './target.ts';

const SERVER = fileURLToPath(new URL('../dist/server.js', import.meta.url));
/** A folder that is not there: nobody's own catalogs may decide about a find. */
const NOWHERE = fileURLToPath(new URL('../test-artifacts/no-catalogs', import.meta.url));
/** Megabytes of heap the server may have. */
const HEAP = 500;
/** Milliseconds a request may take. */
export const PER_REQUEST = 60_000;

export interface Reply {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Message extends Reply {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
}

export interface Waiting {
  readonly method: string;
  readonly reply: Promise<Reply>;
  /** What was sent with it. */
  readonly id: number;
}

export class Wire {
  readonly process: ChildProcess;
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private next = 0;
  sent = 0;
  /** Milliseconds the longest request took so far, those before it in the queue among them. */
  longest = 0;
  /** What it wrote beside the protocol. */
  errors = '';
  /** What it told of in its log as a failure of its own. */
  readonly failures: string[] = [];
  private readonly ended: Promise<number | null>;

  /** @param onTold hears notifications @param settings what it is told where it asks for them */
  constructor(
    private readonly onTold: (method: string, params: unknown) => void,
    private readonly settings: () => unknown,
  ) {
    this.process = spawn(process.execPath, [`--max-old-space-size=${HEAP}`, SERVER, '--stdio'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', KAIJI_CATALOGS: NOWHERE },
    });
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
    void this.ended.then(() => {
      for (const reply of this.waiting.values()) reply({ error: { code: 0, message: 'the server ended' } });
    });
    this.process.stderr?.on('data', (data: Buffer) => {
      this.errors += data.toString('utf8');
    });
    // What is written to one that has ended is lost, and its end is told of.
    this.process.stdin?.on('error', () => {});
    if (this.process.stdout) new StreamMessageReader(this.process.stdout).listen((message) => this.hear(message as Message));
  }

  private hear({ id, method, params, result, error }: Message): void {
    if (method === undefined) {
      this.waiting.get(id as number)?.({ result, ...(error ? { error } : {}) });
      this.waiting.delete(id as number);
    } else if (id === undefined || id === null) {
      const { type, message } = (params ?? {}) as { type?: number; message?: string };
      if (method === 'window/logMessage' && type === 1 && message) this.failures.push(message);
      this.onTold(method, params);
    } else this.write({ id, result: this.answerTo(method, params) });
  }

  private answerTo(method: string, params: unknown): unknown {
    if (method !== 'workspace/configuration') return null;
    const { items = [] } = params as { items?: readonly unknown[] };
    return items.map(() => this.settings());
  }

  private write(message: object): void {
    const content = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }), 'utf8');
    this.process.stdin?.write(`Content-Length: ${content.length}\r\n\r\n`);
    this.process.stdin?.write(content);
    this.sent++;
  }

  notify(method: string, params: unknown): void {
    this.write({ method, ...(params === undefined ? {} : { params }) });
  }

  request(method: string, params: unknown): Waiting {
    const id = ++this.next;
    const asked = performance.now();
    const reply = new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.process.kill('SIGKILL');
        reject(new Error(`no answer to ${method} within ${PER_REQUEST} ms`));
      }, PER_REQUEST);
      this.waiting.set(id, (answer) => {
        clearTimeout(timer);
        this.longest = Math.max(this.longest, performance.now() - asked);
        resolve(answer);
      });
    });
    // Who waits for it comes later.
    reply.catch(() => {});
    this.write({ id, method, ...(params === undefined ? {} : { params }) });
    return { method, reply, id };
  }

  /** Highest so far, in MB; 0 where the system does not tell. */
  get memory(): number {
    const status = `/proc/${this.process.pid}/status`;
    return existsSync(status) ? Number(/VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024 : 0;
  }

  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** The way out of the protocol; the process ends with 0. */
  async stop(): Promise<void> {
    const { reply } = this.request('shutdown', undefined);
    await reply;
    await this.exit(0);
  }

  /** @param status 1 where no shutdown was asked for */
  async exit(status: number): Promise<void> {
    this.notify('exit', undefined);
    const timer = setTimeout(() => this.process.kill('SIGKILL'), PER_REQUEST);
    const ended = await this.ended;
    clearTimeout(timer);
    must(
      ended === status,
      'the server does not end as it is told',
      () => `status ${ended}, signal ${this.process.signalCode}\n${this.errors}`,
    );
  }

  /** However it stands. */
  kill(): void {
    if (this.isAlive) this.process.kill('SIGKILL');
  }
}
