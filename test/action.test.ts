/** The GitHub Action (action.yml), its one step run as the runner runs it: by bash, inputs in the environment, in the folder of a repository. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly [Step, ...Step[]] };
}
interface Step {
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'kaiji-action-'));
  cpSync(join(ROOT, 'examples'), repository, { recursive: true });
});
afterEach(() => rmSync(repository, { recursive: true }));

/** @param given the inputs of the workflow @param path where the action was unpacked */
function run(given: Readonly<Record<string, string>>, path = ROOT) {
  const [step] = action.runs.steps;
  const inputs: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default])),
    ...given,
  };
  // What the runner puts in place of its expressions; one that it does not know would stay as it is.
  const env = Object.fromEntries(
    Object.entries(step.env).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => inputs[input] ?? '?'),
    ]),
  );
  expect(JSON.stringify(env)).not.toContain('${{');
  // As `shell: bash` is run, by the runner's documentation.
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: repository,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', GITHUB_ACTION_PATH: path, ...env },
  });
}

test('one step, without an expression in what the shell reads', () => {
  expect(action.runs).toMatchObject({ using: 'composite', steps: [{ shell: 'bash' }] });
  expect(action.runs.steps).toHaveLength(1);
  expect(action.runs.steps[0].run).not.toContain('${{');
});

test('annotates what it finds, and fails as asked', () => {
  const { status, stdout } = run({ paths: 'clinic-cloud' });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error file=clinic-cloud\/assessment\.kaiji\.yaml,line=8,/m);
  expect(run({ paths: 'finished-small\n' })).toMatchObject({ status: 0, stdout: expect.not.stringContaining('::error') });
  expect(run({ paths: 'finished-small\nclinic-cloud' }).status).toBe(1);
});

test('writes a report for a later step, and counts a baseline', () => {
  expect(run({ paths: 'clinic-cloud', format: 'sarif', output: 'kaiji.sarif' })).toMatchObject({ status: 1, stdout: '' });
  const { runs } = JSON.parse(readFileSync(join(repository, 'kaiji.sarif'), 'utf8')) as { runs: [{ results: object[] }] };
  expect(runs[0].results.length).toBeGreaterThan(100);
  const cli = join(ROOT, 'dist', 'cli.js');
  const args = ['baseline', '--reason', 'x', 'clinic-cloud'];
  expect(spawnSync(process.execPath, [cli, ...args], { cwd: repository }).status).toBe(0);
  expect(run({ paths: 'clinic-cloud', baseline: 'kaiji-baseline.json', lang: 'en' }).stdout).toMatch(/findings \(0 errors/);
});

test('an input is never a command, and what is wrong is said', () => {
  for (const paths of ['$(touch hit)', '`touch hit`', '; touch hit', '--format=$(touch hit)', '" ; touch hit ; "'])
    run({ paths });
  run({ format: '$(touch hit)', baseline: '`touch hit`', lang: '; touch hit', 'fail-on': '$(touch hit)' });
  expect(() => readFileSync(join(repository, 'hit'))).toThrow(/ENOENT/);
  expect(run({ format: 'nonsense' })).toMatchObject({ status: 2, stderr: expect.stringContaining('nonsense') });
  expect(run({}, repository)).toMatchObject({
    status: 2,
    stdout: expect.stringMatching(/^::error title=Kaiji::dist\/cli\.js is not/),
  });
});
