/** Many packages open at once: what standing still costs, what an edit in one of them costs, and what of the others is looked at again. */
import { setTimeout as after } from 'node:timers/promises';
import { contentOf } from './content/package.mjs';
import { randomFrom } from './content/random.mjs';
import { unitsOfEdits } from './edits.mjs';
import { Session } from './lsp/session.mjs';
import { distribution, rounded } from './statistics.mjs';

/** @typedef {import('./lsp/subjects.mjs').Subject} Subject */
/** @typedef {import('./statistics.mjs').Distribution} Distribution */

/**
 * @typedef {object} Packages
 * @property {number} packages
 * @property {number} n answers of each
 * @property {number} idleSeconds
 * @property {number | undefined} idleProcessor milliseconds of processor time in those seconds
 * @property {Distribution | undefined} one an edit with one package open, in milliseconds
 * @property {Distribution | undefined} many likewise with all open
 * @property {number | undefined} oneProcessor milliseconds of processor time an edit
 * @property {number | undefined} manyProcessor
 * @property {Distribution | undefined} others asking again about a package that was not edited
 * @property {number} told documents in the answer to `workspace/diagnostic` after an edit that alters the findings of one
 */

/**
 * @param {Subject} subject
 * @param {{ packages: number, n: number, edits: number, idleSeconds: number }} plan `edits`: characters typed
 * @returns {Promise<Packages>}
 */
export async function measurePackages(subject, { packages, n, edits, idleSeconds }) {
  const contents = Array.from({ length: packages }, (_, i) => contentOf({ answers: n, seed: i + 1 }));
  const [one, many] = [new Session(subject, contents.slice(0, 1)), new Session(subject, contents)];
  await Promise.all([one.start(), many.start()]);
  const { document } = await one.open();
  const documents = [];
  for (let at = 0; at < packages; at++) documents.push((await many.open(at)).document);
  const [edited, ...rest] = documents;
  if (!edited) throw new RangeError('no packages');
  await after(2000);
  const idle = spentBy(many);
  await after(idleSeconds * 1000);
  const idleProcessor = idle();

  const samples = { one: /** @type {number[]} */ ([]), many: /** @type {number[]} */ ([]) };
  const counts = { typing: edits, others: 0, pastes: 0 };
  const units = [unitsOfEdits(document.sheet, randomFrom(3), counts), unitsOfEdits(edited.sheet, randomFrom(3), counts)];
  // Warm before it is counted: the processor time of compiling is not that of an edit.
  const warm = 5;
  let [oneSpent, manySpent] = [spentBy(one), spentBy(many)];
  for (let i = 0; i < (units[0]?.length ?? 0); i++) {
    if (i === warm) [oneSpent, manySpent] = [spentBy(one), spentBy(many)];
    for (const step of units[0]?.[i] ?? []) {
      const { report } = await one.change(document, step.make(document.sheet));
      if (i >= warm) samples.one.push(report.ms);
    }
    for (const step of units[1]?.[i] ?? []) {
      const { report } = await many.change(edited, step.make(edited.sheet));
      if (i >= warm) samples.many.push(report.ms);
    }
  }
  const [oneProcessor, manyProcessor] = [oneSpent(), manySpent()];
  const each = (/** @type {number | undefined} */ ms) => (ms === undefined ? undefined : rounded(ms / samples.many.length));

  const others = [];
  for (const other of rest) {
    const from = performance.now();
    if (!(await many.again(other))) throw new Error('findings of a package that was not edited are sent again');
    others.push(performance.now() - from);
  }
  const told = await toldOfWorkspace(many, edited);
  await one.end();
  await many.end();
  return {
    packages,
    n,
    idleSeconds,
    idleProcessor,
    one: distribution(samples.one),
    many: distribution(samples.many),
    oneProcessor: each(oneProcessor),
    manyProcessor: each(manyProcessor),
    others: distribution(others),
    told,
  };
}

/** How many documents a client that follows the whole workspace is told of when one gets a finding. */
async function toldOfWorkspace(/** @type {Session} */ session, /** @type {import('./lsp/open-sheet.mjs').OpenSheet} */ document) {
  const pull = (/** @type {{ uri: string, value: string }[]} */ previousResultIds) =>
    session.live.request('workspace/diagnostic', { previousResultIds });
  const { result } = await pull([]);
  const ids = result.items.map((/** @type {any} */ { uri, resultId }) => ({ uri, value: resultId }));
  // Held until something changes.
  const next = pull(ids);
  const { sheet } = document;
  await session.change(document, sheet.edit(0, sheet.textOf(0).indexOf('\n'), sheet.textOf(0).indexOf('\n'), 'x', true));
  return (await next).result.items.length;
}

/** A clock of the processor time of a session's server, in milliseconds. */
function spentBy(/** @type {Session} */ session) {
  const before = session.usage()?.processor;
  return () => {
    const now = session.usage()?.processor;
    return now === undefined || before === undefined ? undefined : now - before;
  };
}
