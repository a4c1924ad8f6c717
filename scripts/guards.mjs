// `npm run guards [-- T-1 T-2 …]`: takes each guard of the threat model (test/security/threats) out of a copy of the project, and expects the threat's test to
// fail there. Ends with status 1 where one does not: that test would not see the hole. It takes minutes, and VS Code for T-42.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threats } from '../test/security/threats/index.mjs';
import { sourceFiles } from './sources.mjs';

const VERDICTS = {
  failed: 'seen to fail',
  passed: 'NOT SEEN: it passes',
  unknown: 'NOT RUN',
  absent: 'THE GUARD IS NOT THERE',
};

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
const chosen = threats.filter(({ id }) => asked.length === 0 || asked.includes(id));
const unknown = asked.filter((id) => !threats.some((threat) => threat.id === id));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')} in docs/security.md.`);
  process.exit(2);
}

const copy = mkdtempSync(join(tmpdir(), 'kaiji-guards-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
copyProject();

const inRunner = chosen.filter(({ test }) => test.file.endsWith('.test.ts'));
if (inRunner.length > 0 && tested(inRunner.map(({ test }) => test)) !== 'passed') {
  console.error('A test fails, or is not there, while its guard stands: npm run test:unit says which.');
  process.exit(1);
}
let seen = 0;
for (const threat of chosen) {
  const told = verdict(threat);
  if (told === 'failed') seen++;
  console.log(`${threat.id.padEnd(5)}${VERDICTS[told].padEnd(26)}${threat.guard.file} ${threat.guard.name}`);
}
console.log(`${seen} of ${chosen.length} tests were seen to fail without their guards`);
process.exitCode = seen < chosen.length ? 1 : 0;

/** What a threat's test says without the guard. @param {import('../test/security/threats/index.mjs').Threat} threat */
function verdict({ guard, test }) {
  const path = join(copy, guard.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(guard.was).length !== 2) return 'absent';
  writeFileSync(
    path,
    source.replace(guard.was, () => guard.becomes),
  );
  const told = test.file.endsWith('.test.ts') ? tested([test]) : inVsCode(test.title);
  writeFileSync(path, source);
  return told;
}

/** What tests of the test runner say, all together. @returns {keyof typeof VERDICTS} */
function tested(tests) {
  const results = join(copy, 'dist', 'guards.json');
  rmSync(results, { force: true });
  const titles = tests.map(({ title, only = title }) => only.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const files = [...new Set(tests.map(({ file }) => file))];
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...files,
    '-t',
    titles.join('|'),
    '--reporter=json',
    `--outputFile=${results}`,
  ];
  spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore' });
  if (!existsSync(results)) return 'unknown';
  const { testResults } = JSON.parse(readFileSync(results, 'utf8'));
  const statuses = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  if (statuses.includes('failed')) return 'failed';
  return statuses.filter((status) => status === 'passed').length >= tests.length ? 'passed' : 'unknown';
}

/** What a case of the suite that runs in the extension host says. @returns {keyof typeof VERDICTS} */
function inVsCode(title) {
  spawnSync(process.execPath, ['esbuild.mjs'], { cwd: copy, stdio: 'ignore' });
  const { stdout } = spawnSync(process.execPath, ['scripts/test.mjs', 'host'], { cwd: copy, encoding: 'utf8' });
  if (stdout.includes(`FAIL ${title}`)) return 'failed';
  return stdout.includes(`ok   ${title}`) ? 'passed' : 'unknown';
}

/** The sources; what npm installed is the same. */
function copyProject() {
  for (const file of sourceFiles()) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file), { force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
}
