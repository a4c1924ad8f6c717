/** One server at one size: what is done with it, in parts, and what came of it. */
import { setTimeout as after } from 'node:timers/promises';
import { randomFrom } from './content/random.mjs';
import { unitsOfEdits } from './edits.mjs';
import { NoAnswer } from './lsp/connection.mjs';
import { Session } from './lsp/session.mjs';
import { CONTROL_CHARACTER } from './lsp/sheet.mjs';
import { QUESTIONS } from './requests.mjs';
import { distribution, distributions } from './statistics.mjs';

/** Milliseconds after which a server that was started has nothing left to do: reading its settings and what was built with it is no part of opening. */
const SETTLED = 500;

/** @typedef {import('./lsp/subjects.mjs').Subject} Subject */
/** @typedef {import('./statistics.mjs').Distribution} Distribution */

/**
 * How much is measured. Milliseconds a server may take for one part of one size before it is stopped; how many ran is told.
 * @typedef {object} Plan
 * @property {number} starts
 * @property {number} opens
 * @property {number} typing characters typed
 * @property {number} others units of each other kind of edit
 * @property {number} pastes
 * @property {number} questions times each is asked
 * @property {number} floors
 * @property {number} budget
 * @property {boolean} closing whether what stays after close is measured
 * @property {number} timeout milliseconds after which one answer is given up
 * @property {number | undefined} peerControls how large the peer's catalog is; undefined: as large as ours
 */

/**
 * @typedef {object} Measured what one server did at one size; milliseconds and bytes
 * @property {Distribution} [start] from the start of the process to the first findings
 * @property {Distribution} [open] of a process that has been started and left alone
 * @property {Record<string, { ms: Distribution, bytes: Distribution }>} edits by kind; bytes the server sent for one
 * @property {Record<string, { atOnce: Distribution, later: Distribution, bytes: number, count?: number }>} questions
 * @property {number} [peak] bytes of memory, the most at any time
 * @property {{ before: number, after: number, residentBefore: number, residentAfter: number }} [closed] bytes held with garbage collected, before the
 *   document was opened and after it was closed
 * @property {number} checked reports and answers compared with what they must be
 * @property {string[]} stopped parts that were not finished
 */

/** One server at one size. */
export class Run {
  /** Milliseconds of the part that is under way. */
  spent = 0;
  /** @type {string[]} */
  #stopped = [];
  #checked = 0;
  /** @type {number[]} */
  #starts = [];
  /** @type {number[]} */
  #opens = [];
  /** @type {Map<string, { ms: number[], bytes: number[] }>} */
  #edits = new Map();
  /** @type {Map<string, import('./requests.mjs').Asked[]>} */
  #answers = new Map();
  /** @type {number | undefined} */
  #peak;
  /** @type {Measured['closed']} */
  #closed;
  /** The process that is edited in and asked. */
  /** @type {Session | undefined} */
  #session;
  /** The one started last, this or another. */
  /** @type {Session | undefined} */
  #latest;
  /** @type {import('./lsp/open-sheet.mjs').OpenSheet | undefined} */
  #document;
  /** @type {ReturnType<typeof unitsOfEdits>} */
  #units = [];
  #random = randomFrom(7);

  /**
   * @param {Subject} subject
   * @param {import('./content/package.mjs').Content} content
   * @param {Plan} plan
   */
  constructor(subject, content, plan) {
    this.subject = subject;
    this.content = content;
    this.plan = plan;
  }

