// `npm test`: everything, in order, with a line for each step that says what ran where and what did not. Exit 1 where a step failed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { provisionEditors } from '../test/editors/provision.mjs';
import { provisionHooks } from '../test/hooks/provision.mjs';
import { provisionNodes } from '../test/nodes/provision.mjs';
import { provisionOffice } from '../test/office/provision.mjs';
import { provision, provisionWeb } from '../test/vscode/provision.mjs';

const node = process.execPath;
const bin = (name, ...args) => [node, [`node_modules/${name}`, ...args]];
/** Where the tests of a step leave their results, for the summary. */
const resultsOf = (name) => `dist/results/${name}.json`;
/** Vitest for a step: what it prints is read as it runs, its results afterwards. */
const vitest = (name, ...args) =>
  bin('vitest/vitest.mjs', 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${resultsOf(name)}`);

/** Steps that need a built extension come behind `package`; a failed step does not hide the ones after it. */
const steps = [
  { name: 'lint', what: 'formatter and linter', command: bin('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.') },
  { name: 'package', what: 'bundles and kaiji.vsix', command: [node, ['scripts/package.mjs']] },
  { name: 'sizes', what: 'what is shipped against its limits', command: [node, ['scripts/sizes.mjs']] },
  { name: 'typecheck', what: 'TypeScript project references', command: bin('typescript/bin/tsc', '-b') },
  {
    name: 'unit',
    what: 'core, rules, catalogs, command line and protocol (built server)',
    command: vitest('unit'),
  },
  {
    name: 'editors',
    what: 'Neovim and Emacs, with the lines of docs/editors.md',
    command: vitest('editors', '--config', 'vitest.editors.config.ts'),
    needs: 'editors',
  },
  {
    name: 'hooks',
    what: 'the hooks, called by pre-commit at a commit',
    command: vitest('hooks', '--config', 'vitest.hooks.config.ts'),
    needs: 'hooks',
  },
  {
    name: 'office',
    what: 'exports opened and printed by LibreOffice',
    command: vitest('office', '--config', 'vitest.office.config.ts'),
    needs: 'office',
  },
  {
    name: 'fuzz',
    what: 'random input through every target of fuzz/targets',
    command: [node, ['fuzz/main.mjs', '--built', '--seconds', '150', '--seed', '1']],
  },
  {
    name: 'nodes',
    what: 'server and command line on each Node from the oldest supported to the newest',
    command: vitest('nodes', '--config', 'vitest.nodes.config.ts'),
    needs: 'nodes',
  },
  {
    name: 'reproduce',
    what: 'kaiji.vsix built twice, each time elsewhere, to the same bytes',
    command: [node, ['scripts/reproduce.mjs']],
    needs: 'nodes',
  },
  { name: 'bench', what: 'bounds on how cost grows with size (bench/bounds.mjs)', command: [node, ['bench/main.mjs', '--ci']] },
  { name: 'host', what: 'the extension inside VS Code', command: [node, ['test/vscode/host.mjs', '.']], needs: 'vscode' },
  {
    name: 'workbench',
    what: 'VS Code driven by mouse and keyboard',
    command: vitest('workbench', '--config', 'vitest.e2e.config.ts'),
    needs: 'vscode',
  },
  {
    name: 'web-host',
    what: 'the extension inside VS Code for the Web',
    command: [node, ['test/vscode/web/host.mjs']],
    needs: 'web',
  },
  {
    name: 'web',
    what: 'the same in VS Code for the Web, on a folder without a file system',
    command: vitest('web', '--config', 'vitest.web.config.ts'),
    needs: 'web',
  },
];

const only = process.argv.slice(2);
/** What steps need, from the machine or freshly installed. */
const provisions = {
  editors: provisionEditors,
  hooks: provisionHooks,
  nodes: provisionNodes,
  office: provisionOffice,
  vscode: provision,
  web: provisionWeb,
};
const provided = {};
const results = [];
for (const { name, what, command, needs } of steps) {
  if (only.length > 0 && !only.includes(name)) continue;
  console.log(`\n── ${name}: ${what}`);
  if (needs) {
    provided[needs] ??= await provisions[needs]();
    const { missing } = provided[needs];
    if (missing) {
      console.log(missing);
      // On a CI machine everything must run; elsewhere a missing browser, editor or LibreOffice is said aloud and left out.
      results.push({ name, outcome: process.env.CI ? 'failed' : 'left out', note: missing });
      continue;
    }
  }
  rmSync(resultsOf(name), { force: true });
  const started = performance.now();
  const status = await run(command);
  results.push({
    name,
    outcome: status === 0 ? 'passed' : 'failed',
    note: `${((performance.now() - started) / 1000).toFixed(0)} s`,
  });
}

console.log('\n── summary');
console.log(
  `Node ${process.version}, ${process.platform}; ${existsSync('../shared') ? '../shared is here' : '../shared is absent: tests on source documents left out'}`,
);
const { editors, hooks, nodes, office, vscode, web } = provided;
if (editors && !editors.missing) console.log(`Neovim ${editors.neovim}; Emacs ${editors.emacs} with Eglot ${editors.eglot}`);
if (hooks && !hooks.missing) console.log(`pre-commit ${hooks.preCommit}`);
if (nodes && !nodes.missing) console.log(`Nodes: ${nodes.nodes.map(({ version }) => version).join(', ')}`);
if (office && !office.missing) console.log(`LibreOffice ${office.libreOffice}, Poppler ${office.poppler}`);
if (vscode && !vscode.missing) console.log(`VS Code ${vscode.version} (server) in ${vscode.chromium}`);
if (web && !web.missing) console.log(`VS Code ${web.version} (web) in ${web.chromium}`);
for (const { name, outcome, note } of results) {
  console.log(`  ${outcome.padEnd(9)} ${name} (${note})`);
  // Again at the end: what a step printed of them is thousands of lines above.
  if (outcome === 'failed') for (const failure of failures(name)) console.log(failure);
}
const count = (outcome) => results.filter((result) => result.outcome === outcome).length;
console.log(`steps: ${count('passed')} passed, ${count('failed')} failed, ${count('left out')} skipped`);
process.exitCode = count('failed') > 0 ? 1 : 0;

/** Each test of a step that failed, with how its message begins; none for a step that keeps no results. */
function failures(name) {
  if (!existsSync(resultsOf(name))) return [];
  const begins = (message = '') => message.split('\n').slice(0, 6).join('\n      ');
  return JSON.parse(readFileSync(resultsOf(name), 'utf8')).testResults.flatMap((file) => [
    ...(file.status === 'failed' && file.message ? [`    ${file.name}\n      ${begins(file.message)}`] : []),
    ...file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => `    ${test.fullName}\n      ${begins(test.failureMessages[0])}`),
  ]);
}

function run([command, args]) {
  return new Promise((resolve) => {
    spawn(command, args, { stdio: 'inherit' })
      .on('exit', (code) => resolve(code ?? 1))
      .on('error', () => resolve(1));
  });
}
