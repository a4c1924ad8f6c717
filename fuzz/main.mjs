// `npm run fuzz`: see docs/reliability.md, or --help. Exit status 1 where something was found.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildAll } from '../esbuild.mjs';
import { bundlePrograms } from './programs.mjs';
import { table } from './table.mjs';

const HELP = `npm run fuzz -- [--seconds N | --minutes N] [--inputs N] [--seed N|random] [--target NAME]… [--input N] [--find FILE]…
Runs random inputs through the targets of fuzz/targets (all, their time shared evenly; two minutes and a half together), --inputs of each at most.
--input runs a single one of a target and a seed; --find runs again what was written down in dist/fuzz/finds, or kept in fuzz/finds.
What was done is printed, and written to dist/fuzz/report.json. Exit status 1 where something was found.
`;
const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    seconds: { type: 'string' },
    minutes: { type: 'string' },
    inputs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true },
    input: { type: 'string' },
    find: { type: 'string', multiple: true },
    // For the test of the fuzzer: other targets, and dist/ as it is.
    targets: { type: 'string' },
    built: { type: 'boolean' },
  },
});
const folder = values.targets ? resolve(values.targets) : fileURLToPath(new URL('targets', import.meta.url));
const known = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => basename(name, '.ts'))
  .sort();
const targets = values.target ?? known;
const seconds = values.minutes === undefined ? Number(values.seconds ?? 150) : Number(values.minutes) * 60;
const seed = values.seed === 'random' ? Date.now() % 2 ** 31 : Number(values.seed);
const number = values.input === undefined ? undefined : Number(values.input);
const inputs = Number(values.inputs ?? Number.POSITIVE_INFINITY);
const isSense =
  seconds > 0 &&
  inputs > 0 &&
  Number.isSafeInteger(seed) &&
  targets.every((name) => known.includes(name)) &&
  (number === undefined || (Number.isSafeInteger(number) && targets.length === 1));
if (values.help || !isSense) {
  console.log(`${HELP}Targets: ${known.join(', ')}`);
  process.exit(values.help ? 0 : 2);
}

const out = fileURLToPath(new URL(`../dist/fuzz${values.targets ? `-${basename(folder)}` : ''}`, import.meta.url));
if (!values.built) await buildAll({ logLevel: 'warning' });
const programs = join(out, 'programs');
await bundlePrograms(folder, programs);
/** @type {typeof import('./fuzz.ts')} */
const { again, fuzz } = await import(pathToFileURL(join(programs, 'fuzz.mjs')).toString());
const say = (/** @type {string} */ line) => console.log(line);

if (values.find) {
  const failing = await again(values.find, { programs, say });
  process.exitCode = failing.length > 0 ? 1 : 0;
} else {
  const finds = join(out, 'finds');
  if (number === undefined) rmSync(finds, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const options = [...(values.targets ? [`--targets ${relative('', folder)}`] : []), ...(values.built ? ['--built'] : [])];
  const done = await fuzz({
    targets,
    programs,
    seconds,
    inputs,
    seed,
    ...(number === undefined ? {} : { number }),
    finds: relative('', finds),
    command: ['npm run fuzz --', ...options].join(' '),
    say,
  });
  writeFileSync(join(out, 'report.json'), `${JSON.stringify({ node: process.version, seed, targets: done }, null, 1)}\n`);
  console.log(table(done));
  process.exitCode = done.some((one) => one.finds.length > 0) ? 1 : 0;
}
