/** The built server, told and asked anything in any order: it answers all, lives, answers within its documents, and is none the worse for it afterwards. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canonicalUri } from '../../core/package/uri.ts';
import type { Position } from '../../core/text/text.ts';
import { OpenDocuments } from '../../server/documents.ts';
import { randomFile } from '../../test/support/random-session.ts';
import { fits, rangesIn } from '../../test/support/ranges.ts';
import { within } from '../../test/support/watchdog.ts';
import { examples, type Files, small } from '../corpus.ts';
import { mutated } from '../mutate.ts';
import { type Step, sessionSteps } from '../session-steps.ts';
import { Astray, must, type Plain, pick, type Target, type Told } from '../target.ts';
import { PER_REQUEST, type Reply, type Waiting, Wire } from '../wire.ts';

interface Input {
  readonly [key: string]: readonly string[] | readonly Step[] | Files;
  /** What is in the folder, path → text. */
  readonly folder: Files;
  readonly texts: readonly string[];
  readonly steps: readonly Step[];
}

/** Of LSP and JSON-RPC: what may be said instead of an answer where the question was right. */
const REFUSALS: ReadonlySet<number> = new Set([-32800, -32801, -32802, -32803, -32002, -32600, -32601]);
const SOUND = 'file:///sound-afterwards/checklist.kaiji.yaml';
const SOUND_TEXT =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n    status: 対応済\n    answer: 発行します。\n  - control: CL-999\n    note：全角\n';

let home: string | undefined;
/** What a server finds in the sound document that was told of nothing else, by what it was told at first. */
const fresh = new Map<string, string>();

/** Of a session that is only compared with nothing is counted. */
const UNTOLD: Told = { count: () => {}, memory: () => {}, answered: () => {} };

export const target: Target<Input> = {
  what: 'the built server, messages in any order',
  budget: 240_000,
  make(random) {
    const folder = random() < 0.1 ? (examples[1] ?? {}) : pick(small, random);
    const other = () => pick(Object.values(pick(small, random)), random);
    const texts = Array.from({ length: 6 }, () => {
      const kind = random();
      if (kind < 0.3) return randomFile(random);
      return kind < 0.75 ? pick(Object.values(folder), random) : mutated(other(), random, other);
    });
    return { folder, texts, steps: sessionSteps(random) };
  },
  async run(input, told) {
    home ??= mkdtempSync(join(tmpdir(), 'kaiji-fuzz-session-'));
    const place = join(home, 'w');
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place);
    for (const [path, text] of Object.entries(input.folder)) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), text);
    }
    const session = new Session(input, pathToFileURL(place).toString(), told);
    try {
      await session.run();
    } finally {
      session.wire.kill();
    }
  },
  async end() {
    if (home) rmSync(home, { recursive: true, force: true });
  },
};

/** What names the document it is about. */
interface Named {
  readonly uri?: string;
  readonly textDocument?: { readonly uri?: string };
}

/** A request, with what its answer may speak of. */
interface Asked extends Waiting {
  readonly isOdd: boolean;
  readonly uri: string;
  /** How many versions there had been of documents. */
  readonly since: number;
}

class Session {
  readonly wire: Wire;
  private settings: Plain = {};
  private readonly open = new OpenDocuments();
  /** Every version a document was in, in order; of one not open, what is in the folder. */
  private readonly versions: { readonly uri: string; readonly lines: readonly string[] | undefined }[] = [];
  private readonly asked: Asked[] = [];
  private isOdd = false;
  private stopped: 'not' | 'asked' = 'not';
  private first = '';

  constructor(
    private readonly input: Input,
    private readonly folder: string,
    private readonly told: Told,
  ) {
    this.wire = new Wire(
      (method, params) => this.hear(method, params),
      () => this.filled(this.settings),
    );
    for (const [path, text] of Object.entries(input.folder))
      this.version(`${folder}/${path.split('/').map(encodeURIComponent).join('/')}`, text);
  }

