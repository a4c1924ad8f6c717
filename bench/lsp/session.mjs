/** One server with a workspace of its own, and the documents open in it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { clientCapabilities } from './client-capabilities.mjs';
import { Connection, NoAnswer } from './connection.mjs';
import { OpenSheet } from './open-sheet.mjs';
import { Sheet } from './sheet.mjs';
import { usageOf } from './usage.mjs';

/** @typedef {import('./subjects.mjs').Subject} Subject */
/** @typedef {import('./sheet.mjs').Change} Change */
/** @typedef {import('../content/package.mjs').Content} Content */
/** @typedef {import('./open-sheet.mjs').Finding} Finding */

/**
 * @typedef {object} Report the findings of one version of a document
 * @property {number} ms from the first byte of what brought that version about to the last byte of the findings
 * @property {number} arrivedAt when that was, of `performance.now()`
 * @property {number} bytes all that the server sent meanwhile
 * @property {readonly Finding[]} items
 */

const COLLECT = fileURLToPath(new URL('./collect-on-signal.cjs', import.meta.url));
const NOWHERE = join(tmpdir(), 'kaiji-bench-no-catalogs');
/** LSP's code for a report that another edit has overtaken. */
const SERVER_CANCELLED = -32802;

/** Folders laid out: none is left behind, however the measurement ends. */
const folders = /** @type {Set<string>} */ (new Set());
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export class Session {
  /** @type {Record<string, any>} */
  capabilities = {};
  /** Findings that were not those expected. */
  /** @type {string[]} */
  failures = [];
  /** How many reports were looked at. */
  checked = 0;

  /**
   * Lays out packages in a new folder; nothing runs yet.
   * @param {Subject} subject
   * @param {readonly Content[]} contents one lies in the folder itself, several in folders of their own
   * @param {{ collectable?: boolean, timeout?: number | undefined, env?: Readonly<Record<string, string>> }} [options] `collectable`: {@link collected} may
   *   be asked; `env`: of the server's process, beside our own
   */
  constructor(subject, contents, { collectable = false, timeout, env = {} } = {}) {
    this.subject = subject;
    this.timeout = timeout;
    this.env = { KAIJI_CATALOGS: NOWHERE, ...env };
    this.args = collectable ? ['--expose-gc', '--require', COLLECT, ...subject.args] : subject.args;
    this.folder = mkdtempSync(join(tmpdir(), 'kaiji-bench-'));
    folders.add(this.folder);
    this.packages = contents.map((content, i) => {
      const folder = contents.length === 1 ? this.folder : join(this.folder, `package-${i + 1}`);
      mkdirSync(folder, { recursive: true });
      const { files, sheet } = subject.write(content);
      for (const [name, text] of files) writeFileSync(join(folder, name), text);
      const path = join(folder, subject.sheet);
      writeFileSync(path, sheet.head + sheet.entries.join(''));
      return { uri: pathToFileURL(path).href, content, text: sheet };
    });
  }

  /** Starts the server and shakes hands. */
  async start() {
    const folder = pathToFileURL(this.folder).href;
    const settings = this.subject.settings(folder);
    const answers = (/** @type {string} */ method, /** @type {any} */ params) =>
      method === 'workspace/configuration'
        ? params.items.map((/** @type {{ section?: string }} */ { section }) => settings[section ?? ''] ?? null)
        : null;
    this.connection = new Connection({ args: this.args, env: this.env }, answers, this.timeout);
    const { result } = await this.connection.request('initialize', {
      processId: process.pid,
      locale: 'ja',
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: 'bench' }],
      initializationOptions: { date: '2026-10-01' },
      capabilities: clientCapabilities,
    });
    this.capabilities = result.capabilities;
    this.connection.notify('initialized', {});
  }

  get live() {
    if (!this.connection) throw new Error('not started');
    return this.connection;
  }

  /** What the server's process uses. */
  usage() {
    return usageOf(this.live.process.pid);
  }

  /**
   * Opens the check sheet of a package.
   * @param {number} [at] which package
   */
  async open(at = 0) {
    const one = this.packages[at];
    if (!one) throw new RangeError(`no package ${at}`);
    const document = new OpenSheet(one.uri, new Sheet(one.text), one.content);
    const text = document.sheet.toString();
    const textDocument = { uri: one.uri, languageId: this.subject.language, version: 1, text };
    const report = await this.#findings(document, () => this.live.notify('textDocument/didOpen', { textDocument }));
    return { document, report };
  }

  /** @param {OpenSheet} document */
  close({ uri }) {
    this.live.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /**
   * Sends a change that was made to the sheet; `meanwhile` is asked in the same moment.
   * @template T
   * @param {OpenSheet} document
   * @param {Change} change
   * @param {() => Promise<T>} [meanwhile]
   * @returns {Promise<{ report: Report, sentAt: number, answer: T | undefined }>}
   */
  async change(document, change, meanwhile) {
    document.version++;
    const textDocument = { uri: document.uri, version: document.version };
    let sentAt = 0;
    /** @type {Promise<T> | undefined} */
    let answer;
    const report = await this.#findings(document, () => {
      sentAt = this.live.notify('textDocument/didChange', { textDocument, contentChanges: [change] });
      answer = meanwhile?.();
      // Where the findings fail to come, this is not waited for.
      answer?.catch(() => {});
      return sentAt;
    });
    return { report, sentAt, answer: await answer };
  }

  /**
   * @param {OpenSheet} document
   * @param {string} method of `textDocument/`
   * @param {object} [more] parameters beside the document
   */
  ask(document, method, more = {}) {
    return this.live.request(`textDocument/${method}`, { textDocument: { uri: document.uri }, ...more });
  }

  /**
   * Asks for the findings again, where the server is one to be asked.
   * @param {OpenSheet} document
   * @returns {Promise<boolean>} whether they are as before, told by nothing but their id
   */
  async again(document) {
    const { resultId } = document.last;
    const { result } = await this.ask(document, 'diagnostic', resultId === undefined ? {} : { previousResultId: resultId });
    return result.kind === 'unchanged';
  }

  /** Ends a server that does not answer. */
  kill() {
    this.connection?.process.kill('SIGKILL');
    this.#tidy();
  }

  /**
   * Ends the server and removes its folder. What it found wrongly is an error, but for the server that finds nothing, where finding something would be one.
   */
  async end() {
    await this.connection?.stop();
    this.#tidy();
    const { title, findsNothing } = this.subject;
    if (findsNothing ? this.checked > 0 && this.failures.length === 0 : this.failures.length > 0) {
      throw new Error(
        `${title}: ${this.failures.length} of ${this.checked} reports are wrong: ${this.failures.slice(0, 3).join('; ')}`,
      );
    }
  }

  #tidy() {
    rmSync(this.folder, { recursive: true, force: true });
    folders.delete(this.folder);
  }

  /** What the server's memory holds after its garbage is collected, in bytes. */
  async collected() {
    const { process: server } = this.live;
    const mark = this.live.errors.length;
    server.kill('SIGUSR2');
    for (let tries = 0; tries < 500; tries++) {
      await after(20);
      const found = /\ncollected (.*)\n/.exec(this.live.errors.slice(mark));
      if (found) return /** @type {{ heap: number, resident: number }} */ (JSON.parse(found[1] ?? ''));
    }
    throw new NoAnswer('no memory reported');
  }

  /**
   * @param {OpenSheet} document
   * @param {() => number} send sends what the findings are wanted after, and says when
   * @returns {Promise<Report>}
   */
  async #findings(document, send) {
    const before = this.live.received;
    const { arrivedAt, sentAt, items } = this.capabilities.diagnosticProvider
      ? await this.#pulled(document, send)
      : await this.#pushed(document, send);
    const report = { ms: arrivedAt - sentAt, arrivedAt, bytes: this.live.received - before, items };
    this.checked++;
    const amiss = this.failuresOf(document.sheet, document.content, items);
    if (amiss.length > 0) this.failures.push(amiss.join(', '));
    return report;
  }

  /**
   * @param {OpenSheet} document
   * @param {() => number} send
   */
  async #pulled(document, send) {
    const sentAt = send();
    for (;;) {
      const { resultId } = document.last;
      try {
        const { result, arrivedAt } = await this.ask(
          document,
          'diagnostic',
          resultId === undefined ? {} : { previousResultId: resultId },
        );
        if (result.kind === 'full') document.last = result;
        return { sentAt, arrivedAt, items: document.last.items };
      } catch (error) {
        if (/** @type {{ code?: number }} */ (error).code !== SERVER_CANCELLED) throw error;
      }
    }
  }

  /**
   * The next publication that is not of an older version: where publications carry none, only one change is under way at a time.
   * @param {OpenSheet} document
   * @param {() => number} send
   * @returns {Promise<{ sentAt: number, arrivedAt: number, items: readonly Finding[] }>}
   */
  #pushed({ uri, version }, send) {
    return new Promise((resolve, reject) => {
      const { listeners } = this.live;
      const done = () => {
        clearTimeout(timer);
        listeners.delete(listener);
      };
      const timer = setTimeout(() => {
        done();
        reject(new NoAnswer('no findings were published in time'));
      }, this.timeout ?? 120_000);
      let sentAt = Number.POSITIVE_INFINITY;
      /** @type {(notification: import('./connection.mjs').Notification, arrivedAt: number) => void} */
      const listener = ({ method, params }, arrivedAt) => {
        if (method === '$/gone') {
          done();
          reject(params);
        } else if (method === 'textDocument/publishDiagnostics' && params.uri === uri && (params.version ?? version) >= version) {
          done();
          resolve({ sentAt, arrivedAt, items: params.diagnostics });
        }
      };
      listeners.add(listener);
      sentAt = send();
    });
  }

  /**
   * Exactly the entries that are wrong must have a finding, one each and inside it; the rest must stand above the answers.
   * @param {Sheet} sheet
   * @param {Content} content
   * @param {readonly Finding[]} items
   * @returns {string[]} what is amiss
   */
  failuresOf(sheet, content, items) {
    const due = sheet.wrong.size + this.subject.above(sheet, content);
    const told = items.length === due ? [] : [`${items.length} findings, not ${due}`];
    const lines = items.map(({ range }) => range.start.line);
    let line = sheet.headLines;
    for (const entry of sheet.entries) {
      if (sheet.wrong.has(entry)) {
        const within = lines.filter((at) => at >= line && at < line + entry.lines).length;
        if (within !== 1) told.push(`${within} findings in the entry at line ${line + 1}`);
      }
      line += entry.lines;
    }
    return told;
  }
}
