/** Where a server's time goes while one kind of edit is made: time of each function itself, an edit, at one size beside another. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { contentOf } from './content/package.mjs';
import { randomFrom } from './content/random.mjs';
import { KINDS, unitsOfEdits } from './edits.mjs';
import { NoAnswer } from './lsp/connection.mjs';
import { Session } from './lsp/session.mjs';
import { kaiji } from './lsp/subjects.mjs';
import { namedServer } from './named-server.mjs';

/** @typedef {import('./named-server.mjs').Profile} Profile */
/** @typedef {import('./named-server.mjs').CallFrame} CallFrame */
/** @typedef {import('./named-server.mjs').Source} Source */

const PRELOADED = fileURLToPath(new URL('./lsp/profile-on-signal.cjs', import.meta.url));

/** Edits made before it is looked at: what compiling costs is not what an edit does. */
const WARM = 60;
/** Edits looked at, and milliseconds after which they are enough. */
const COUNTS = { typing: 1500, others: 400, pastes: 60 };
const BUDGET = 20_000;
/** How many functions are told. */
const TOP = 25;

/**
 * @typedef {object} Profiled
 * @property {number} n answers
 * @property {number} edits
 * @property {ReadonlyMap<string, number>} self microseconds of processor time an edit, by function
 */

/**
 * Prints the functions that take the most time at the last of the sizes, each with its time at every size.
 * @param {string} kind of edit
 * @param {readonly number[]} sizes answers
 * @param {(told: string) => void} say
 */
export async function profile(kind, sizes, say) {
  if (!(kind in KINDS)) throw new Error(`no kind of edit: ${kind}; there are ${Object.keys(KINDS).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-profile-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { server, sourceOf } = await namedServer(folder);
  const found = [];
  for (const n of sizes) {
    say(`N=${n}: ${kind}`);
    const { edits, profile } = await profiled(server, join(folder, `${n}.cpuprofile`), kind, n);
    found.push({ n, edits, self: selfTimes(profile, sourceOf, edits) });
  }
  return table(found);
}

/**
 * @param {string} server
 * @param {string} file for the profile
 * @param {string} kind
 * @param {number} n
 * @returns {Promise<{ edits: number, profile: Profile }>}
 */
async function profiled(server, file, kind, n) {
  const subject = kaiji(server);
  const session = new Session({ ...subject, args: ['--require', PRELOADED, ...subject.args] }, [contentOf({ answers: n })], {
    env: { KAIJI_PROFILE: file },
  });
  await session.start();
  const { document } = await session.open();
  const units = unitsOfEdits(document.sheet, randomFrom(11), countsOf(kind));
  let edits = 0;
  let until = Number.POSITIVE_INFINITY;
  for (const [i, unit] of units.entries()) {
    if (until === Number.POSITIVE_INFINITY && (edits >= WARM || i > units.length / 3)) {
      await signalled(session, '\nprofiling\n');
      edits = 0;
      until = performance.now() + BUDGET;
    }
    for (const { make } of unit) await session.change(document, make(document.sheet));
    edits += unit.length;
    if (performance.now() > until) break;
  }
  await signalled(session, '\nprofiled\n');
  await session.end();
  return { edits, profile: JSON.parse(readFileSync(file, 'utf8')) };
}

/** Units of the kind alone; a paste comes with its undoing. */
function countsOf(/** @type {string} */ kind) {
  const none = { typing: 0, others: 0, pastes: 0 };
  if (kind === 'typing') return { ...none, typing: COUNTS.typing };
  if (kind === 'paste' || kind === 'undo') return { ...none, pastes: COUNTS.pastes };
  return { ...none, others: { [kind]: COUNTS.others } };
}

/** Signals the server, which says when it has done what it does then. */
async function signalled(/** @type {Session} */ { live }, /** @type {string} */ told) {
  live.process.kill('SIGUSR2');
  for (let tries = 0; tries < 1000; tries++) {
    await after(10);
    if (live.errors.includes(told)) return;
  }
  throw new NoAnswer('the profile was not written');
}

/**
 * @param {Profile} profile
 * @param {(frame: CallFrame) => Source | undefined} sourceOf
 * @param {number} edits
 * @returns {ReadonlyMap<string, number>} microseconds an edit, by function; what waits is left out
 */
function selfTimes({ nodes, samples, timeDeltas }, sourceOf, edits) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame, sourceOf(callFrame))]));
  /** @type {Map<string, number>} */
  const totals = new Map();
  for (const [i, id] of samples.entries()) {
    const name = names.get(id) ?? '';
    if (name !== '(idle)') totals.set(name, (totals.get(name) ?? 0) + (timeDeltas[i] ?? 0) / edits);
  }
  return totals;
}

function nameOf(/** @type {CallFrame} */ { functionName, url }, /** @type {Source | undefined} */ source) {
  const name = functionName || '(anonymous)';
  if (source) return `${name}  ${source.file}:${source.line}`;
  return url === '' ? name : `${name}  ${url}`;
}

function table(/** @type {readonly Profiled[]} */ found) {
  const last = found.at(-1);
  if (!last) return '';
  const figures = (/** @type {(one: Profiled) => number} */ of) => {
    const cells = found.map((one) => of(one).toFixed(1).padStart(12));
    const [first, end] = [found[0] && of(found[0]), of(last)];
    const growth = found.length < 2 ? '' : (first ? `${(end / first).toFixed(1)}×` : 'new').padStart(9);
    return `${cells.join('')}${growth}`;
  };
  const whole = (/** @type {Profiled} */ { self }) => [...self.values()].reduce((sum, us) => sum + us, 0);
  const top = [...last.self].sort(([, a], [, b]) => b - a).slice(0, TOP);
  return [
    `${found.map(({ n }) => `N=${n}`.padStart(12)).join('')}${found.length < 2 ? '' : '   growth'}   µs an edit (${found.map(({ edits }) => edits).join(', ')} edits)`,
    `${figures(whole)}   all`,
    ...top.map(([name]) => `${figures(({ self }) => self.get(name) ?? 0)}   ${name}`),
    '',
  ].join('\n');
}
