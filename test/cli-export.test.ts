/** `kaiji export` as a user runs it: each format, what the ending of -o decides, and what is refused before anything is written. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSheets } from '../convert/sheet/read.ts';
import { customerParts, zipped } from './support/customer-workbook.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

const EXAMPLES = fileURLToPath(new URL('../examples', import.meta.url));
const EXAMPLE = join(EXAMPLES, 'finished-small');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-export-'));
  mkdirSync(join(folder, '開示書'));
  write('開示書/kaiji.yaml', 'kaiji: package/v1\nservice: { name: 例示クラウド, provider: 株式会社例示 }\n');
  write('開示書/checklist.kaiji.yaml', CHECKLIST);
  write(
    '開示書/disclosure.kaiji.yaml',
    'kaiji: disclosure/v1\nsections:\n  - section: org.structure\n    body: 社長が統括します。\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const CHECKLIST = `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: CL-94
    status: 対応済
    answer: 作業者ごとにIDを発行しています。
    note: 社内の備考
`;
const write = (path: string, text: string | Uint8Array) => writeFileSync(join(folder, path), text);
const bytesOf = (path: string) => new Uint8Array(readFileSync(join(folder, path)));
const textsOf = (path: string) =>
  readSheets(bytesOf(path), path).flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text)));

function kaiji(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'export', ...args, '--date', '2026-10-01'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { PATH: process.env.PATH ?? '', LANG: 'ja_JP.UTF-8' },
  });
  return { status, stdout, stderr };
}

test.each([
  ['a.docx', (bytes: Uint8Array) => 'word/document.xml' in unzipSync(bytes)],
  ['a.xlsx', (bytes: Uint8Array) => 'xl/workbook.xml' in unzipSync(bytes)],
  ['a.html', (bytes: Uint8Array) => /^<!doctype html>/i.test(Buffer.from(bytes).toString())],
  ['a.md', (bytes: Uint8Array) => Buffer.from(bytes).toString().startsWith('# ')],
  ['a.json', (bytes: Uint8Array) => 'component-definition' in JSON.parse(Buffer.from(bytes).toString())],
])('the ending of %s decides what is written', (name, isRight) => {
  const { status, stdout, stderr } = kaiji('開示書', '-o', name);
  expect([status, stdout]).toEqual([0, '']);
  // What was written, that it is meant for inside, and what is still open.
  expect(stderr).toMatch(
    /^(.*) に書き込みました。\n社内用の内容.*--audience customer.*\n元の文書には、まだ指摘が\d+件残っています（.*警告 \d+件）/,
  );
  expect(stderr.startsWith(`${name} `)).toBe(true);
  expect(isRight(bytesOf(name))).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['開示書', name].sort());
  // The same again is the same bytes.
  const before = bytesOf(name);
  expect(kaiji('開示書', '-o', name, '--force').status).toBe(0);
  expect(bytesOf(name)).toEqual(before);
});

test('--to decides over the ending, --form what is written; text goes to standard output with -o -', () => {
  expect(kaiji('開示書', '--to', 'html', '-o', 'a.txt').status).toBe(0);
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toMatch(/^<!doctype html>/i);
  const csv = kaiji('開示書', '--to', 'csv', '--form', 'checklist', '-o', '-');
  expect([csv.status, csv.stderr]).toEqual([0, '']);
  expect(csv.stdout).toContain('作業者ごとにIDを発行しています。');
  const sheet = kaiji('開示書/checklist.kaiji.yaml', '--to', 'md', '-o', '-');
  expect(sheet.stdout).toContain('作業者ごとにIDを発行しています。');
  expect(sheet.stdout).not.toContain('社長が統括します。');
});

test('the customer gets no notes', () => {
  kaiji('開示書', '--to', 'xlsx', '-o', 'inside.xlsx');
  kaiji('開示書', '--to', 'xlsx', '-o', 'outside.xlsx', '--audience', 'customer');
  expect(textsOf('inside.xlsx')).toContain('社内の備考');
  expect(textsOf('outside.xlsx')).not.toContain('社内の備考');
});

test('OSCAL: the model, and the catalog by its name', () => {
  const models = (...args: readonly string[]) =>
    Object.keys(JSON.parse(kaiji('開示書', '--to', 'oscal', '-o', '-', ...args).stdout));
  expect(models()).toEqual(['component-definition']);
  expect(models('--model', 'catalog', '--catalog', 'medcloud-checklist')).toEqual(['catalog']);
  const unknown = kaiji('開示書', '--to', 'oscal', '--model', 'catalog', '--catalog', 'none', '-o', 'a.json');
  expect([unknown.status, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toContain('none');
  expect(existsSync(join(folder, 'a.json'))).toBe(false);
});

test("the customer's workbook is filled in under another name; what was not is told, and ends with 1", () => {
  const items = [[94, '作業者ごとに一意のIDを発行し、共有IDを使わないこと']] as const;
  const empty = zipped(customerParts({ items }));
  write('点検表.xlsx', empty);
  const { status, stderr } = kaiji('開示書', '--template', '点検表.xlsx', '-o', '記入済み.xlsx');
  expect([status, stderr]).toEqual([0, expect.stringContaining('個のセルに記入しました')]);
  expect(textsOf('記入済み.xlsx')).toContain('作業者ごとにIDを発行しています。');
  write(
    '点検表.xlsx',
    zipped(customerParts({ items, cells: { D7: '<c r="D7" t="inlineStr"><is><t>前年のとおり</t></is></c>' } })),
  );
  const occupied = kaiji('開示書', '--template', '点検表.xlsx', '-o', '記入済み.xlsx', '--force');
  expect([occupied.status, occupied.stderr]).toEqual([1, expect.stringMatching(/点検表 D7: .*--overwrite/)]);
  expect(textsOf('記入済み.xlsx')).toContain('前年のとおり');
  expect(kaiji('開示書', '--template', '点検表.xlsx', '-o', '記入済み.xlsx', '--force', '--overwrite').status).toBe(0);
  expect(textsOf('記入済み.xlsx')).not.toContain('前年のとおり');
});

test('where there is no disclosure, that another form was written is said', () => {
  const { status, stderr } = kaiji('開示書/checklist.kaiji.yaml', '--audience', 'customer', '-o', 'a.md');
  expect([status, stderr]).toEqual([
    0,
    expect.stringContaining('「サービス仕様適合開示書」の文書がないため、「チェックシート」を書き出しました。'),
  ]);
  expect(kaiji('開示書', '--form', 'checklist', '-o', 'b.md').stderr).not.toContain('がないため');
});

test('problems are told and end with 1; the file is written', () => {
  write('開示書/checklist.kaiji.yaml', `${CHECKLIST}  - { control: CL-999, answer: ない項目 }\n`);
  const { status, stderr } = kaiji('開示書', '-o', 'a.xlsx');
  expect(status).toBe(1);
  expect(stderr).toMatch(/kaiji: checklist\.kaiji\.yaml（8行目）: .*CL-999/);
  expect(existsSync(join(folder, 'a.xlsx'))).toBe(true);
});

test('what cannot be done is refused with what to do, and nothing is written or overwritten', () => {
  write('点検表.xlsx', zipped(customerParts({ items: [[94, '作業者']] })));
  write('there.docx', 'mine');
  write('文.xlsx', '文章');
  mkdirSync(join(folder, 'もう一つ'));
  write('もう一つ/kaiji.yaml', 'kaiji: package/v1\n');
  mkdirSync(join(folder, '空'));
  const before = () => readdirSync(folder).map((name) => (/\./.test(name) ? [name, bytesOf(name)] : [name]));
  const was = before();
  const refused = (...args: readonly string[]) => {
    const { status, stdout, stderr } = kaiji(...args);
    expect([status, stdout], args.join(' ')).toEqual([2, '']);
    expect(before()).toEqual(was);
    return stderr;
  };
  expect(refused()).toContain('kaiji export 開示書/');
  expect(refused('開示書', '空', '-o', 'a.docx')).toContain('一つ指定');
  expect(refused('開示書', '--to', 'docx')).toContain('-o');
  expect(refused('開示書', '-o', 'a')).toContain('docx・xlsx');
  expect(refused('開示書', '-o', 'a.pdf')).toContain('docx・xlsx');
  expect(refused('開示書', '--to', 'docx', '-o', '-')).toContain('画面に表示できません');
  expect(refused('開示書', '-o', 'there.docx')).toContain('--force');
  expect(refused('開示書', '-o', 'none/a.docx')).toContain('フォルダーがありません');
  expect(refused('開示書', '-o', 'a.docx', '--form', 'nonsense')).toContain('disclosure');
  expect(refused('開示書', '-o', 'a.docx', '--form', 'evidence')).toContain('エビデンス台帳');
  expect(refused('開示書', '-o', 'a.docx', '--audience', 'everybody')).toContain('customer');
  expect(refused('開示書', '-o', 'a.json', '--model', 'nonsense')).toContain('component-definition');
  expect(refused('.', '-o', 'a.docx')).toContain('パッケージが2つ');
  expect(refused('空', '-o', 'a.docx')).toContain('空');
  expect(refused('ない', '-o', 'a.docx')).toContain('ない');
  expect(refused('開示書', '--template', '点検表.xlsx', '-o', '点検表.xlsx', '--force')).toContain('別の名前');
  expect(refused('開示書', '--template', '点検表.xlsx', '-o', './開示書/../点検表.xlsx', '--force')).toContain('別の名前');
  expect(refused('開示書', '--template', 'ない.xlsx', '-o', 'a.xlsx')).toContain('ない.xlsx');
  expect(refused('開示書', '--template', '文.xlsx', '-o', 'a.xlsx')).toContain('文.xlsx');
  expect(refused('開示書', '--template', '点検表.xlsx', '--to', 'docx', '-o', 'a.docx')).toContain('xlsx');
});

test('a finished package for the customer is written without a remark', () => {
  const { status, stderr } = kaiji(EXAMPLE, '--audience', 'customer', '-o', 'a.docx');
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'a.docx に書き込みました。\n' });
});

test('the same call makes the same bytes', () => {
  for (const ending of ['docx', 'xlsx']) {
    const [one, other] = ['one', 'other'].map((name) => {
      expect(kaiji('開示書', '-o', `${name}.${ending}`).status).toBe(0);
      return readFileSync(join(folder, `${name}.${ending}`));
    });
    expect(one?.equals(other as Buffer)).toBe(true);
  }
});

test('csv is printed byte for byte, its mark of UTF-8 included', () => {
  const { status, stdout, stderr } = kaiji('開示書', '--to', 'csv', '--form', 'checklist', '-o', '-');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^\ufeff/);
});

test('an improvement alone stands under its heading without repeating it', () => {
  write('開示書/checklist.kaiji.yaml', `${CHECKLIST}    judgement: { result: 要改善, improvement: 規程を改めること }\n`);
  const { stdout } = kaiji('開示書', '--to', 'csv', '--form', 'checklist', '-o', '-');
  expect(stdout).toContain('要改善,規程を改めること,');
});

test('what a form is made of is said where there is none of it; of several files, how to name one', () => {
  const duties = kaiji('開示書', '--to', 'xlsx', '--form', 'responsibility', '-o', 'a.xlsx');
  expect(duties.stderr).toMatch(/「責任分界表」を作る元の文書がありません。.*risks\/v1.*responsibility/);
  write('開示書/b.kaiji.yaml', CHECKLIST);
  const several = kaiji('開示書', '--to', 'csv', '--form', 'checklist', '-o', 'a.csv');
  expect(several.status).toBe(2);
  const [, first = ''] = /例: kaiji export (\S+) --to csv -o …/.exec(several.stderr) ?? [];
  expect(first).toMatch(/^開示書\/(?:b|checklist)\.kaiji\.yaml$/);
  expect(kaiji(first, '--to', 'csv', '--form', 'checklist', '-o', 'a.csv').status).toBe(0);
});

test('a section whose key no outline has is told where it has no title, not where it has one', () => {
  const section = (more: string) =>
    write(
      '開示書/disclosure.kaiji.yaml',
      `kaiji: disclosure/v1\nsections:\n  - section: tech.bakup${more}\n    body: 毎日取得します。\n`,
    );
  section('');
  const { status, stderr } = kaiji('開示書', '--to', 'md', '-o', 'a.md');
  expect(status).toBe(1);
  expect(stderr).toMatch(/disclosure\.kaiji\.yaml（3行目）: section の tech\.bakup は/);
  section('\n    title: バックアップ');
  expect(kaiji('開示書', '--to', 'md', '-o', 'b.md').status).toBe(0);
});

test('a picture in Markdown has the address it has in the package, not that of a disk', () => {
  write('開示書/kaiji.yaml', 'kaiji: package/v1\n');
  write(
    '開示書/d.kaiji.yaml',
    'kaiji: disclosure/v1\noutline: sssd-outline\nsections:\n  - { section: org.policy, body: "![構成](images/net.png)" }\n',
  );
  const { stdout } = kaiji('開示書/d.kaiji.yaml', '--to', 'md', '-o', '-');
  expect(stdout).toContain('![構成](images/net.png)');
  expect(stdout).not.toContain('file:');
});

test.each([
  ['no output', [EXAMPLE, '--to', 'docx'], /-o で指定/],
  ['no format', [EXAMPLE, '-o', 'out'], /--to で指定/],
  ['a format that cannot be printed', [EXAMPLE, '--to', 'docx', '-o', '-'], /画面に表示できません/],
  ['a form no such format has', [EXAMPLE, '--to', 'csv', '--form', 'disclosure', '-o', 'a.csv'], /csv では書き出せません/],
  [
    'a name of another format',
    [EXAMPLE, '--to', 'docx', '-o', 'a.html'],
    /-o の「a\.html」は html のファイル名ですが、--to は docx/,
  ],
  ['a name of no format', [EXAMPLE, '-o', 'a.pdf'], /--to で指定/],
  ['a form of OSCAL', [EXAMPLE, '--to', 'oscal', '--form', 'checklist', '-o', 'a.json'], /--form は --to oscal では使えません/],
  ['a model of no OSCAL', [EXAMPLE, '--to', 'docx', '--model', 'catalog', '-o', 'a.docx'], /--to oscal でだけ/],
  ['several packages', [EXAMPLES, '--to', 'docx', '-o', 'a.docx'], /パッケージが\d+つあります/],
  ['nothing there', ['absent', '--to', 'docx', '-o', 'a.docx'], /absent: ファイルもフォルダーもありません/],
  ['a workbook that is not there', [EXAMPLE, '--template', 'absent.xlsx', '-o', 'a.xlsx'], /absent\.xlsx: ファイルがありません/],
  ['the workbook itself', [EXAMPLE, '--template', 'a.xlsx', '-o', 'a.xlsx'], /別の名前/],
  ['a workbook for another format', [EXAMPLE, '--to', 'docx', '--template', join(EXAMPLE, 'kaiji.yaml'), '-o', 'a.docx'], /xlsx/],
  ['no workbook', [EXAMPLE, '--template', join(EXAMPLE, 'kaiji.yaml'), '-o', 'a.xlsx'], /kaiji\.yaml/],
] as const)('%s is refused, and nothing is written', (_, args, told) => {
  const { status, stdout, stderr } = kaiji(...args);
  expect(stderr).toMatch(told);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(readdirSync(folder)).toEqual(['開示書']);
});
