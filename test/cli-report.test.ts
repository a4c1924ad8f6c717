/** `kaiji report` as a user runs it: the built command line in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-report-'));
  mkdirSync(join(folder, 'clinic'));
  write('clinic/kaiji.yaml', 'kaiji: package/v1\nservice: { name: 例示クラウド }\n');
  write(
    'clinic/checklist.kaiji.yaml',
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n    status: 対応済\n    responsibility: 利用者\n    answer: 医療機関が発行します。\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
function report(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'report', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  });
  return { status, stdout, stderr };
}

test('prints Markdown, findings or not', () => {
  const { status, stdout, stderr } = report('clinic', '--date', '2026-10-01');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('# 例示クラウドの状況');
  expect(stdout).toContain('作成日 2026-10-01');
  expect(stdout).toContain('| 確認項目 | CL-94 |');
  expect(report('clinic', '--lang', 'en').stdout).toContain('## Shared responsibility');
});

test('prints JSON whose coverage is that of check, paths as check has them', () => {
  const { stdout } = report('clinic', '--to', 'json', '--date', '2026-10-01');
  const { version, date, packages } = JSON.parse(stdout);
  expect([version, date, packages.length]).toEqual([1, '2026-10-01', 1]);
  const [one] = packages;
  const check = spawnSync(process.execPath, [CLI, 'check', 'clinic', '--format', 'json'], { cwd: folder, encoding: 'utf8' });
  expect(one.coverage).toEqual(JSON.parse(check.stdout).coverage);
  expect(one).toMatchObject({ path: 'clinic', service: '例示クラウド' });
  expect(one.duties).toMatchObject([{ path: 'clinic/checklist.kaiji.yaml', bearer: 'customer', id: 'CL-94', line: 3 }]);
  const gap = one.gaps.find(({ rule }: { rule: string }) => rule === 'missing-evidence');
  expect(gap).toMatchObject({ severity: 'warning', count: 1, places: [{ control: 'CL-94', line: 3 }] });
  expect(gap.places[0].message).toContain('エビデンス');
});

test('prints one HTML file', () => {
  const { status, stdout, stderr } = report('clinic', '--to', 'html', '--date', '2026-10-01');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^<!DOCTYPE html>\n<html lang="ja">[\s\S]*<\/html>\n$/);
  expect(stdout).toContain('<title>例示クラウドの状況</title>');
});

test('of a file, what concerns it alone', () => {
  write('clinic/other.kaiji.yaml', 'kaiji: checklist/v1\ncatalog: oq-measures\nanswers: []\n');
  const { packages } = JSON.parse(report('clinic/checklist.kaiji.yaml', '--to', 'json').stdout);
  expect(packages).toMatchObject([{ path: 'clinic', provider: null, isPart: true, files: ['clinic/checklist.kaiji.yaml'] }]);
  expect(packages[0].coverage).toHaveLength(1);
});

test('of a folder without files it is empty, and says so', () => {
  mkdirSync(join(folder, 'empty'));
  expect(report('empty', '--to', 'json')).toMatchObject({ status: 0, stderr: expect.stringContaining('empty') });
  expect(JSON.parse(report('empty', '--to', 'json').stdout).packages).toEqual([]);
});

test('writes a file whole, and replaces none unasked', () => {
  expect(report('clinic', '-o', 'report.md')).toEqual({ status: 0, stdout: '', stderr: 'report.md に書き込みました。\n' });
  const written = read('report.md');
  expect(written).toContain('# 例示クラウドの状況');
  write('report.md', 'mine');
  const refused = report('clinic', '-o', 'report.md');
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toContain('--force');
  expect(read('report.md')).toBe('mine');
  expect(report('clinic', '-o', 'report.md', '--force').status).toBe(0);
  expect(read('report.md')).toBe(written);
  expect(report('clinic', '-o', 'no/report.md').stderr).toContain('no');
  expect(readdirSync(folder).sort()).toEqual(['clinic', 'report.md']);
});

test('--to svg: the charts alone', () => {
  const { status, stdout, stderr } = report('clinic', '--to', 'svg', '--date', '2026-10-01');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg [\s\S]*<\/svg>\n$/);
});

test('says what it cannot do', () => {
  expect(report('nowhere')).toMatchObject({ status: 2, stdout: '' });
  expect(report('clinic', '--to', 'pdf').stderr).toContain('md・html・svg・json');
  expect(report('--help').stdout).toContain('kaiji report');
});
