/** The hooks of .pre-commit-hooks.yaml, in a repository that holds the examples, run by pre-commit at a commit. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FINISHED = 'finished-small/disclosure.kaiji.yaml';

let around: string;
let repository: string;
let hooks: string;
beforeAll(() => {
  around = mkdtempSync(join(tmpdir(), 'kaiji-hooks-'));
  // What `npm link` makes: a kaiji on the PATH.
  mkdirSync(join(around, 'bin'));
  writeFileSync(join(around, 'bin/kaiji'), `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist/cli.js')}' "$@"\n`);
  chmodSync(join(around, 'bin/kaiji'), 0o755);
  // The repository the hooks come from; the tool itself is not taken from it.
  hooks = join(around, 'kaiji');
  mkdirSync(hooks);
  cpSync(join(ROOT, '.pre-commit-hooks.yaml'), join(hooks, '.pre-commit-hooks.yaml'));
  commitAll(hooks);
});
afterAll(() => rmSync(around, { recursive: true }));

beforeEach(() => {
  repository = join(around, 'documents');
  rmSync(repository, { recursive: true, force: true });
  cpSync(join(ROOT, 'examples'), repository, { recursive: true });
  writeFileSync(
    join(repository, '.pre-commit-config.yaml'),
    `repos:\n  - repo: ${hooks}\n    rev: ${git(hooks, 'rev-parse', 'HEAD').stdout.trim()}\n    hooks: [{ id: kaiji-fix }, { id: kaiji }]\n`,
  );
  commitAll(repository);
  expect(run('pre-commit', repository, 'install')).toMatchObject({ status: 0 });
});

function run(program: string, cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: [join(around, 'bin'), process.env.PATH].join(delimiter),
      HOME: around,
      LANG: 'C.UTF-8',
      // Nothing but folders of this machine can be fetched from.
      GIT_CONFIG_COUNT: '4',
      GIT_CONFIG_KEY_0: 'protocol.allow',
      GIT_CONFIG_VALUE_0: 'never',
      GIT_CONFIG_KEY_1: 'protocol.file.allow',
      GIT_CONFIG_VALUE_1: 'always',
      GIT_CONFIG_KEY_2: 'user.name',
      GIT_CONFIG_VALUE_2: 'Author',
      GIT_CONFIG_KEY_3: 'user.email',
      GIT_CONFIG_VALUE_3: 'author@example.jp',
    },
  });
  return { status, said: stdout + stderr, stdout };
}

const git = (cwd: string, ...args: string[]) => run('git', cwd, ...args);

function commitAll(folder: string): void {
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  expect(git(folder, 'commit', '--quiet', '--message', 'Begin')).toMatchObject({ status: 0 });
}

function change(path: string, from: string, to: string): void {
  const file = join(repository, path);
  const before = readFileSync(file, 'utf8');
  expect(before).toContain(from);
  writeFileSync(file, before.replace(from, to));
}

const commit = () => {
  git(repository, 'add', '--all');
  return git(repository, 'commit', '--message', 'Change');
};

test('a commit with an error is refused, and its place is named', () => {
  change(FINISHED, 'kaiji: disclosure/v1', 'kaiji: disclosure/v9');
  const { status, said } = commit();
  expect(said).toMatch(/kaiji check\.*Failed/);
  expect(said).toContain(`${FINISHED}\n  2:8 `);
  expect(said).toContain('[unknown-kind]');
  expect(status).toBe(1);
});

test('a commit without errors is made, and only its own files are checked', () => {
  // The other example has errors, and stays as it is.
  expect(run('kaiji', repository, 'check')).toMatchObject({ status: 1 });
  change(FINISHED, 'kaiji: disclosure/v1', '# 見直し済み\nkaiji: disclosure/v1');
  const { status, said } = commit();
  expect(said).toMatch(/kaiji check\.*Passed/);
  expect(status).toBe(0);
});

test('what is fixed without judgement is fixed, and committed at the second try', () => {
  const checklist = 'finished-small/checklist.kaiji.yaml';
  change(checklist, 'control: RJ-', 'control: ＲＪ－');
  const first = commit();
  expect(first.said).toMatch(/kaiji fix\.*Failed/);
  expect(first.said).toContain('files were modified by this hook');
  expect(readFileSync(join(repository, checklist), 'utf8')).not.toContain('ＲＪ');
  expect(commit().said).not.toContain('Failed');
});

test('a commit of other files calls no hook', () => {
  writeFileSync(join(repository, 'memo.txt'), '次回の会議\n');
  const { status, said } = commit();
  expect(said).toMatch(/kaiji check\.*\(no files to check\)Skipped/);
  expect(status).toBe(0);
});
