// `npm run profile:start [RUNS]`: where the time goes from the start of the server's process to the first findings of an example. The built server is timed;
// the same source, not minified, is profiled, and each sample counted for the file it fell in. Writes bench/results/startup.json.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAll } from '../esbuild.mjs';
import { figure } from './figure.mjs';
import { Connection } from './lsp/connection.mjs';
import { about } from './machine.mjs';
import { table } from './markdown.mjs';
import { namedServer } from './named-server.mjs';
import { TELLING_USAGE, usageToldIn } from './process-usage.mjs';
import { keep } from './results.mjs';
import { distribution } from './statistics.mjs';

/** @typedef {import('./named-server.mjs').Profile} Profile */
/** @typedef {import('./named-server.mjs').CallFrame} CallFrame */
/** @typedef {import('./named-server.mjs').Source} Source */

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.argv[2] ?? 9);
const EXAMPLE = 'examples/clinic-cloud';
const SHEET = `${EXAMPLE}/checklist.kaiji.yaml`;

/** Microseconds between samples. */
const INTERVAL = 200;
/** How many parts are told. */
const TOP = 16;

/**
 * Milliseconds: Node alone, started right before; then from the start of the server's process; `processor` until it ended.
 * @typedef {{ bare: number, initialized: number, findings: number, processor: number }} Start
 */

const PARTS = /** @type {const} */ ({
  bare: 'Node alone, from start to end',
  initialized: 'process start → answer to `initialize`',
  findings: 'process start → first findings',
  processor: 'processor time until the process ended',
});

await buildAll({ logLevel: 'warning' });
const began = about('npm run profile:start');
const scratch = mkdtempSync(join(tmpdir(), 'kaiji-startup-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
/** @type {Start[]} */
const timed = [];
for (let run = 0; run < runs; run++) timed.push(await start(join(root, 'dist', 'server.js')));
const times = Object.entries(PARTS).map(([part, title]) => [
  title,
  figure(distribution(timed.map((one) => one[/** @type {keyof Start} */ (part)]))?.p50),
]);
const shares = (await profiledParts()).slice(0, TOP).map(({ part, share }) => [part, `${figure(100 * share)} %`]);
const text = [
  `The server opens ${SHEET} of the examples; medians of ${runs}.`,
  table(['', 'ms'], times),
  `What runs, by processor time, of ${runs} profiled runs of the same source not minified; what Node does for a function counts for that function.`,
  table(['part', 'share'], shares),
].join('\n\n');
process.stdout.write(`${text}\n`);
keep('startup', { about: began, title: 'Where start-up goes', text, goals: {} });

/**
 * Starts a server, opens the sheet, asks for its findings and ends.
 * @param {string} server
 * @param {readonly string[]} [options] of Node
 * @returns {Promise<Start>}
 */
async function start(server, options = []) {
  const from = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  const bare = performance.now() - from;
  const answers = (/** @type {string} */ method, /** @type {{ items: readonly unknown[] }} */ params) =>
    method === 'workspace/configuration' ? params.items.map(() => null) : null;
  const connection = new Connection({ args: [...options, ...TELLING_USAGE, server, '--stdio'] }, answers);
  const begun = connection.startedAt;
  const [folder, uri] = [EXAMPLE, SHEET].map((path) => pathToFileURL(join(root, path)).href);
  const { arrivedAt: initialized } = await connection.request('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: folder, name: 'example' }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
  });
  connection.notify('initialized', {});
  const textDocument = { uri, languageId: 'kaiji', version: 1, text: readFileSync(join(root, SHEET), 'utf8') };
  connection.notify('textDocument/didOpen', { textDocument });
  const { result, arrivedAt: findings } = await connection.request('textDocument/diagnostic', { textDocument: { uri } });
  if (!(result.items?.length > 0)) throw new Error('the example has findings');
  await connection.stop();
  const { processor } = usageToldIn(connection.errors);
  return { bare, initialized: initialized - begun, findings: findings - begun, processor };
}

/** The time that is not idle, by part, the largest first. */
async function profiledParts() {
  const { server, sourceOf } = await namedServer(scratch);
  for (let run = 0; run < runs; run++)
    await start(server, ['--cpu-prof', `--cpu-prof-dir=${scratch}`, `--cpu-prof-interval=${INTERVAL}`]);
  const names = readdirSync(scratch).filter((name) => name.endsWith('.cpuprofile'));
  if (names.length < runs) throw new Error('Node wrote no profile');
  /** @type {Map<string, number>} */
  const totals = new Map();
  for (const name of names) count(JSON.parse(readFileSync(join(scratch, name), 'utf8')), sourceOf, totals);
  const whole = [...totals.values()].reduce((sum, us) => sum + us, 0);
  return [...totals].map(([part, us]) => ({ part, share: us / whole })).sort((a, b) => b.share - a.share);
}

/**
 * Adds the microseconds of a profile to `totals`, by part.
 * @param {Profile} profile
 * @param {(frame: CallFrame) => Source | undefined} sourceOf
 * @param {Map<string, number>} totals
 */
function count({ nodes, samples, timeDeltas }, sourceOf, totals) {
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node])));
  const frames = new Map(nodes.map((node) => [node.id, node]));
  const partOf = (/** @type {number} */ id) => {
    const node = frames.get(id);
    const { functionName = '', url = '' } = node?.callFrame ?? {};
    if (functionName === '(idle)') return undefined;
    if (functionName === '(garbage collector)') return 'garbage collection';
    const ours = [];
    for (let up = node; up; up = parents.get(up.id)) {
      const source = sourceOf(up.callFrame);
      if (source) ours.push({ source, isProgram: up.callFrame.functionName === '' && up.callFrame.lineNumber === 0 });
    }
    if (ours.some(({ isProgram }) => isProgram)) return 'evaluating the modules';
    if (ours[0]) return groupOf(ours[0].source.file);
    return url.startsWith('node:') || functionName.startsWith('(') ? 'Node itself' : 'other';
  };
  const known = new Map(nodes.map(({ id }) => [id, partOf(id)]));
  for (const [i, id] of samples.entries()) {
    const part = known.get(id);
    if (part !== undefined) totals.set(part, (totals.get(part) ?? 0) + (timeDeltas[i] ?? 0));
  }
}

/** A library, or a folder of ours. */
function groupOf(/** @type {string} */ path) {
  const library = /^.*node_modules\/([^/]+)/.exec(path)?.[1];
  return library ?? path.split('/').slice(0, 2).join('/');
}
