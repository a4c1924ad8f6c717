// `npm run coverage`: the unit step, part by part, counting which statements of core, convert, server and cli ran: in the tests' own process, and in the
// programs of dist/ that tests start (what ends by a signal cannot tell). A table by folder, and what no test reaches of the folders named:
//   npm run coverage -- [FOLDER…] [--resume] [--tables]
// `--resume` goes on behind the last part that was finished, `--tables` reads what was counted before.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MAPS, OWN, STARTED } from './coverage/places.mjs';
import { startedCounts } from './coverage/started-counts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PARTS = 6;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { resume: { type: 'boolean', default: false }, tables: { type: 'boolean', default: false } },
});

if (!values.tables) {
  if (!values.resume) for (const folder of [MAPS, OWN, STARTED]) rmSync(folder, { recursive: true, force: true });
  for (let part = 1; part <= PARTS; part++) {
    const counted = join(OWN, `${part}`, 'coverage-final.json');
    if (existsSync(counted)) continue;
    const args = [
      '--config',
      'vitest.coverage.config.ts',
      '--shard',
      `${part}/${PARTS}`,
      '--coverage.reportsDirectory',
      join(OWN, `${part}`),
    ];
    spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], { cwd: root, stdio: 'inherit' });
    if (!existsSync(counted)) {
      console.error(`Part ${part} of ${PARTS} did not come to its end, and nothing of it is counted: --resume tries it again.`);
      process.exitCode = 1;
    }
  }
}

/** Every statement: where it stands, whether tests ran it themselves, and whether a program did that they started. */
const files = new Map();
const started = startedCounts();
for (const { statementMap, s, branchMap, b, path } of reports()) {
  const name = relative(root, path).replaceAll('\\', '/');
  const known = files.get(name) ?? { statements: new Map(), branches: new Map() };
  files.set(name, known);
  for (const [id, { start }] of Object.entries(statementMap)) {
    const place = `${start.line}:${start.column}`;
    const inStarted = hasRun(started.get(name)?.get(start.line), start.column);
    known.statements.set(place, {
      line: start.line,
      own: (known.statements.get(place)?.own ?? false) || s[id] > 0,
      started: inStarted,
    });
  }
  for (const [id, { locations }] of Object.entries(branchMap))
    for (const [i, { start }] of locations.entries()) {
      const place = `${start.line}:${start.column}#${i}`;
      known.branches.set(place, (known.branches.get(place) ?? false) || b[id][i] > 0);
    }
}

const rows = new Map();
for (const [name, { statements, branches }] of [...files].sort()) {
  const [top = ''] = name.split('/');
  for (const key of new Set([top, dirname(name).split('/').slice(0, 2).join('/')])) {
    const row = rows.get(key) ?? { statements: 0, own: 0, any: 0, branches: 0, taken: 0 };
    rows.set(key, row);
    for (const one of statements.values()) {
      row.statements++;
      if (one.own) row.own++;
      if (one.own || one.started) row.any++;
    }
    row.branches += branches.size;
    row.taken += [...branches.values()].filter(Boolean).length;
  }
}
const percent = (part, of) => (of === 0 ? '–' : `${((part / of) * 100).toFixed(1)} %`);
console.log(
  '\n| Folder | Statements | run by tests | or by a program they start | branches taken by tests |\n| --- | ---: | ---: | ---: | ---: |',
);
for (const [folder, { statements, own, any, branches, taken }] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(
    `| ${folder} | ${statements} | ${percent(own, statements)} | ${percent(any, statements)} | ${percent(taken, branches)} |`,
  );

for (const [name, { statements }] of [...files].sort()) {
  if (!positionals.some((folder) => name.startsWith(folder))) continue;
  const lines = [...new Set([...statements.values()].filter((one) => !one.own && !one.started).map(({ line }) => line))];
  const source = readFileSync(join(root, name), 'utf8').split('\n');
  for (const line of lines.sort((a, b) => a - b)) console.log(`${name}:${line}: ${source[line - 1]?.trim()}`);
}

/** Whether what begins at a column ran, by the places of its line in a program: the first from there on, where none is exactly there. */
function hasRun(places = new Map(), column) {
  const behind = [...places.keys()].filter((place) => place >= column);
  return places.get(behind.length > 0 ? Math.min(...behind) : Math.max(...places.keys())) ?? false;
}

/** What vitest counted, file by file, of all parts. */
function reports() {
  const folders = existsSync(OWN) ? readdirSync(OWN).map((part) => join(OWN, part, 'coverage-final.json')) : [];
  return folders.filter((path) => existsSync(path)).flatMap((path) => Object.values(JSON.parse(readFileSync(path, 'utf8'))));
}
