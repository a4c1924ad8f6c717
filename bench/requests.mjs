/** What an editor asks beside findings: each right after an edit, when the server has nothing prepared, and again later. */
import { setTimeout as after } from 'node:timers/promises';
import { KEYS } from './content/prose.mjs';
import { CONTROL_CHARACTER, controlOf } from './lsp/sheet.mjs';

/** @typedef {import('./lsp/session.mjs').Session} Session */
/** @typedef {import('./lsp/open-sheet.mjs').OpenSheet} OpenSheet */
/** @typedef {import('./content/random.mjs').Random} Random */
/** @typedef {import('./lsp/sheet.mjs').Change} Change */

/**
 * @typedef {object} Asked
 * @property {number} atOnce milliseconds from the edit to the answer to what was asked in the same moment
 * @property {number} later milliseconds of the same question when nothing has changed since
 * @property {number} bytes of the answer
 * @property {number} [count] of what was answered, where there is something to count
 */

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {(session: Session) => boolean} offered
 * @property {(session: Session, document: OpenSheet, random: Random) => Promise<Asked>} ask
 */

/** @typedef {{ readonly result: any, readonly sentAt: number, readonly arrivedAt: number, readonly bytes: number }} Answer */

/** @type {Readonly<Record<string, Question>>} */
export const QUESTIONS = {
  completion: { title: 'completion of a control ID', offered: () => true, ask: completion },
  hover: { title: 'hover on a control ID', offered: () => true, ask: hover },
  definition: {
    title: 'definition of evidence',
    // The peer's definitions are those of YAML anchors.
    offered: ({ subject, capabilities }) => capabilities.definitionProvider && subject.name !== 'peer',
    ask: definition,
  },
  symbols: {
    title: 'document symbols',
    offered: ({ capabilities }) => capabilities.documentSymbolProvider,
    ask: (session, document, random) =>
      afterTyping(session, document, random, () => session.ask(document, 'documentSymbol'), nested),
  },
  folding: {
    title: 'folding ranges',
    offered: ({ capabilities }) => capabilities.foldingRangeProvider,
    ask: (session, document, random) =>
      afterTyping(
        session,
        document,
        random,
        () => session.ask(document, 'foldingRange'),
        (result) => result.length,
      ),
  },
  tokens: {
    title: 'semantic tokens',
    offered: ({ capabilities }) => capabilities.semanticTokensProvider?.full,
    ask: (session, document, random) =>
      afterTyping(
        session,
        document,
        random,
        () => session.ask(document, 'semanticTokens/full'),
        (result) => result.data.length / 5,
      ),
  },
  screen: {
    title: 'semantic tokens of a screen',
    offered: ({ capabilities }) => capabilities.semanticTokensProvider?.range,
    ask: (session, document, random) => {
      const line = document.sheet.lineOf(random.integer(0, document.sheet.entries.length - 1));
      const range = { start: { line, character: 0 }, end: { line: line + 60, character: 0 } };
      return afterTyping(
        session,
        document,
        random,
        () => session.ask(document, 'semanticTokens/range', { range }),
        (result) => result.data.length / 5,
      );
    },
  },
};

/** An ID is begun anew in an entry: the one that stood there has to be offered. */
async function completion(/** @type {Session} */ session, /** @type {OpenSheet} */ document, /** @type {Random} */ random) {
  const { sheet } = document;
  const index = random.integer(0, sheet.entries.length - 2);
  const id = controlOf(sheet.textOf(index));
  const begun = id.slice(0, id.indexOf('-') + 1);
  const position = { line: sheet.lineOf(index), character: CONTROL_CHARACTER + begun.length };
  const change = sheet.edit(index, CONTROL_CHARACTER, CONTROL_CHARACTER + id.length, begun, true);
  const ask = () => session.ask(document, 'completion', { position, context: { triggerKind: 1 } });
  const { asked, result } = await twice(session, document, change, ask);
  const items = result?.items ?? result ?? [];
  must(
    session,
    items.some((/** @type {any} */ item) => item.label === id || item.textEdit?.newText === id),
    `completion does not offer ${id}`,
  );
  await session.change(document, sheet.edit(index, CONTROL_CHARACTER, CONTROL_CHARACTER + begun.length, id));
  return { ...asked, count: items.length };
}

/** A hover has to say what the control is about. */
async function hover(/** @type {Session} */ session, /** @type {OpenSheet} */ document, /** @type {Random} */ random) {
  const { sheet, content } = document;
  const index = random.integer(0, sheet.entries.length - 2);
  const id = controlOf(sheet.textOf(index));
  const change = typedIn(document, random.integer(0, index), random);
  const position = { line: sheet.lineOf(index), character: CONTROL_CHARACTER + 2 };
  const { asked, result } = await twice(session, document, change, () => session.ask(document, 'hover', { position }));
  const title = content.controls.find((control) => control.id === id)?.title ?? id;
  must(session, JSON.stringify(result?.contents ?? '').includes(title), `hover does not say what ${id} is`);
  return asked;
}

/** From what is cited to the register. */
async function definition(/** @type {Session} */ session, /** @type {OpenSheet} */ document, /** @type {Random} */ random) {
  const { sheet } = document;
  const index = random.integer(0, sheet.entries.length - 2);
  const change = typedIn(document, random.integer(0, index), random);
  const lines = sheet.textOf(index).split('\n');
  const line = lines.findIndex((text) => text.startsWith('    evidence: ['));
  const position = { line: sheet.lineOf(index) + line, character: '    evidence: [e'.length };
  const { asked, result } = await twice(session, document, change, () => session.ask(document, 'definition', { position }));
  must(session, JSON.stringify(result ?? '').includes('evidence.kaiji.yaml'), 'definition does not lead to the register');
  return asked;
}

/**
 * @param {Session} session
 * @param {OpenSheet} document
 * @param {Random} random
 * @param {() => Promise<Answer>} ask
 * @param {(result: any) => number} count
 */
async function afterTyping(session, document, random, ask, count) {
  const index = random.integer(0, document.sheet.entries.length - 2);
  const { asked, result } = await twice(session, document, typedIn(document, index, random), ask);
  const found = result ? count(result) : 0;
  must(session, found > 0, 'nothing was answered');
  return { ...asked, count: found };
}

/** A character in the first line of an entry's text that earlier line breaks have left long enough. */
function typedIn(/** @type {OpenSheet} */ { sheet }, /** @type {number} */ index, /** @type {Random} */ random) {
  const text = sheet.textOf(index);
  const at = text.search(/^ {6}.{20}/m) + '      '.length + 3;
  return sheet.edit(index, at, at, random.pick(KEYS));
}

/**
 * @param {Session} session
 * @param {OpenSheet} document
 * @param {Change} change
 * @param {() => Promise<Answer>} ask
 */
async function twice(session, document, change, ask) {
  const { sentAt, answer } = await session.change(document, change, ask);
  if (!answer) throw new Error('nothing was asked');
  // What a server puts off until it is idle is done by then.
  await after(20);
  const later = await ask();
  const asked = { atOnce: answer.arrivedAt - sentAt, later: later.arrivedAt - later.sentAt, bytes: answer.bytes };
  return { asked, result: answer.result };
}

/** @returns {number} */
function nested(/** @type {readonly any[]} */ symbols) {
  return symbols.reduce((sum, { children }) => sum + 1 + nested(children ?? []), 0);
}

function must(/** @type {Session} */ session, /** @type {boolean} */ holds, /** @type {string} */ told) {
  session.checked++;
  if (!holds) session.failures.push(told);
}
