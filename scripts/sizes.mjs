// `node scripts/sizes.mjs`: what is shipped against its limits; exit 1 where something grew beyond, with what takes the room in it. Behind `npm run package`.
// `--write` notes them in bench/results/sizes.json too.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { about } from '../bench/machine.mjs';
import { table } from '../bench/markdown.mjs';
import { keep } from '../bench/results.mjs';
import { inputsByFile } from './inputs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Limits in kB (1,000 bytes). A limit is a little above what is: whoever needs more raises it here and says why in the commit; whoever saves lowers it.
 * `goal` is where it is meant to go.
 */
export const LIMITS = [
  { file: 'dist/server.js', limit: 690, goal: 700 },
  // What it loads beside with the first request.
  { file: 'dist/answers.js', beyond: 'dist/server.js', limit: 240 },
  // The server of VS Code for the Web, made of the same parts, and what loads it.
  { file: 'dist/worker.js', limit: 680 },
  { file: 'dist/web/server.js', limit: 1 },
  { file: 'dist/cli.js', limit: 727 },
  // When needed.
  { file: 'dist/yaml.js', limit: 100 },
  { file: 'dist/importer.js', beyond: 'dist/answers.js', limit: 260 },
  { file: 'dist/exporter.js', beyond: 'dist/answers.js', limit: 545 },
  { file: 'dist/docx.js', limit: 300 },
  { file: 'dist/client.js', limit: 410 },
  { file: 'dist/web/client.js', limit: 375 },
  // One read at every start.
  { file: 'dist/catalogs/index.json', limit: 315 },
  { file: 'kaiji.vsix', limit: 1495, goal: 1500 },
];

/** Sizes in bytes, each of a file with those it loads at once; 0 where one is missing. */
function sizes() {
  return LIMITS.map(({ beyond, ...entry }) => {
    const known = beyond === undefined ? [] : loadedBy(beyond);
    const [file, ...parts] = loadedBy(entry.file).filter((one) => !known.includes(one));
    const paths = [file, ...parts].map((one) => join(root, one));
    const bytes = paths.every(existsSync) ? paths.reduce((sum, path) => sum + statSync(path).size, 0) : 0;
    return { ...entry, ...(parts.length > 0 ? { with: parts } : {}), bytes };
  });
}

/** A program and the parts it loads at once, those they load among them. What is loaded when needed (`.then(() => require(…))`) is not. */
export function loadedBy(program) {
  const files = new Set([program]);
  for (const file of files) {
    if (!file.endsWith('.js') || !existsSync(join(root, file))) continue;
    for (const [, part] of readFileSync(join(root, file), 'utf8').matchAll(/(?<!=> ?[\w$]*\(?)\brequire\("(\.[^"]+\.js)"\)/g))
      files.add(posix.join(posix.dirname(file), part));
  }
  return [...files];
}

/** Prints a line for each file. @returns {Promise<boolean>} whether all are there and within their limits */
async function report() {
  const measured = sizes();
  const width = Math.max(...measured.map((one) => nameOf(one).length));
  for (const one of measured) {
    const { bytes, limit, goal } = one;
    const size = `${kB(bytes)} of ${limit} kB`.padStart(18);
    console.log(`${nameOf(one).padEnd(width)} ${size}${goal === undefined ? '' : `, goal ${goal} kB`}${outcome(bytes, limit)}`);
  }
  const beyond = measured.filter(({ bytes, limit }) => bytes === 0 || bytes > limit * 1000);
  for (const one of beyond) for (const line of await largest([one.file, ...(one.with ?? [])])) console.log(line);
  if (process.argv.includes('--write')) write(measured);
  return beyond.length === 0;
}

function write(measured) {
  const aimed = measured.filter(({ goal }) => goal !== undefined);
  const rows = measured.map((one) => [nameOf(one), kB(one.bytes), `${one.limit}`, `${one.goal ?? ''}`]);
  keep('sizes', {
    about: about('npm run package && node scripts/sizes.mjs --write'),
    title: 'What is shipped',
    text: `In kB (1,000 bytes). \`npm test\` holds the limits.\n\n${table(['', 'kB', 'limit', 'goal'], rows)}`,
    goals: {
      sizes: {
        measured: aimed.map((one) => `${nameOf(one)} ${kB(one.bytes)} kB`).join(', '),
        met: aimed.every(({ bytes, goal }) => bytes > 0 && bytes <= goal * 1000),
      },
    },
  });
}

function nameOf(one) {
  return [one.file, ...(one.with ?? [])].join(' + ');
}

function outcome(bytes, limit) {
  if (bytes === 0) return '  MISSING';
  return bytes > limit * 1000 ? '  TOO LARGE' : '';
}

function kB(bytes) {
  return (bytes / 1000).toFixed(0);
}

/** What takes most room in bundles, by package or folder and by file. */
async function largest(files) {
  const byFile = await inputsByFile();
  const inputs = files.flatMap((file) => byFile.get(file) ?? []);
  if (inputs.length === 0) return [];
  const groups = new Map();
  for (const [path, bytes] of inputs) groups.set(groupOf(path), (groups.get(groupOf(path)) ?? 0) + bytes);
  const top = (list, count) =>
    [...list]
      .sort(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([path, bytes]) => `${kB(bytes).padStart(8)} kB  ${path}`);
  return [`\n${files.join(' + ')} holds most of:`, ...top(groups, 12), '  and of single files:', ...top(inputs, 12)];
}

function groupOf(path) {
  const library = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return library ?? path.split('/').slice(0, 2).join('/');
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !(await report())) process.exitCode = 1;
