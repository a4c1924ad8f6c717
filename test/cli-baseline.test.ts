/** Accepted findings: `kaiji baseline` writes them down, `kaiji check` and the editor leave them out until their day has passed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { startClient } from './support/lsp.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-baseline-'));
  mkdirSync(join(folder, '開示書'));
  write('開示書/kaiji.yaml', MANIFEST);
  write('開示書/checklist.kaiji.yaml', CHECKLIST('対応済'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const MANIFEST = 'kaiji: package/v1\nservice: { name: 例 }\nrules: { missing-control: off, missing-status: off }\n';
const CHECKLIST = (status: string) =>
  `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${[94, 95, 96]
    .map((number) => `  - { control: CL-${number}, status: ${status}, answer: 部長が毎月、台帳と突き合わせて確かめています。 }\n`)
    .join('')}`;

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
function kaiji(...args: readonly string[]) {
  const all = [CLI, ...args, '--date', '2026-10-01'];
  const ran = spawnSync(process.execPath, all, { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } });
  return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}
/** The controls of the findings of `kaiji check`, and its exit status. */
function check(...args: readonly string[]) {
  const { status, stdout } = kaiji('check', '--format', 'json', '--fail-on', 'warning', ...args);
  const { files } = JSON.parse(stdout) as { files: readonly { diagnostics: readonly { rule: string; control?: string }[] }[] };
  return { status, found: files.flatMap(({ diagnostics }) => diagnostics.map(({ rule, control }) => `${rule} ${control}`)) };
}
const accept = (...args: readonly string[]) => kaiji('baseline', '--fail-on', 'warning', '--reason', '監査後に登録', ...args);
const ALL = ['missing-evidence CL-94', 'missing-evidence CL-95', 'missing-evidence CL-96'];

test('what is accepted neither fails nor shows, in threads as without; what is new does', () => {
  expect(check()).toEqual({ status: 1, found: ALL });
  const { status, stdout } = accept('--expires', '2027-03-31');
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^kaiji-baseline\.json: 新たに受け入れた指摘 3件、前から受け入れている指摘 0件、解消したため除いた指摘 0件（項目ごとに数えています）。\n.*baseline/,
  );
  expect(JSON.parse(read('kaiji-baseline.json'))).toEqual(
    ['CL-94', 'CL-95', 'CL-96'].map((control) => ({
      path: '開示書/checklist.kaiji.yaml',
      rule: 'missing-evidence',
      control,
      reason: '監査後に登録',
      expires: '2027-03-31',
    })),
  );
  expect(check('--baseline', 'kaiji-baseline.json')).toEqual({ status: 0, found: [] });
  expect(check('--baseline', 'kaiji-baseline.json', '--jobs', '2')).toEqual({ status: 0, found: [] });
  // Nobody takes it for nothing found.
  const told = (...args: readonly string[]) =>
    kaiji('check', ...args, '--baseline', 'kaiji-baseline.json')
      .stdout.split('\n')
      .at(-2);
  expect(told()).toBe('ほかに、ベースラインで受け入れた指摘が 3件あります。');
  expect(told('--format', 'github', '--lang', 'en')).toBe('3 more are accepted by a baseline.');
  write(
    '開示書/checklist.kaiji.yaml',
    `${CHECKLIST('対応済')}  - { control: CL-97, status: 対応済, answer: 二つの要素で確かめています。 }\n`,
  );
  expect(check('--baseline', 'kaiji-baseline.json')).toEqual({ status: 1, found: ['missing-evidence CL-97'] });
  expect(check().found).toEqual([...ALL, 'missing-evidence CL-97']);
});

test('on the day it expires it still counts, on the next it does not, and says why it is back', () => {
  accept('--expires', '2026-10-01');
  expect(check('--baseline', 'kaiji-baseline.json').found).toEqual([]);
  write('kaiji-baseline.json', read('kaiji-baseline.json').replaceAll('2026-10-01', '2026-09-30'));
  expect(check('--baseline', 'kaiji-baseline.json')).toEqual({ status: 1, found: ALL });
  expect(kaiji('check', '--baseline', 'kaiji-baseline.json').stdout).toContain(
    '2026-09-30 まで受け入れていた指摘です。理由: 監査後に登録',
  );
  expect(kaiji('check', '--baseline', 'kaiji-baseline.json').stdout).not.toContain('ほかに、');
});