  async run(): Promise<void> {
    for (const step of this.input.steps) await this.take(step);
    await this.settled();
    must(this.wire.isAlive, 'the server ended', () => this.wire.errors);
    must(
      this.isOdd || this.wire.failures.length === 0,
      `a failure is told of: ${this.wire.failures[0]?.split('\n')[0]?.replace(/\d+/g, '…')}`,
      () => this.wire.failures.join('\n'),
    );
    if (this.stopped === 'asked') await this.wire.exit(0);
    else if (this.first === '') await this.wire.exit(1);
    else {
      await this.isNoneTheWorse();
      this.told.memory(this.wire.memory);
      await this.wire.stop();
    }
    this.told.count('messages', this.wire.sent);
    this.told.answered(this.wire.longest);
    must(this.isOdd || this.wire.errors === '', 'something is written to standard error', () => this.wire.errors);
  }

  private async take({ do: what, method, params }: Step): Promise<void> {
    const isOdd = what.startsWith('odd');
    this.isOdd ||= isOdd;
    const sent = this.filled(params, this.wordsOf(params));
    if (what === 'wait') await this.settled();
    else if (what === 'settings') {
      this.settings = params;
      this.wire.notify('workspace/didChangeConfiguration', { settings: { kaiji: sent } });
    } else if (what === 'cancel') {
      const one = this.asked.at(-Number(params));
      if (one) this.wire.notify('$/cancelRequest', { id: one.id });
    } else if (what.endsWith('notify')) {
      this.follow(method, sent);
      this.wire.notify(method, sent);
    } else if (what.endsWith('request')) {
      if (method === 'shutdown') this.stopped = 'asked';
      if (method === 'initialize' && !isOdd && this.first === '') this.first = JSON.stringify(params);
      const { textDocument, uri = textDocument?.uri } = Object(sent) as Named;
      this.asked.push({
        ...this.wire.request(method, sent),
        isOdd,
        uri: typeof uri === 'string' ? uri : '',
        since: this.versions.length,
      });
    }
  }

  /** What the server knows of documents, as far as it was told in the words of the protocol. */
  private follow(method: string, params: unknown): void {
    try {
      const { textDocument } = params as { textDocument: { uri: string } };
      if (method === 'textDocument/didOpen') this.version(textDocument.uri, this.open.open(params as never).text.toString());
      else if (method === 'textDocument/didChange') {
        const document = this.open.change(params as never);
        this.told.count('edits', 1);
        if (document) this.version(document.uri, document.text.toString());
      } else if (method === 'textDocument/didClose') {
        this.open.close(textDocument.uri);
        // What is on disk again, or nothing.
        const [, path = ''] = textDocument.uri.split(`${this.folder}/`);
        this.version(textDocument.uri, this.input.folder[decodeURIComponent(path)]);
      }
    } catch {
      // What is no message changes nothing.
    }
  }

  private version(uri: string, text: string | undefined): void {
    this.versions.push({ uri: canonicalUri(uri), lines: text?.split(/\r\n|\r|\n/) });
    this.told.count('bytes', text?.length ?? 0);
  }

  private hear(method: string, params: unknown): void {
    if (method !== 'textDocument/publishDiagnostics') return;
    const { uri, diagnostics } = params as { uri: string; diagnostics: unknown };
    if (uri === SOUND) this.published?.(JSON.stringify(diagnostics));
  }

  private published: ((diagnostics: string) => void) | undefined;

  /** All that was asked is answered. What waits for a change is told that nobody waits. */
  private async settled(): Promise<void> {
    const asked = this.asked.splice(0);
    for (const { method, id } of asked) if (method === 'workspace/diagnostic') this.wire.notify('$/cancelRequest', { id });
    for (const one of asked) {
      const reply = await one.reply.catch((error: Error) => {
        throw new Astray(`${one.method}: no answer`, `${error.message}\n${this.wire.errors}`);
      });
      this.look(one, reply);
    }
  }

