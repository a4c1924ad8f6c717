/** `kaiji diff` as a user runs it: folders, files and git revisions, read by the built command line. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-diff-'));
  mkdirSync(join(folder, '開示書'));
  write('開示書/kaiji.yaml', 'kaiji: package/v1\nservice: { name: 例示クラウド }\n');
  write('開示書/checklist.kaiji.yaml', checklist('作業者ごとにIDを発行し、90日ごとに棚卸ししています。', '事業者'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const checklist = (answer: string, responsibility: string) =>
  `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n    responsibility: ${responsibility}\n    answer: ${answer}\n`;
const write = (path: string, text: string | Uint8Array) => writeFileSync(join(folder, path), text);
const change = () =>
  write('開示書/checklist.kaiji.yaml', checklist('作業者ごとにIDを発行し、180日ごとに棚卸ししています。', '利用者'));

function diff(...args: readonly string[]) {
  return run({}, ...args);
}

function run(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'diff', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  return { status, stdout, stderr };
}

function git(...args: readonly string[]) {
  const { status, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@example.jp', '-c', 'init.defaultBranch=main', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  expect(status, stderr).toBe(0);
}

function commit(...tags: readonly string[]) {
  if (!existsSync(join(folder, '.git'))) git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'x', '--no-gpg-sign');
  for (const tag of tags) git('tag', tag);
}

test('a revision and the working tree, as a table whose words are marked', () => {
  commit('v1.0');
  change();
  const { status, stdout, stderr } = diff('v1.0:開示書', '開示書');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('# 例示クラウド 新旧対照表');
  expect(stdout.indexOf('責任の所在')).toBeLessThan(stdout.indexOf('棚卸し'));
  const { changes, summary } = JSON.parse(diff('v1.0:開示書', 'HEAD:開示書', '--to', 'json').stdout);
  expect([changes, summary.changes]).toEqual([[], 0]);
  const json = JSON.parse(diff('v1.0:開示書', '開示書', '--to', 'json').stdout);
  expect(json).toMatchObject({ version: 1, old: 'v1.0:開示書', new: '開示書', summary: { changes: 2, reagree: 1 } });
  expect(json.changes[0]).toMatchObject({
    kind: 'changed',
    reagree: true,
    path: '開示書/checklist.kaiji.yaml',
    id: 'CL-94',
    old: 'provider',
    new: 'customer',
  });
});

test('between two revisions, and a folder that is there no more', () => {
  commit('v1.0');
  change();
  commit('v2.0');
  rmSync(join(folder, '開示書'), { recursive: true });
  const { status, stdout } = diff('v1.0:開示書', 'v2.0:開示書', '--to', 'json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout).summary.changes).toBe(2);
});

test('one file of a revision, and the repository around it from within', () => {
  commit();
  change();
  const { stdout } = diff('HEAD:開示書/checklist.kaiji.yaml', '開示書/checklist.kaiji.yaml', '--to', 'json');
  expect(JSON.parse(stdout).changes.map(({ field }: { field: string }) => field)).toEqual(['responsibility', 'answer']);
  git('add', '-A');
  git('commit', '-q', '-m', 'y');
  expect(JSON.parse(diff('HEAD~1:', 'HEAD:.', '--to', 'json').stdout).summary.changes).toBe(2);
});

test('what a package extends is read as it was then', () => {
  mkdirSync(join(folder, 'common'));
  write('common/kaiji.yaml', 'kaiji: package/v1\n');
  write('common/s.kaiji.yaml', 'kaiji: statements/v1\nstatements: [{ id: st-a, text: 3年間保存します。 }]\n');
  write('開示書/kaiji.yaml', 'kaiji: package/v1\nextends: ../common\n');
  write(
    '開示書/checklist.kaiji.yaml',
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers: [{ control: CL-94, use: [st-a] }]\n',
  );
  commit();
  write('common/s.kaiji.yaml', 'kaiji: statements/v1\nstatements: [{ id: st-a, text: 5年間保存します。 }]\n');
  const { changes } = JSON.parse(diff('HEAD:開示書', '開示書', '--to', 'json').stdout);
  expect(changes).toMatchObject([{ type: 'statement', field: 'text', also: ['CL-94'] }]);
});

test('two folders without git, each form into a file; nothing is overwritten', () => {
  mkdirSync(join(folder, 'old'));
  for (const name of readdirSync(join(folder, '開示書'))) write(`old/${name}`, readFileSync(join(folder, '開示書', name)));
  change();
  for (const to of ['md', 'html', 'docx', 'json']) {
    const [first, again] = [
      diff('old', '開示書', '--to', to, '-o', `out.${to}`),
      diff('old', '開示書', '--to', to, '-o', `out.${to}`),
    ];
    expect([first.status, first.stdout, first.stderr]).toEqual([0, '', `out.${to} に書き込みました。\n`]);
    expect([again.status, again.stderr.includes('--force')]).toEqual([2, true]);
  }
  expect(readFileSync(join(folder, 'out.html'), 'utf8')).toContain('<ins>180</ins>');
  expect(readFileSync(join(folder, 'out.html'), 'utf8')).toContain('<del>90</del>');
  expect(readFileSync(join(folder, 'out.md'), 'utf8')).toContain('180');
  expect(Object.keys(unzipSync(readFileSync(join(folder, 'out.docx'))))).toContain('word/document.xml');
  expect(readdirSync(folder).sort()).toEqual(['old', 'out.docx', 'out.html', 'out.json', 'out.md', '開示書'].sort());
  const { stdout } = spawnSync(process.execPath, [CLI, 'diff', 'old', '開示書', '--to', 'docx'], { cwd: folder });
  expect(Object.keys(unzipSync(stdout))).toContain('word/document.xml');
});

test.each([
  ['開示書', [], '二つ'],
  ['-x:開示書', ['開示書'], '「-」で始まる名前'],
  ['--', ['--upload-pack=x:開示書', '開示書'], 'gitの版の名前として使えません'],
  ['nothing:開示書', ['開示書'], '「nothing」という版はありません'],
  ['HEAD:no-such', ['開示書'], 'HEAD の版に no-such はありません'],
  ['HEAD:開示書', ['開示書/checklist.kaiji.yaml'], '片方がフォルダーで片方がファイル'],
  ['no-such', ['開示書'], 'gitの版は「版:パス」の形で指定します'],
  ['C:\\no\\such', ['開示書'], 'ファイルもフォルダーもありません'],
])('%s %j: one line says what is wrong', (first, rest, expected) => {
  commit();
  const { status, stdout, stderr } = diff(first, ...rest);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(expected);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('without git, and outside of a repository, it says so', () => {
  expect(diff('HEAD:開示書', '開示書').stderr).toContain('gitで管理されていません');
  const { status, stderr } = run({ PATH: '/nowhere' }, 'HEAD:開示書', '開示書');
  expect([status, stderr.includes('gitが見つからない')]).toEqual([2, true]);
});

test('what cannot be read is no removal: named, and nothing written where it is a file', () => {
  commit();
  write(
    '開示書/checklist.kaiji.yaml',
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-94, answer: "あ }\n',
  );
  const part = diff('HEAD:開示書', '開示書');
  expect([part.status, part.stderr.includes('開示書/checklist.kaiji.yaml:4')]).toEqual([1, true]);
  write('開示書/checklist.kaiji.yaml', new Uint8Array([0x83, 0x8a, 0x83, 0x58]));
  const whole = diff('HEAD:開示書', '開示書', '-o', 'out.md');
  expect([whole.status, existsSync(join(folder, 'out.md'))]).toEqual([2, false]);
  expect(whole.stderr).toContain('UTF-8');
});