  /**
   * Takes a turn of a part, within its budget. A server that does not answer is out for good.
   * @param {string} part
   * @param {() => Promise<boolean>} turn
   */
  async within(part, turn) {
    if (this.#stopped.includes('gone')) return false;
    const began = performance.now();
    try {
      const more = await turn();
      this.spent += performance.now() - began;
      if (more && this.spent <= this.plan.budget) return true;
      if (more) this.#stopped.push(part);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.#stopped.push(part, 'gone');
      this.#session?.kill();
      this.#latest?.kill();
    }
    return false;
  }

  /** Program to findings, as an author waits who opens the editor with the file. */
  async start() {
    const session = this.#newSession();
    await session.start();
    const { report } = await session.open();
    this.#starts.push(report.arrivedAt - session.live.startedAt);
    await this.#end(session);
    return true;
  }

  /** Findings of a document opened in an editor that has been running. */
  async open() {
    const session = this.#newSession();
    await session.start();
    await after(SETTLED);
    const { report } = await session.open();
    this.#opens.push(report.ms);
    await this.#end(session);
    return true;
  }

  /** Opens the document that is edited and asked about: that is no part of the time for edits. */
  async prepare() {
    await this.#opened();
    return false;
  }

  /** A unit of edits. */
  async edit(/** @type {number} */ round) {
    const { session, document } = await this.#opened();
    if (round === 0) this.#units = unitsOfEdits(document.sheet, randomFrom(11), this.plan);
    for (const { kind, make } of this.#units[round] ?? []) {
      const { report } = await session.change(document, make(document.sheet));
      const { ms, bytes } = entryOf(this.#edits, kind, () => ({ ms: [], bytes: [] }));
      ms.push(report.ms);
      bytes.push(report.bytes);
    }
    return round < this.#units.length - 1;
  }

  /** Every question once. */
  async ask() {
    const { session, document } = await this.#opened();
    for (const [name, { offered, ask }] of Object.entries(QUESTIONS)) {
      if (!offered(session)) continue;
      entryOf(this.#answers, name, () => []).push(await ask(session, document, this.#random));
    }
    return true;
  }

  /** Memory, and the end of the process that was edited in. */
  async finish() {
    if (this.#stopped.includes('gone')) return;
    const { session } = await this.#opened();
    this.#peak = session.usage()?.peak;
    await this.#end(session);
    if (process.platform !== 'linux' || !this.plan.closing) return;
    await this.within('memory', async () => {
      const fresh = this.#newSession(true);
      await fresh.start();
      await after(SETTLED);
      const before = await fresh.collected();
      const { document } = await fresh.open();
      await fresh.change(document, document.sheet.edit(0, CONTROL_CHARACTER, CONTROL_CHARACTER, 'x', true));
      fresh.close(document);
      // The server is told by a message, the collection is asked for by a signal, which may overtake it.
      await after(SETTLED);
      const gone = await fresh.collected();
      this.#closed = { before: before.heap, after: gone.heap, residentBefore: before.resident, residentAfter: gone.resident };
      await this.#end(fresh);
      return false;
    });
  }

  /** @returns {Measured} */
  result() {
    const [start, open] = [distribution(this.#starts), distribution(this.#opens)];
    const edits = [...this.#edits].map(([kind, { ms, bytes }]) => [
      kind,
      distributions([
        ['ms', ms],
        ['bytes', bytes],
      ]),
    ]);
    const questions = [...this.#answers].map(([name, asked]) => [
      name,
      {
        ...distributions([
          ['atOnce', asked.map(({ atOnce }) => atOnce)],
          ['later', asked.map(({ later }) => later)],
        ]),
        bytes: distribution(asked.map(({ bytes }) => bytes))?.p50,
        count: distribution(asked.map(({ count }) => count ?? 0))?.p50,
      },
    ]);
    return {
      ...(start ? { start } : {}),
      ...(open ? { open } : {}),
      edits: Object.fromEntries(edits),
      questions: Object.fromEntries(questions),
      ...(this.#peak === undefined ? {} : { peak: this.#peak }),
      ...(this.#closed ? { closed: this.#closed } : {}),
      checked: this.#checked,
      stopped: this.#stopped,
    };
  }

  #newSession(collectable = false) {
    this.#latest = new Session(this.subject, [this.content], { collectable, timeout: this.plan.timeout });
    return this.#latest;
  }

  async #opened() {
    if (!this.#session) {
      this.#session = this.#newSession();
      await this.#session.start();
      await after(SETTLED);
    }
    if (!this.#document) {
      this.#document = (await this.#session.open()).document;
      // A server that checks anew when it has read its settings is through with it by then.
      await after(SETTLED + 2 * this.subject.debounce);
    }
    return { session: this.#session, document: this.#document };
  }

  async #end(/** @type {Session} */ session) {
    await session.end();
    this.#checked += session.checked;
  }
}

/** What is there under a key, made where nothing is. @template V */
function entryOf(/** @type {Map<string, V>} */ map, /** @type {string} */ key, /** @type {() => V} */ make) {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