  private look({ method, uri, isOdd, since }: Asked, { result, error }: Reply): void {
    if (error) {
      must(error.code !== 0, `${method}: the server ended`, () => this.wire.errors);
      must(isOdd || this.isOdd || REFUSALS.has(error.code), `${method}: ${error.code} ${error.message.replace(/\d+/g, '…')}`);
      return;
    }
    for (const range of rangesIn(result, uri)) {
      const named = canonicalUri(range.uri);
      const last = this.versions.findLastIndex((one, i) => i < since && one.uri === named);
      const known = this.versions.filter((one, i) => one.uri === named && i >= last);
      // Of what is not here, and of what was no document for a while, nothing is known.
      if (this.isOdd || known.length === 0 || known.some(({ lines }) => lines === undefined)) continue;
      must(
        known.some(({ lines = [] }) => fits(range, (line) => lines[line]?.length)),
        `${method}: a range outside`,
        () => `${JSON.stringify(range)}\n${JSON.stringify(known)}`,
      );
    }
  }

  /** A sound document is read as by a server that was told of nothing else. */
  private async isNoneTheWorse(): Promise<void> {
    for (const uri of this.open.uris) this.wire.notify('textDocument/didClose', { textDocument: { uri } });
    const removed = [this.folder, `${this.folder}/`, `${this.folder}/sub`, 'file:///nowhere', 'untitled:x'].map((uri) => ({
      uri,
      name: 'w',
    }));
    this.settings = {};
    this.wire.notify('workspace/didChangeConfiguration', { settings: {} });
    this.wire.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
    const found = await this.findings();
    const parameters = JSON.parse(this.first) as { capabilities: { textDocument: { diagnostic?: object } } };
    const key = JSON.stringify({ ...parameters, rootUri: null, workspaceFolders: null });
    let expected = fresh.get(key);
    if (expected === undefined) {
      const other = new Session({ folder: {}, texts: [], steps: [] }, this.folder, UNTOLD);
      try {
        await other.wire.request('initialize', JSON.parse(key)).reply;
        other.wire.notify('initialized', {});
        other.first = key;
        expected = await other.findings();
        fresh.set(key, expected);
      } finally {
        other.wire.kill();
      }
    }
    must(found === expected, 'what is found in a sound document is other afterwards', () => `${found}\n≠\n${expected}`);
  }

  /** As JSON. */
  private async findings(): Promise<string> {
    const pulls =
      'diagnostic' in (JSON.parse(this.first) as { capabilities: { textDocument: object } }).capabilities.textDocument;
    const pushed = new Promise<string>((resolve) => {
      this.published = resolve;
    });
    this.wire.notify('textDocument/didOpen', { textDocument: { uri: SOUND, languageId: 'kaiji', version: 1, text: SOUND_TEXT } });
    if (!pulls) return within('findings of a document that was opened', pushed, PER_REQUEST);
    const { result, error } = await this.wire.request('textDocument/diagnostic', { textDocument: { uri: SOUND } }).reply;
    must(!error, 'no findings of a document that was opened', () => JSON.stringify(error));
    return JSON.stringify((result as { items: unknown }).items);
  }

  /** The positions of words in the document a message is about, as it stands. */
  private wordsOf(params: Plain): readonly Position[] {
    const { textDocument, uri = textDocument?.uri } = Object(this.filled(params)) as Named;
    const named = canonicalUri(String(uri));
    const { lines = [] } = this.versions.findLast((one) => one.uri === named) ?? {};
    return lines.flatMap((text, line) =>
      [...text.matchAll(/[^\s:,[\]{}"'-]+/g)].map(({ index, 0: word }) => ({ line, character: index + (word.length >> 1) })),
    );
  }

  /** With the folder, the texts and the positions in their places. */
  private filled(params: Plain, words: readonly Position[] = []): unknown {
    if (params === null) return undefined;
    return JSON.parse(JSON.stringify(params), (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'word' in value)
        return words[Number(value.word) % words.length] ?? { line: 0, character: 0 };
      if (typeof value !== 'string') return value;
      const [, number] = /^\$T(\d)$/.exec(value) ?? [];
      return number === undefined ? value.replace('$W', this.folder) : (this.input.texts[Number(number)] ?? '');
    });
  }
}
