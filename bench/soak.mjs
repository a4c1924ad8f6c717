/** Many edits over many files in one process: it ends as it began, in memory and in speed. */
import { setTimeout as after } from 'node:timers/promises';
import { contentOf } from './content/package.mjs';
import { randomFrom } from './content/random.mjs';
import { unitsOfEdits } from './edits.mjs';
import { Session } from './lsp/session.mjs';
import { distribution } from './statistics.mjs';

/** @typedef {import('./lsp/subjects.mjs').Subject} Subject */
/** @typedef {import('./statistics.mjs').Distribution} Distribution */

/**
 * @typedef {object} Soak the first and the last tenth of the edits
 * @property {number} edits
 * @property {number} files each in a package of its own
 * @property {number} n answers of each
 * @property {{ first: Distribution | undefined, last: Distribution | undefined }} ms from the edit to its findings
 * @property {{ first: Distribution | undefined, last: Distribution | undefined, peak: number | undefined }} resident bytes of memory
 * @property {{ before: number | undefined, after: number | undefined }} [rest] bytes resident when nothing has been edited for a while: files open, and at the end
 * @property {number} checked
 */

/** Memory is looked at after so many edits. */
const LOOK = 10;

/**
 * @param {Subject} subject
 * @param {{ edits: number, files: number, n: number, rest?: number }} plan rest: milliseconds to wait before memory at rest is looked at; not looked at where absent
 * @param {(told: string) => void} say
 * @returns {Promise<Soak>}
 */
export async function soak(subject, { edits, files, n, rest }, say) {
  const session = new Session(
    subject,
    Array.from({ length: files }, (_, i) => contentOf({ answers: n, seed: i + 1 })),
  );
  await session.start();
  const documents = [];
  for (let at = 0; at < files; at++) documents.push((await session.open(at)).document);
  const atRest = async () => {
    if (rest === undefined) return undefined;
    say('soak: at rest');
    await after(rest);
    return session.usage()?.resident;
  };
  const before = await atRest();
  const [ms, resident] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  const random = randomFrom(5);
  for (let round = 0; ms.length < edits; round++) {
    const document = random.pick(documents);
    // A mix of every kind, drawn anew for each visit to a file; one unit of it is done.
    const [unit = []] = unitsOfEdits(document.sheet, random, { typing: 10, others: 1, pastes: round % 20 === 0 ? 1 : 0 });
    for (const { make } of unit) {
      const { report } = await session.change(document, make(document.sheet));
      ms.push(report.ms);
      const now = ms.length % LOOK === 0 ? session.usage()?.resident : undefined;
      if (now !== undefined) resident.push(now);
      if (ms.length % 1000 === 0) say(`soak: ${ms.length} edits`);
    }
  }
  const peak = session.usage()?.peak;
  const end = await atRest();
  await session.end();
  const tenths = (/** @type {readonly number[]} */ samples) => {
    const count = Math.ceil(samples.length / 10);
    return { first: distribution(samples.slice(0, count)), last: distribution(samples.slice(-count)) };
  };
  return {
    edits: ms.length,
    files,
    n,
    ms: tenths(ms),
    resident: { ...tenths(resident), peak },
    ...(rest === undefined ? {} : { rest: { before, after: end } }),
    checked: session.checked,
  };
}
