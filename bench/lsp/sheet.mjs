/**
 * A check sheet as the client holds it: entry by entry, so that an edit costs the client the entry edited, and with what a checker has to find in it. Lines
 * and characters are 0-based, characters UTF-16 code units, ranges half-open, as LSP has them.
 */

/**
 * @typedef {object} Entry
 * @property {string} text
 * @property {number} lines
 *
 * @typedef {{ readonly range: { readonly start: Position, readonly end: Position }, readonly text: string }} Change
 * @typedef {{ readonly line: number, readonly character: number }} Position
 */

const linesOf = (/** @type {string} */ text) => text.split('\n').length - 1;

/** @returns {Entry} */
const entryOf = (/** @type {string} */ text) => ({ text, lines: linesOf(text) });

const CONTROL = '  - control: ';

/** The control an entry names. */
export const controlOf = (/** @type {string} */ text) => text.slice(CONTROL.length, text.indexOf('\n'));

/** Where that name begins, in the entry's first line. */
export const CONTROL_CHARACTER = CONTROL.length;

/** An entry whose status is none: something to find that stays where it is. */
const spoilt = (/** @type {string} */ text) => text.replace(/^( {4}status: ).*$/m, '$1unknown');

export class Sheet {
  /** @type {Entry[]} */
  entries;
  /** Entries with something to find in them. */
  /** @type {Set<Entry>} */
  wrong = new Set();
  /** How many entries name a control, for each of them. */
  /** @type {Map<string, number>} */
  answered = new Map();
  /** Controls that had an answer once and have none now. */
  /** @type {Set<string>} */
  unanswered = new Set();

  /**
   * The last entry is spoilt: every finding above it moves it, and a server that forgets to move findings is found out.
   * @param {{ readonly head: string, readonly entries: readonly string[] }} text
   */
  constructor({ head, entries }) {
    this.head = head;
    this.headLines = linesOf(head);
    this.entries = entries.map(entryOf);
    for (const { text } of this.entries) this.#count(controlOf(text), 1);
    const last = this.entries.length - 1;
    this.#replace(last, spoilt(this.textOf(last)), true);
  }

  /** The whole text. */
  toString() {
    return this.head + this.entries.map(({ text }) => text).join('');
  }

  /** The text of an entry. */
  textOf(/** @type {number} */ index) {
    const entry = this.entries[index];
    if (!entry) throw new RangeError(`no entry ${index}`);
    return entry.text;
  }

  /** The line an entry begins on; that of the end of the document for the index behind the last. */
  lineOf(/** @type {number} */ index) {
    let line = this.headLines;
    for (let i = 0; i < index; i++) line += this.entries[i]?.lines ?? 0;
    return line;
  }

  /**
   * Replaces a stretch of one entry.
   * @param {number} index
   * @param {number} start in the entry's text
   * @param {number} end likewise, behind the stretch
   * @param {string} text
   * @param {boolean} [wrong] whether there is something to find in the entry then
   * @returns {Change}
   */
  edit(index, start, end, text, wrong = false) {
    const before = this.textOf(index);
    const range = { start: this.#position(index, start), end: this.#position(index, end) };
    this.#replace(index, before.slice(0, start) + text + before.slice(end), wrong);
    return { range, text };
  }

  /**
   * Puts entries before another.
   * @param {number} index
   * @param {readonly string[]} texts
   * @returns {Change}
   */
  insert(index, texts) {
    const at = { line: this.lineOf(index), character: 0 };
    this.entries.splice(index, 0, ...texts.map(entryOf));
    for (const text of texts) this.#count(controlOf(text), 1);
    return { range: { start: at, end: at }, text: texts.join('') };
  }

  /**
   * Takes entries out.
   * @param {number} index
   * @param {number} count
   * @returns {Change}
   */
  remove(index, count) {
    const start = this.lineOf(index);
    const gone = this.entries.splice(index, count);
    for (const { text } of gone) this.#count(controlOf(text), -1);
    const end = start + gone.reduce((sum, { lines }) => sum + lines, 0);
    return { range: { start: { line: start, character: 0 }, end: { line: end, character: 0 } }, text: '' };
  }

  #position(/** @type {number} */ index, /** @type {number} */ offset) {
    const before = this.textOf(index).slice(0, offset);
    return { line: this.lineOf(index) + linesOf(before), character: offset - (before.lastIndexOf('\n') + 1) };
  }

  #replace(/** @type {number} */ index, /** @type {string} */ text, /** @type {boolean} */ wrong) {
    const before = this.entries[index];
    if (!before) throw new RangeError(`no entry ${index}`);
    const now = entryOf(text);
    this.entries[index] = now;
    if (controlOf(before.text) !== controlOf(text)) {
      this.#count(controlOf(before.text), -1);
      this.#count(controlOf(text), 1);
    }
    this.wrong.delete(before);
    if (wrong) this.wrong.add(now);
  }

  #count(/** @type {string} */ control, /** @type {number} */ by) {
    const now = (this.answered.get(control) ?? 0) + by;
    this.answered.set(control, now);
    if (now === 0) this.unanswered.add(control);
    else this.unanswered.delete(control);
  }
}
