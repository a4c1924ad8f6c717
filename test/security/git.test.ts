/** A repository that came from others, its configuration with it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-git-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  const as = ['-c', 'user.name=x', '-c', 'user.email=x@example.jp', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...as, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

function diff(...args: readonly string[]) {
  return spawnSync(process.execPath, [CLI, 'diff', ...args], { cwd: folder, encoding: 'utf8' });
}

function commit(): void {
  git('init', '-q');
  writeFileSync(join(folder, 'kaiji.yaml'), 'kaiji: package/v1\n');
  writeFileSync(join(folder, 'a.kaiji.yaml'), 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n');
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
}

test('T-11 a revision is no option of git', () => {
  commit();
  const victim = join(folder, 'victim');
  const { status, stderr } = diff('--lang', 'ja', '--', `--output=${victim}:a.kaiji.yaml`, 'a.kaiji.yaml');
  expect(status).toBe(2);
  expect(stderr).toContain('gitの版の名前として使えません');
  expect(existsSync(victim)).toBe(false);
});

test('T-10 a repository that wants to fetch what it lacks runs no program of its own', () => {
  commit();
  const told = join(folder, 'told');
  const program = join(folder, 'upload.sh');
  writeFileSync(program, `#!/bin/sh\necho ran > '${told}'\nexit 1\n`);
  chmodSync(program, 0o755);
  const blob = git('rev-parse', 'HEAD:a.kaiji.yaml');
  rmSync(join(folder, '.git', 'objects', blob.slice(0, 2), blob.slice(2)));
  for (const [key, value] of [
    ['core.repositoryformatversion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.url', folder],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.partialclonefilter', 'blob:none'],
    ['remote.origin.uploadpack', program],
    ['protocol.allow', 'always'],
    ['protocol.file.allow', 'always'],
  ] as const)
    git('config', key, value);
  expect(diff('HEAD:.', '.').status).not.toBe(null);
  expect(existsSync(told)).toBe(false);
  // It would have: git by itself does run it.
  spawnSync('git', ['cat-file', 'blob', blob], { cwd: folder });
  expect(existsSync(told)).toBe(true);
});
