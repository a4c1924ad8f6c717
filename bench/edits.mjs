/** What an author does to a check sheet, and does again the same way for every server. */
import { KEYS } from './content/prose.mjs';
import { CONTROL_CHARACTER, controlOf } from './lsp/sheet.mjs';

/** @typedef {import('./content/random.mjs').Random} Random */
/** @typedef {import('./lsp/sheet.mjs').Sheet} Sheet */
/** @typedef {import('./lsp/sheet.mjs').Change} Change */

/** The kinds of edits, in the order in which they are told. */
export const KINDS = /** @type {const} */ ({
  typing: 'typing in an answer',
  break: 'a line break in an answer',
  control: 'changing a control ID, and back',
  entry: 'removing an entry, and adding it',
  paste: 'pasting 200 lines',
  undo: 'undoing the paste',
});

/**
 * One edit: made to the sheet when its turn comes.
 * @typedef {object} Step
 * @property {keyof typeof KINDS} kind
 * @property {(sheet: Sheet) => Change} make
 */

/** How many lines are pasted at least. */
const PASTED = 200;
/** What stands before a line of an answer. */
const INDENT = '      ';
/** So many characters are typed in one place. */
const RUN = 5;

/**
 * Units of edits. Each leaves as many entries as it found, so that any may follow any; all are drawn from the sheet as it is now, whose last entry stays as
 * it is.
 * @param {Sheet} sheet
 * @param {Random} random
 * @param {{ typing: number, others: number | Partial<Record<'break' | 'control' | 'entry', number>>, pastes: number }} counts characters typed, units of
 *   the other kinds (of each of them, or by kind), pastes
 * @returns {readonly (readonly Step[])[]} shuffled, but for the first: a server that is stopped early has at least typed
 */
export function unitsOfEdits(sheet, random, { typing, others, pastes }) {
  const any = () => random.integer(0, sheet.entries.length - 2);
  const of = (/** @type {'break' | 'control' | 'entry'} */ kind) => (typeof others === 'number' ? others : (others[kind] ?? 0));
  const units = [
    ...times(Math.ceil(typing / RUN), () => typed(any(), random)),
    ...times(of('break'), () => [broken(any(), random)]),
    ...times(of('control'), () => anotherControl(any())),
    ...times(of('entry'), () => outAndIn(any())),
    ...times(pastes, () => pasted(sheet, random)),
  ];
  for (let i = units.length - 1; i > 1; i--) {
    const j = random.integer(1, i);
    [units[i], units[j]] = [units[j] ?? [], units[i] ?? []];
  }
  return units;
}

/**
 * A place inside a line of an answer, away from its ends: what a sentence ends in stays.
 * @param {string} text of an entry
 * @param {Random} random
 * @returns {number} an offset in it
 */
function withinAnswer(text, random) {
  const lines = text.split('\n');
  const within = lines.flatMap((line, i) => (line.startsWith(INDENT) && line.length > 30 ? [i] : []));
  const line = random.pick(within);
  const before = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0);
  return before + random.integer(INDENT.length + 1, (lines[line] ?? '').length - 15);
}

/**
 * @param {number} index
 * @param {Random} random
 * @returns {Step[]}
 */
function typed(index, random) {
  let at = -1;
  return Array.from({ length: RUN }, (_, i) => ({
    kind: 'typing',
    make: (sheet) => {
      if (i === 0) at = withinAnswer(sheet.textOf(index), random);
      return sheet.edit(index, at + i, at + i, random.pick(KEYS));
    },
  }));
}

/**
 * @param {number} index
 * @param {Random} random
 * @returns {Step}
 */
function broken(index, random) {
  return {
    kind: 'break',
    make: (sheet) => {
      const at = withinAnswer(sheet.textOf(index), random);
      return sheet.edit(index, at, at, `\n${INDENT}`);
    },
  };
}

/** @returns {Step[]} */
function anotherControl(/** @type {number} */ index) {
  const end = (/** @type {Sheet} */ sheet) => CONTROL_CHARACTER + controlOf(sheet.textOf(index)).length;
  return [
    { kind: 'control', make: (sheet) => sheet.edit(index, end(sheet), end(sheet), 'x', true) },
    { kind: 'control', make: (sheet) => sheet.edit(index, end(sheet) - 1, end(sheet), '', false) },
  ];
}

/** @returns {Step[]} */
function outAndIn(/** @type {number} */ index) {
  let text = '';
  return [
    {
      kind: 'entry',
      make: (sheet) => {
        text = sheet.textOf(index);
        return sheet.remove(index, 1);
      },
    },
    { kind: 'entry', make: (sheet) => sheet.insert(index, [text]) },
  ];
}

/**
 * Entries are cut, pasted back, the paste is undone, and done again.
 * @param {Sheet} sheet
 * @param {Random} random
 * @returns {Step[]}
 */
function pasted({ entries }, random) {
  let count = 0;
  for (let lines = 0; lines < PASTED && count < entries.length - 1; count++)
    lines += entries[entries.length - 2 - count]?.lines ?? 0;
  const index = random.integer(0, entries.length - 1 - count);
  /** @type {string[]} */
  let texts = [];
  /** @type {(sheet: Sheet) => Change} */
  const out = (sheet) => {
    texts = Array.from({ length: count }, (_, i) => sheet.textOf(index + i));
    return sheet.remove(index, count);
  };
  /** @type {(sheet: Sheet) => Change} */
  const back = (sheet) => sheet.insert(index, texts);
  return [
    { kind: 'undo', make: out },
    { kind: 'paste', make: back },
    { kind: 'undo', make: out },
    { kind: 'paste', make: back },
  ];
}

/**
 * @template T
 * @param {number} count
 * @param {() => T} make
 */
function times(count, make) {
  return Array.from({ length: count }, make);
}
