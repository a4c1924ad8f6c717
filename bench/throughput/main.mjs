/**
 * `npm run bench -- --check`: what `kaiji check` does in a second on many packages, and its peak memory, with one job and with two; beside it `yaml` and ajv
 * with the peer's schema in one process, and the floor: bare `yaml` parsing of the same files with as many workers. Every subject is a process of its own;
 * they take turns, round by round.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentOf } from '../content/package.mjs';
import { kaijiPackage, peerDocument } from '../content/render.mjs';
import { figure } from '../figure.mjs';
import { table } from '../markdown.mjs';
import { TELLING_USAGE, usageToldIn } from '../process-usage.mjs';
import { distribution } from '../statistics.mjs';

/** @typedef {import('../results.mjs').Elsewhere} Elsewhere */

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const OTHERS = fileURLToPath(new URL('./others.mjs', import.meta.url));
const DATE = '2026-10-01';
const MIB = 2 ** 20;

/**
 * Packages as they are laid out: so many in `folder`, a tenth of them in `tenth`, which lies in it.
 * @typedef {{ readonly folder: string, readonly tenth: string, readonly schema: string, readonly bytes: number }} Laid
 *
 * @typedef {object} Subject
 * @property {string} title
 * @property {boolean} [findsThings] ends with 1 where it finds something
 * @property {(laid: Laid) => readonly string[]} args to Node
 *
 * @typedef {{ readonly seconds: number, readonly peak: number }} Took median seconds from start to end of the process, most bytes of memory
 */

const check = (/** @type {number} */ jobs, /** @type {'folder' | 'tenth'} */ where) => ({
  title: `\`kaiji check\`, ${jobs === 1 ? '1 job' : `${jobs} jobs`}`,
  findsThings: true,
  args: (/** @type {Laid} */ laid) => [CLI, 'check', '--jobs', `${jobs}`, '--date', DATE, laid[where]],
});
const bare = (/** @type {number} */ jobs) => ({
  title: `bare \`yaml\` parse, ${jobs === 1 ? '1 worker' : `${jobs} workers`}`,
  args: (/** @type {Laid} */ { folder }) => [OTHERS, 'parse', folder, `${jobs}`],
});

/** @satisfies {Record<string, Subject>} */
const SUBJECTS = {
  one: check(1, 'folder'),
  two: check(2, 'folder'),
  peer: {
    title: '`yaml` + ajv with the peer’s schema, one process',
    args: (/** @type {Laid} */ { folder, schema }) => [OTHERS, 'schema', folder, schema],
  },
  bareOne: bare(1),
  bareTwo: bare(2),
  tenthOne: check(1, 'tenth'),
  tenthTwo: check(2, 'tenth'),
};
/** @typedef {keyof typeof SUBJECTS} Name */
const NAMES = /** @type {Name[]} */ (Object.keys(SUBJECTS));

/**
 * @param {{ packages: number, answers: number, rounds: number }} plan
 * @param {(told: string) => void} say
 * @returns {Promise<Omit<Elsewhere, 'about'>>}
 */
export async function measureCheck({ packages, answers, rounds }, say) {
  const scratch = mkdtempSync(join(tmpdir(), 'kaiji-throughput-'));
  const tidy = () => rmSync(scratch, { recursive: true, force: true });
  process.once('exit', tidy);
  const laid = layOut(scratch, packages, answers);
  /** @type {Record<Name, { seconds: number, peak: number }[]>} */
  const runs = { one: [], two: [], peer: [], bareOne: [], bareTwo: [], tenthOne: [], tenthTwo: [] };
  for (let round = 0; round < rounds; round++) {
    const outputs = new Map();
    for (const name of NAMES) {
      const { output, ...took } = run(SUBJECTS[name], laid);
      outputs.set(name, output);
      runs[name].push(took);
      say(`check, round ${round + 1}: ${name} ${took.seconds.toFixed(1)} s, ${figure(took.peak / MIB)} MiB`);
    }
    if (outputs.get('one') !== outputs.get('two')) throw new Error('two jobs print something else than one');
  }
  tidy();
  const took = /** @type {Record<Name, Took>} */ (Object.fromEntries(NAMES.map((name) => [name, summed(runs[name])])));
  return told(took, { packages, answers, rounds, bytes: laid.bytes });
}

