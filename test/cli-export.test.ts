/** `kaiji export` by the built command line: what it writes, and what it refuses before anything is written. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../examples', import.meta.url));
const EXAMPLE = join(EXAMPLES, 'finished-small');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function kaiji(...args: readonly string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  return spawnSync(process.execPath, [CLI, 'export', ...args], { cwd: folder, encoding: 'utf8', env });
}

test('the format is that of the name where none is given, and the same call makes the same bytes', () => {
  const call = (name: string) => kaiji(EXAMPLE, '-o', name, '--date', '2026-11-21').status;
  for (const ending of ['docx', 'xlsx']) {
    expect([call(`one.${ending}`), call(`other.${ending}`)]).toEqual([0, 0]);
    const [one, other] = ['one', 'other'].map((name) => readFileSync(join(folder, `${name}.${ending}`)));
    expect(one?.subarray(0, 2).toString('latin1')).toBe('PK');
    expect(one?.equals(other as Buffer)).toBe(true);
  }
});

test('text is printed where asked for, and nothing but the text', () => {
  const { status, stdout, stderr } = kaiji(EXAMPLE, '--to', 'csv', '--form', 'evidence', '-o', '-');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^\ufeff/);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['no output', [EXAMPLE, '--to', 'docx'], /-o で指定/],
  ['no format', [EXAMPLE, '-o', 'out'], /--to で指定/],
  ['a format that cannot be printed', [EXAMPLE, '--to', 'docx', '-o', '-'], /画面に表示できません/],
  ['a form no such format has', [EXAMPLE, '--to', 'csv', '--form', 'disclosure', '-o', 'a.csv'], /csv では書き出せません/],
  ['several packages', [EXAMPLES, '--to', 'docx', '-o', 'a.docx'], /パッケージが\d+つあります/],
  ['nothing there', ['absent', '--to', 'docx', '-o', 'a.docx'], /absent: ファイルもフォルダーもありません/],
  ['a workbook that is not there', [EXAMPLE, '--template', 'absent.xlsx', '-o', 'a.xlsx'], /absent\.xlsx: 読めません/],
  ['the workbook itself', [EXAMPLE, '--template', 'a.xlsx', '-o', 'a.xlsx'], /別の名前/],
  ['a workbook for another format', [EXAMPLE, '--to', 'docx', '--template', join(EXAMPLE, 'kaiji.yaml'), '-o', 'a.docx'], /xlsx/],
  ['no workbook', [EXAMPLE, '--template', join(EXAMPLE, 'kaiji.yaml'), '-o', 'a.xlsx'], /kaiji\.yaml/],
] as const)('%s is refused, and nothing is written', (_, args, told) => {
  const { status, stdout, stderr } = kaiji(...args);
  expect(stderr).toMatch(told);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(readdirSync(folder)).toEqual([]);
});
