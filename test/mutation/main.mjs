// `npm run mutate -- [FILE OR FOLDER…] [--minutes N] [--all]`: changes core/text and core/rules in small ways, one at a time, and tells which changes no
// test notices. What was found is kept in test-artifacts/mutation; the next run goes on from there: a change that was noticed stays noticed while its source
// is the same, for tests are only added. `--all` tries them anew, `--minutes` ends a run early.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from '../../scripts/generate.mjs';
import { instrument } from './instrument.mjs';

/** @typedef {{ line: number, column: number, mutator: string, original: string, replacement: string, status: string, by?: string }} Result */
/** @typedef {Record<string, { source: string, mutants: readonly Result[] }>} Report by file */

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['core/text', 'core/rules'];
const OUT = join(root, 'test-artifacts/mutation');
const REPORT = join(OUT, 'report.json');
/** A mutant that takes longer never ends. */
const PATIENCE = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' }, all: { type: 'boolean', default: false } },
});
const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
).sort(
  (a, b) =>
    FOLDERS.findIndex((folder) => a.startsWith(folder)) - FOLDERS.findIndex((folder) => b.startsWith(folder)) || (a < b ? -1 : 1),
);
const files = sources.filter(
  (file) => positionals.length === 0 || positionals.some((asked) => file === asked || file.startsWith(`${asked}/`)),
);
const end = values.minutes === undefined ? Number.POSITIVE_INFINITY : performance.now() + Number(values.minutes) * 60_000;

// The fixtures are read with the catalogs of dist/.
await generate();
mkdirSync(OUT, { recursive: true });
// Read once: somebody may be at work on them while this runs.
const texts = new Map(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const { mutants, script, imports } = await instrument(root, texts);
const bundle = join(OUT, 'bundle.js');
writeFileSync(bundle, script);
const folder = join(root, 'test/fixtures/rules');
const fixturesFile = join(OUT, 'fixtures.json');
const archives = readdirSync(folder).filter((name) => name.endsWith('.fixture'));
writeFileSync(
  fixturesFile,
  JSON.stringify(Object.fromEntries(archives.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))),
);

/** @type {Report} */
const report = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {};
for (const file of files) {
  if (performance.now() > end) break;
  const source = texts.get(file) ?? '';
  const digest = createHash('sha256').update(source).digest('hex');
  const before = report[file]?.source === digest && !values.all ? report[file].mutants : undefined;
  const own = mutants.filter(({ fileName }) => fileName === file);
  const results = own.map(({ location, mutatorName, replacement }, i) => {
    const { start, end: stop } = location;
    return (
      before?.[i] ?? {
        line: start.line + 1,
        column: start.column + 1,
        mutator: mutatorName,
        original: stretch(source, start, stop),
        replacement,
        status: '',
      }
    );
  });
  const open = own.flatMap(({ id }, i) => (ended(results[i]?.status) ? [] : [{ id, place: i }]));
  const codes = file.startsWith('core/rules/') ? concerned(file) : undefined;
  const isKept = /memoized\(|WeakMap/.test(source);
  const began = performance.now();
  const found = await tried(open.map(({ id }) => ({ id, isKept, ...(codes ? { codes } : {}) })));
  for (const { id, place } of open) Object.assign(/** @type {object} */ (results[place]), found.get(id));
  report[file] = { source: digest, mutants: results };
  writeFileSync(REPORT, JSON.stringify(report, null, 1));
  console.log(`${line(file, results)}  (${open.length} tried in ${((performance.now() - began) / 1000).toFixed(0)} s)`);
}

const shown = files.filter((file) => report[file]);
for (const file of shown)
  for (const { status, line, column, mutator, original, replacement } of report[file]?.mutants ?? [])
    if (!ended(status)) console.log(`${file}:${line}:${column} ${status} ${mutator}: ${short(original)} → ${short(replacement)}`);
for (const folder of FOLDERS) {
  const within = shown.filter((file) => file.startsWith(folder));
  if (within.length > 0)
    console.log(
      line(
        `${folder} (${within.length} files)`,
        within.flatMap((file) => report[file]?.mutants ?? []),
      ),
    );
}

function ended(/** @type {string | undefined} */ status) {
  return status === 'Killed' || status === 'Timeout';
}

/** The part noticed of all, and the others by what is known of them. */
function line(/** @type {string} */ name, /** @type {readonly Result[]} */ results) {
  const count = (/** @type {string} */ status) => results.filter((one) => one.status === status).length;
  const killed = results.filter(({ status }) => ended(status)).length;
  return `${((killed / Math.max(1, results.length)) * 100).toFixed(1).padStart(5)} %  ${name}: ${killed} of ${results.length} noticed, ${count('Survived')} survived, ${count('NoCoverage')} reached by no case, ${count('Timeout')} never ended`;
}

function short(/** @type {string} */ text) {
  const one = text.replace(/\s+/g, ' ');
  return one.length > 90 ? `${one.slice(0, 88)} …` : one;
}

/** @param {{ line: number, column: number }} start 0-based @param {{ line: number, column: number }} stop */
function stretch(/** @type {string} */ source, start, stop) {
  const lines = source.split('\n').slice(start.line, stop.line + 1);
  lines.push((lines.pop() ?? '').slice(0, stop.column));
  lines[0] = (lines[0] ?? '').slice(start.column);
  return lines.join('\n');
}

/** The rules a file is part of. */
function concerned(/** @type {string} */ file) {
  const reaches = (/** @type {string} */ from, /** @type {Set<string>} */ seen) => {
    seen.add(from);
    for (const next of imports.get(from) ?? []) if (next.startsWith('core/rules/') && !seen.has(next)) reaches(next, seen);
    return seen;
  };
  const rules = sources.filter((one) => /^core\/rules\/[\w-]+\.ts$/.test(one) && !/\/(?:rule|registry)\.ts$/.test(one));
  return rules.filter((rule) => reaches(rule, new Set()).has(file)).map((rule) => basename(rule, '.ts'));
}

/** What became of each, by its ID. */
async function tried(/** @type {readonly { id: string }[]} */ asked) {
  /** @type {Map<string, Partial<Result>>} */
  const found = new Map();
  while (found.size < asked.length) {
    const rest = asked.filter(({ id }) => !found.has(id));
    const child = fork(fileURLToPath(new URL('child.mjs', import.meta.url)), [bundle, fixturesFile], {
      stdio: 'inherit',
      execArgv: ['--max-old-space-size=3000'],
    });
    const last = await new Promise((resolve, reject) => {
      /** @type {NodeJS.Timeout | undefined} */
      let watch;
      const wait = () => {
        clearTimeout(watch);
        watch = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      };
      child.on('message', (/** @type {any} */ { id, ready, failed, ...result }) => {
        wait();
        if (failed) reject(new Error(`Without a change: ${failed}`));
        else if (ready) child.send(rest);
        else found.set(id, result);
      });
      child.on('exit', (code, signal) => {
        clearTimeout(watch);
        resolve(signal === 'SIGKILL' ? { status: 'Timeout' } : { status: 'Killed', by: `ended with ${code ?? signal}` });
      });
    });
    const stuck = rest.find(({ id }) => !found.has(id));
    if (stuck) found.set(stuck.id, last);
  }
  return found;
}