/** @returns {Laid} */
function layOut(/** @type {string} */ scratch, /** @type {number} */ packages, /** @type {number} */ answers) {
  const folder = join(scratch, 'packages');
  const tenth = join(folder, 'tenth');
  const schema = join(scratch, 'schema.json');
  let bytes = 0;
  for (let i = 0; i < packages; i++) {
    // The catalog is one we ship, as for most packages.
    const content = contentOf({ answers, seed: i + 1, catalog: 'medcloud-checklist', prefix: 'CL' });
    const { files, sheet } = kaijiPackage(content);
    files.delete('catalog.kaiji.yaml');
    files.set('checklist.kaiji.yaml', sheet.head + sheet.entries.join(''));
    const home = join(i < packages / 10 ? tenth : folder, `service-${String(i + 1).padStart(5, '0')}`);
    mkdirSync(home, { recursive: true });
    for (const [name, text] of files) {
      writeFileSync(join(home, name), text);
      bytes += Buffer.byteLength(text);
    }
    // IDs are those of every package.
    if (i === 0) writeFileSync(schema, peerDocument(content).files.get('schema.json') ?? '');
  }
  return { folder, tenth, schema, bytes };
}

function run(/** @type {Subject} */ { title, findsThings, args }, /** @type {Laid} */ laid) {
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [...TELLING_USAGE, ...args(laid)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const seconds = (performance.now() - from) / 1000;
  if (status === null || status > (findsThings ? 1 : 0)) throw new Error(`${title} ended with ${status}: ${stderr}`);
  return { seconds, peak: usageToldIn(stderr).peak, output: stdout };
}

/** @returns {Took} */
function summed(/** @type {readonly { seconds: number, peak: number }[]} */ runs) {
  const seconds = distribution(runs.map((run) => run.seconds))?.p50 ?? 0;
  return { seconds, peak: Math.max(...runs.map(({ peak }) => peak)) };
}

/**
 * @param {Record<Name, Took>} took
 * @param {{ packages: number, answers: number, rounds: number, bytes: number }} what
 * @returns {Omit<Elsewhere, 'about'>}
 */
export function told(took, { packages, answers, rounds, bytes }) {
  const { one, two, peer, bareOne, bareTwo, tenthOne, tenthTwo } = took;
  const [ours, theirs] = [one.seconds / two.seconds, bareOne.seconds / bareTwo.seconds];
  const growths = [one.peak / tenthOne.peak, two.peak / tenthTwo.peak];
  const rows = /** @type {const} */ (['one', 'two', 'peer', 'bareOne', 'bareTwo']).map((name) => {
    const { seconds, peak } = took[name];
    const speed = [packages / seconds, bytes / 1e6 / seconds].map(figure);
    return [SUBJECTS[name].title, figure(seconds), ...speed, figure(peak / MIB), `${figure(peer.seconds / seconds)} ×`];
  });
  const text = [
    `${packages.toLocaleString('en')} packages of ${answers} answers, ${figure(bytes / 1e6)} MB; medians of ${rounds}, the most memory of any. \`kaiji check\` reads, checks and
prints; every process is timed from its start to its end.`,
    table(['', 's', 'packages/s', 'MB/s', 'peak memory, MiB', 'as fast as `yaml` + ajv'], rows),
    `From one to two: \`kaiji check\` ${figure(ours)} ×, bare parsing ${figure(theirs)} × as fast. A tenth of the packages takes ${figure(tenthOne.peak / MIB)} MiB with one job
and ${figure(tenthTwo.peak / MIB)} MiB with two: memory that does not grow with the packages is bounded by those under way.`,
  ].join('\n\n');
  const measured = `${figure(ours / theirs)} × (${figure(ours)} × beside ${figure(theirs)} ×); memory ${growths.map(figure).join(' and ')} × that of a tenth of the packages (1 and 2 jobs)`;
  const met = ours / theirs >= 0.9 && Math.max(...growths) <= 1.5;
  return { title: '`kaiji check` on many packages', text, goals: { check: { measured, met } } };
}
