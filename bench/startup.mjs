// `npm run profile:start [RUNS]`: where the time goes from the start of the server's process to the first findings of an example. The built server is timed;
// the same source, not minified, is profiled, and each sample counted for the file it fell in. Writes bench/results/startup.json.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as lsp from 'vscode-languageserver-protocol/node';
import { buildAll, builds } from '../esbuild.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.argv[2] ?? 9);
const example = join(root, 'examples', 'clinic-cloud');
const sheet = join(example, 'checklist.kaiji.yaml');

/** Microseconds between samples. */
const INTERVAL = 200;

await buildAll({ logLevel: 'warning' });
const scratch = mkdtempSync(join(tmpdir(), 'kaiji-startup-'));
try {
  const timed = [];
  for (let run = 0; run < runs; run++) timed.push(await start(join(root, 'dist', 'server.js')));
  const parts = partsOf(await profiled());
  const measured = Object.fromEntries(Object.keys(timed[0]).map((part) => [part, middle(timed.map((one) => one[part]))]));
  print(measured, parts);
  const what = `Milliseconds from the start of the server's process, opening ${sheet.slice(root.length)} of an example package (medians of ${runs}): \`measured\` as a client sees the built server, and its processor time until it ended; \`parts\` processor time by what runs, of one profiled run of the same source not minified: evaluating a bundle's modules is told apart from what they then do.`;
  const folder = join(root, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const result = { what, command: 'npm run profile:start', node: process.version, measured, parts };
  writeFileSync(join(folder, 'startup.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Starts a server, opens the sheet, asks for its findings and ends.
 * @returns {Promise<{ bare: number, initialized: number, findings: number, processor: number }>} milliseconds; `bare` is Node alone, started right before
 */
async function start(server, options = []) {
  const bare = await timeOf(['-e', '0']);
  const begun = performance.now();
  const child = spawn(process.execPath, [...options, '-r', join(root, 'bench', 'processor-time.cjs'), server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(child.stdout),
    new lsp.StreamMessageWriter(child.stdin),
  );
  connection.onRequest((_, parameters) => (Array.isArray(parameters?.items) ? parameters.items.map(() => null) : null));
  connection.listen();
  const folder = pathToFileURL(example).toString();
  const uri = pathToFileURL(sheet).toString();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: folder, name: 'example' }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
  });
  const initialized = performance.now() - begun;
  await connection.sendNotification('initialized', {});
  const textDocument = { uri, languageId: 'kaiji', version: 1, text: readFileSync(sheet, 'utf8') };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const { items } = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  const findings = performance.now() - begun;
  if (!(items?.length > 0)) throw new Error('the example has findings');
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await ended;
  connection.dispose();
  return { bare, initialized, findings, processor: Number(/processor ms: ([\d.]+)/.exec(told)?.[1]) };
}

function timeOf(args) {
  const begun = performance.now();
  return new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: 'ignore' }).on('close', () => resolve(performance.now() - begun));
  });
}

/** @returns {Promise<{ profiles: object[], text: string }>} profiles of a server with names, and its program's text */
async function profiled() {
  const outfile = join(scratch, 'server.js');
  const options = builds.find((one) => one.entryPoints.server);
  // In one piece, as nothing is shared here.
  const whole = { entryPoints: [options.entryPoints.server], outdir: undefined, outfile, splitting: false, format: 'cjs' };
  await build({ ...options, ...whole, absWorkingDir: root, plugins: [], write: true, minify: false, logLevel: 'error' });
  symlinkSync(join(root, 'dist', 'catalogs'), join(scratch, 'catalogs'));
  for (let run = 0; run < runs; run++)
    await start(outfile, ['--cpu-prof', `--cpu-prof-dir=${scratch}`, `--cpu-prof-interval=${INTERVAL}`]);
  const names = readdirSync(scratch).filter((name) => name.endsWith('.cpuprofile'));
  if (names.length < runs) throw new Error('Node wrote no profile');
  const profiles = names.map((name) => JSON.parse(readFileSync(join(scratch, name), 'utf8')));
  return { profiles, text: readFileSync(outfile, 'utf8') };
}

/** @returns {{ part: string, share: number }[]} of the time that is not idle, the largest first */
function partsOf({ profiles, text }) {
  // esbuild heads each file's code with a comment of its path.
  let file = 'bundle';
  const files = text.split('\n').map((line) => {
    file = /^(?: {2}|\t)?\/\/ ((?:core|server|schemas|node_modules)\/\S+)$/.exec(line)?.[1] ?? file;
    return file;
  });
  const totals = new Map();
  for (const profile of profiles) count(profile, files, totals);
  const whole = [...totals.values()].reduce((sum, ms) => sum + ms, 0);
  return [...totals]
    .map(([part, ms]) => ({ part, share: Math.round((1000 * ms) / whole) / 1000 }))
    .sort((a, b) => b.share - a.share);
}

/** Adds the milliseconds of a profile to `totals`, by part; `files` has the file of each line of the program. */
function count(profile, files, totals) {
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const partOf = new Map();
  const isOurs = ({ callFrame }) => callFrame.url.endsWith('/server.js');
  const named = (id) => {
    const node = nodes.get(id);
    const { functionName, url } = node.callFrame;
    if (functionName === '(idle)') return undefined;
    if (functionName === '(garbage collector)') return 'garbage collection';
    // What Node or the engine does for one of our functions counts for that function.
    const above = [];
    for (let up = node; up; up = nodes.get(parents.get(up.id))) if (isOurs(up)) above.push(up);
    const isEvaluation = above.some(({ callFrame }) => callFrame.functionName === '' && callFrame.lineNumber === 0);
    if (isEvaluation) return 'evaluating the modules';
    if (above[0]) return groupOf(files[above[0].callFrame.lineNumber] ?? '');
    return url.startsWith('node:') || functionName.startsWith('(') ? 'Node itself' : 'other';
  };
  profile.samples.forEach((id, i) => {
    if (!partOf.has(id)) partOf.set(id, named(id));
    const part = partOf.get(id);
    if (part !== undefined) totals.set(part, (totals.get(part) ?? 0) + profile.timeDeltas[i] / 1000);
  });
}

function groupOf(path) {
  const library = /^.*node_modules\/([^/]+)/.exec(path)?.[1];
  return library ?? path.split('/').slice(0, 2).join('/');
}

function print(measured, parts) {
  for (const [part, ms] of Object.entries(measured)) console.log(`${part.padEnd(28)}${ms.toFixed(0).padStart(7)} ms`);
  console.log('\nshare of what runs (profiled runs)');
  for (const { part, share } of parts.slice(0, 16)) console.log(`${part.padEnd(28)}${(100 * share).toFixed(1).padStart(7)} %`);
}

function middle(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