test('brought up to date, what is there keeps its reason, what is gone goes, and two runs write the same', () => {
  write(
    'kaiji-baseline.json',
    '[{"path":"開示書/checklist.kaiji.yaml","rule":"missing-evidence","control":"CL-95","reason":"前からの理由"}]',
  );
  write('other.kaiji.yaml', 'kaiji: evidence/v1\nevidence: []\n');
  expect(accept('開示書').stdout).toContain('新たに受け入れた指摘 2件、前から受け入れている指摘 1件、解消したため除いた指摘 0件');
  const once = read('kaiji-baseline.json');
  expect(once).toContain('前からの理由');
  expect(accept('開示書').stdout).toContain('新たに受け入れた指摘 0件、前から受け入れている指摘 3件');
  expect(read('kaiji-baseline.json')).toBe(once);
  // Other files were not looked at: what is said of them stays.
  expect(accept('other.kaiji.yaml').stdout).toContain('前から受け入れている指摘 3件、解消したため除いた指摘 0件');
  write('開示書/checklist.kaiji.yaml', CHECKLIST('対応予定'));
  expect(kaiji('baseline', '--reason', '監査後', '開示書').stdout).toContain('解消したため除いた指摘 3件');
  expect(read('kaiji-baseline.json')).toBe('[]\n');
});

test('what cannot be done is said, and nothing is written', () => {
  expect(kaiji('baseline')).toMatchObject({ status: 2, stdout: '' });
  expect(kaiji('baseline', '--reason', 'x', '--expires', '2026-09-30').stderr).toContain('2026-09-30 は過ぎています');
  expect(kaiji('baseline', '--reason', 'x', '--expires', '2026-02-30').stderr).toContain('--expires の「2026-02-30」');
  expect(kaiji('check', '--baseline', 'none.json').stderr).toMatch(/^kaiji check: none\.json: .*kaiji baseline/);
  mkdirSync(join(folder, 'folder.json'));
  expect(kaiji('check', '--baseline', 'folder.json').stderr).toMatch(/^kaiji check: folder\.json: .*（フォルダーです: EISDIR）/);
  write('broken.json', '[\n{]');
  for (const call of [
    ['check', '--baseline', 'broken.json'],
    ['baseline', '--reason', 'x', '-o', 'broken.json'],
  ]) {
    expect(kaiji(...call)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/broken\.json: 2行目から/) });
    expect(read('broken.json')).toBe('[\n{]');
  }
  write('noreason.json', '[{"path":"a","rule":"missing-evidence"}]');
  expect(kaiji('check', '--baseline', 'noreason.json').stderr).toContain('1件目の reason');
  expect(kaiji('check', '--baseline', '開示書').stderr).toMatch(/フォルダーです: EISDIR/);
});

test('of a mistyped word it says which, and what may be meant; a mistyped expires does not accept for ever', () => {
  const check = (entry: object) => {
    write('typo.json', JSON.stringify([{ path: '開示書/checklist.kaiji.yaml', reason: '監査後', ...entry }]));
    return kaiji('check', '--baseline', 'typo.json');
  };
  expect(check({ rule: 'missing-evidence', expire: '2026-03-31' })).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/typo\.json: 1件目に、使えないキー「expire」/),
  });
  expect(check({ rule: 'missing-evidences' })).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/typo\.json: 「missing-evidences」というルールはありません。missing-evidence /),
  });
  // Brought up to date, it is an entry that accepts nothing.
  expect(accept('-o', 'typo.json').stdout).toContain(
    '新たに受け入れた指摘 3件、前から受け入れている指摘 0件、解消したため除いた指摘 1件',
  );
});

test('how the editor comes to accept them: the line to write where the package can read it, else where to put it', () => {
  expect(accept('-o', '開示書/受け入れ.json', '開示書').stdout).toContain('開示書/kaiji.yaml に「baseline: 受け入れ.json」と');
  expect(accept('-o', '開示書/受け入れ.json', '開示書').stdout.split('\n')).toHaveLength(2);
  expect(accept('開示書').stdout).toContain('そのフォルダーの中に置いて（-o で指定します）');
  mkdirSync(join(folder, '別'));
  write('別/kaiji.yaml', MANIFEST);
  expect(accept('-o', '開示書/両方.json').stdout).toContain('パッケージごとに');
});

describe('named by the package', () => {
  test('it counts in the editor as on the command line, and at once when it changes', async () => {
    accept('-o', '開示書/受け入れ.json', '開示書');
    write('開示書/kaiji.yaml', `${MANIFEST}baseline: 受け入れ.json\n`);
    expect(check()).toEqual({ status: 0, found: [] });

    const client = await startClient({ folder: pathToFileURL(folder).toString() });
    const uri = pathToFileURL(join(folder, '開示書', 'checklist.kaiji.yaml')).toString();
    const found = async () => {
      const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.kind === 'full'
        ? report.items.map(({ code, data }) => `${code} ${(data as { control?: string }).control ?? ''}`.trim())
        : undefined;
    };
    await client.open(uri, read('開示書/checklist.kaiji.yaml'));
    expect(await found()).toEqual([]);
    write('開示書/受け入れ.json', '[]\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(join(folder, '開示書', '受け入れ.json')).toString(), type: 2 }],
    });
    expect((await found())?.length).toBe(3);
    expect(check().found).toEqual(ALL);
    expect(await client.stop()).toBe(0);
  });
});
