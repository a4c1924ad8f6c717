/**
 * Reading sheets. Each fixture of test/fixtures/import against its golden file: the report, then the file written. UPDATE_GOLDEN=1 writes the golden files.
 * The published sheets need ../shared, which only the project's own workshop has.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importCatalogText } from '../convert/import/catalog/catalog-text.ts';
import { importOwnCatalog, prefixFrom } from '../convert/import/catalog/own-catalog.ts';
import type { Imported } from '../convert/import/report.ts';
import { readSheets } from '../convert/sheet/read.ts';
import { columnName, rowsFrom, type Sheet, SheetError } from '../convert/sheet/sheet.ts';
import { bundled } from './support/catalogs.ts';
import { findingsOf } from './support/fixture.ts';
import { type TestSheet, xlsxOf } from './support/xlsx.ts';

const folder = new URL('./fixtures/import/', import.meta.url);
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));

async function overlayOf(sheets: readonly Sheet[], id: string, file: string, sheet?: string): Promise<Imported> {
  const { catalogs } = await bundled;
  const catalog = catalogs.of(id);
  if (!catalog) throw new Error(`no catalog ${id}`);
  const summaries = new Map<string, string | undefined>();
  for (const control of catalog.data.controls) summaries.set(control.id, (await catalogs.textOf(control)).summary?.ja);
  return importCatalogText(sheets, {
    catalog,
    catalogs,
    summaryOf: ({ id: control }) => summaries.get(control),
    file,
    language: 'ja',
    ...(sheet === undefined ? {} : { sheet }),
  });
}

async function ownOf(sheets: readonly Sheet[], id: string, file: string): Promise<Imported> {
  const { evidenceKinds } = await bundled;
  return importOwnCatalog(sheets, { id, prefix: prefixFrom(id), evidenceKinds, file, language: 'ja' });
}

/** Report and file as one text. */
function told({ text, report }: Imported): string {
  const { notes, rows, attached, controls, without, columns, outside } = report;
  const names = (list: typeof columns.left) => list.map(({ name, column }) => `${name}:${column}`).join(' ');
  return [
    ...notes.flatMap(({ sheet, row, column, kind, control = '-', related = [], message }) => [
      `${sheet}!${columnName(column)}${row} ${kind} ${control} [${related.join(' ')}]`,
      `  ${message('ja')}`,
      `  ${message('en')}`,
    ]),
    `${rows} rows, ${attached.length} of ${controls} attached: ${attached.join(' ')}; ${without.length} without`,
    `columns ${names(columns.taken)}; not ${names(columns.left)}`,
    ...outside.map(({ row, text: line }) => `outside ${row}: ${line}`),
    '',
    text,
  ].join('\n');
}

function golden(name: string, actual: string): void {
  const file = new URL(`${name}.golden`, folder);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, actual);
  expect(
    existsSync(file),
    `no golden file for ${name}: run UPDATE_GOLDEN=1 npx vitest run test/import.test.ts and review it`,
  ).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

/** What `kaiji check` says of a file, but for the doubts its import left there: each of those is a finding. */
async function checked(text: string): Promise<readonly string[]> {
  const found = (await findingsOf(new Map([['imported.kaiji.yaml', text]]))).map(({ finding }) => finding);
  const marks = text.split('\n').filter((line) => line.startsWith('  # kaiji-import-doubt'));
  expect(found.filter(({ rule }) => rule === 'import-doubt')).toHaveLength(marks.length);
  return found.filter(({ rule }) => rule !== 'import-doubt').map(({ rule, message }) => `${rule}: ${message('en')}`);
}

/** Control → text, as the file has them. */
function textsOf(text: string): ReadonlyMap<string, string> {
  const entries = text.split(/^ {2}(?=- control: )/m).slice(1);
  return new Map(
    entries.map((entry) => {
      const [, control = '', body = ''] = /^- control: (\S+)\n {4}text: \|\n([\s\S]*)$/.exec(entry) ?? [];
      const lines = body.split('\n').filter((line) => line.startsWith('      '));
      return [control, lines.map((line) => line.slice(6)).join('\n')];
    }),
  );
}

const plain = (text: string) => text.replace(/\s+/g, '');

describe('an official sheet', () => {
  test.each([
    ['plain.csv', 'medcloud-checklist'],
    ['pages.tsv', 'medcloud-checklist'],
    ['blanks.txt', 'medcloud-checklist'],
    ['slipped.csv', 'medcloud-checklist'],
    ['matrix.tsv', 'meti-processor'],
  ])('%s', async (name, catalog) => {
    const imported = await overlayOf(readSheets(bytesOf(name), name), catalog, name);
    golden(name, told(imported));
    expect(await checked(imported.text)).toEqual([]);
  });

  test('a doubt about a text is a finding at its entry until its mark is gone', async () => {
    const { text } = await overlayOf(readSheets(bytesOf('slipped.csv'), 'slipped.csv'), 'medcloud-checklist', 'slipped.csv');
    const found = await findingsOf(new Map([['imported.kaiji.yaml', text]]));
    const concerned = ['CL-97', 'CL-98', 'CL-100', 'CL-202', 'CL-203', 'CL-206', 'CL-209'];
    expect(found.map(({ finding }) => finding.control)).toEqual(concerned);
    const settled = text.replace(/^ {2}# kaiji-import-doubt.*\n/gm, '');
    expect(await findingsOf(new Map([['imported.kaiji.yaml', settled]]))).toEqual([]);
  });

  test.each(['sjis.tsv', 'utf16.txt'])('%s reads like its twin in UTF-8', async (name) => {
    const twin = await overlayOf(readSheets(bytesOf('pages.tsv'), 'pages.tsv'), 'medcloud-checklist', 'x');
    expect(told(await overlayOf(readSheets(bytesOf(name), name), 'medcloud-checklist', 'x'))).toBe(told(twin));
  });

  test('UTF-8 with a byte order mark, UTF-16 without one', () => {
    const text = 'No.\t対策項目\n1\t渡すこと。\n';
    const read = (bytes: Uint8Array) => readSheets(bytes, 'a.txt')[0]?.rows.map(({ cells }) => cells.map((cell) => cell.text));
    const expected = [
      ['No.', '対策項目'],
      ['1', '渡すこと。'],
    ];
    expect(read(new TextEncoder().encode(`\uFEFF${text}`))).toEqual(expected);
    const units = new Uint16Array([...text].map((character) => character.charCodeAt(0)));
    expect(read(new Uint8Array(units.buffer))).toEqual(expected);
    expect(read(new Uint8Array(units.buffer).map((_, i, all) => all[i ^ 1] as number))).toEqual(expected);
  });
});

describe('an xlsx file', () => {
  const sheet: TestSheet = {
    name: '一覧',
    cells: {
      A1: '点検表 <2026> & 別紙',
      A3: 'No.',
      B3: '分類',
      D3: '対策項目',
      E3: '備考',
      A5: 91,
      B5: '認証',
      D5: 'サーバーへ同時に\r\nログインできる数に_x000D_上限を設けること。',
      A6: { type: 'inlineStr', xml: '<is><t>92</t><rPh sb="0" eb="1"><t>キュウジュウニ</t></rPh></is>' },
      D6: { type: 'str', xml: '<f>B1&amp;"x"</f><v>不正なログインを見つけて防ぐこと。</v>' },
      F6: 'はみ出し',
      A7: { type: 'e', xml: '<v>#REF!</v>' },
    },
    merged: ['B3:C4', 'B5:C6'],
  };
  const hidden: TestSheet = { name: '下書き', hidden: true, cells: { A1: 'No.', B1: '対策項目', A2: 91, B2: '古い文。' } };

  test('cells keep their place; readings, hidden sheets and blanks do not get in', async () => {
    const sheets = readSheets(xlsxOf([hidden, sheet], 'ふりがな'), 'a.xlsx');
    golden('xlsx', told(await overlayOf(sheets, 'medcloud-checklist', 'a.xlsx')));
  });

  test('one sheet can be asked for by name', async () => {
    const sheets = readSheets(xlsxOf([hidden, sheet]), 'a.xlsx');
    const { text } = await overlayOf(sheets, 'medcloud-checklist', 'a.xlsx', '下書き');
    expect([...textsOf(text)]).toEqual([['CL-91', '古い文。']]);
    await expect(overlayOf(sheets, 'medcloud-checklist', 'a.xlsx', '一らん')).rejects.toThrow(/"下書き", "一覧"/);
  });

  test('two sheets with the same rows: the first counts, the second is told', async () => {
    const sheets = readSheets(xlsxOf([sheet, { ...hidden, hidden: false }]), 'a.xlsx');
    const { text, report } = await overlayOf(sheets, 'medcloud-checklist', 'a.xlsx');
    expect(textsOf(text).get('CL-91')).toContain('上限');
    const [last] = report.notes.slice(-1);
    expect(last).toMatchObject({ kind: 'duplicate-row', sheet: '下書き', row: 2, control: 'CL-91' });
    expect(last?.message('ja')).toContain('--sheet');
  });
});

describe('an xlsx file made to be read forever', () => {
  const parts = (sheets: number, cells: string, strings = '') =>
    zipSync(
      Object.fromEntries(
        Object.entries({
          'xl/workbook.xml': `<workbook><sheets>${Array.from({ length: sheets }, (_, i) => `<sheet name="s${i}" id="r"/>`).join('')}</sheets></workbook>`,
          'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r" Target="worksheets/sheet1.xml"/></Relationships>',
          'xl/sharedStrings.xml': `<sst><si><t>${strings}</t></si></sst>`,
          'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${cells}</sheetData></worksheet>`,
        }).map(([path, xml]) => [path, new TextEncoder().encode(xml)]),
      ),
    );

  test('a column or row no spreadsheet has is the next one', () => {
    const cells = `<row r="1e400"><c r="${'A'.repeat(400)}1"><v>1</v></c><c r="XFE1"><v>2</v></c></row><row r="-5"><c><v>3</v></c></row>`;
    const [sheet] = readSheets(parts(1, cells), 'a.xlsx');
    expect(sheet?.rows.map(({ row, cells: own }) => [row, ...own.map(({ column }) => column)])).toEqual([
      [1, 1, 2],
      [2, 1],
    ]);
  });

  test('a part many sheets share is read once', () => {
    expect(readSheets(parts(50_000, '<row><c><v>1</v></c></row>'), 'a.xlsx')).toHaveLength(1);
  });

  test('a long text in many cells is refused', () => {
    const bytes = parts(1, `<row>${'<c t="s"><v>0</v></c>'.repeat(60)}</row>`, 'a'.repeat(1_000_000));
    expect(() => readSheets(bytes, 'a.xlsx')).toThrow(/50 million/);
  });
});

describe('what cannot be read', () => {
  const xlsx = xlsxOf([{ name: 'a', cells: { A1: 'No.', B1: '対策項目' } }]);
  const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(201_000_000) }, { level: 1 });
  test.each<[string, string, Uint8Array, RegExp]>([
    ['a cut xlsx', 'a.xlsx', xlsx.slice(0, xlsx.length - 40), /壊れている/],
    ['a garbled xlsx', 'a.xlsx', new TextEncoder().encode('PK no zip at all'), /壊れている/],
    ['another zip file', 'a.docx', zipSync({ 'word/document.xml': new Uint8Array(3) }), /Word文書（\.docx）.*コピー/],
    [
      'xml that does not close',
      'a.xlsx',
      zipSync({ 'xl/workbook.xml': new TextEncoder().encode('<workbook><sheets>') }),
      /xl\/workbook\.xml）が壊れて/,
    ],
    ['a file that unpacks to too much', 'a.xlsx', bomb, /100MB/],
    ['a file too large', 'a.csv', new Uint8Array(30_000_001), /31MB/],
    ['an old Excel file', 'a.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), /\.xls/],
    ['a PDF', 'a.pdf', new TextEncoder().encode('%PDF-1.7'), /PDF/],
    ['an encoding nobody uses', 'a.csv', new Uint8Array([0x31, 0x2c, 0xff, 0xfd, 0x80, 0x0a]), /文字コード/],
    ['an empty file', 'empty.csv', bytesOf('empty.csv'), /何も書かれていません/],
    ['too many cells', 'a.csv', new TextEncoder().encode(','.repeat(1_000_001)), /100万/],
  ])('%s', (_, name, bytes, expected) => {
    let thrown: unknown;
    try {
      readSheets(bytes, name);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SheetError);
    const { text } = thrown as SheetError;
    expect(text('ja')).toMatch(expected);
    expect(text('en')).not.toMatch(/[ぁ-ん]/);
  });

  test('a table without a header names the columns it has and those it needs', async () => {
    const sheets = readSheets(bytesOf('no-header.csv'), 'no-header.csv');
    const failure = await overlayOf(sheets, 'medcloud-checklist', 'x').catch((error: SheetError) => error.text('ja'));
    expect(failure).toMatch(/対策項目.*No\..*「No\.」「担当」「日付」/);
    const alone = readSheets(bytesOf('one-column.txt'), 'one-column.txt');
    await expect(overlayOf(alone, 'medcloud-checklist', 'x')).rejects.toThrow(/tabs/);
  });
});

describe('a private sheet', () => {
  test.each([
    ['own.csv', 'byoin-tenken'],
    ['own-anew.tsv', 'kyuyo'],
    ['own-headings.txt', 'tanmatsu'],
  ])('%s', async (name, id) => {
    const imported = await ownOf(readSheets(bytesOf(name), name), id, name);
    golden(name, told(imported));
    expect(await checked(imported.text)).toEqual([]);
  });
});

describe('columns of a private sheet', () => {
  const made = (csv: string) => ownOf(readSheets(new TextEncoder().encode(csv), '点検表.csv'), 'tenken', '点検表.csv');

  test('a column with a name nobody knows is listed as not taken, never called nameless', async () => {
    const { report } = await made('番号,点検項目,確認方法,,頻度\n1,入口を施錠する。,目視,控え,毎日\n2,鍵を数える。,台帳,,毎週\n');
    expect(report.columns.left).toEqual([
      { name: '確認方法', column: 'C' },
      { name: '頻度', column: 'E' },
    ]);
    expect(report.notes.map(({ kind, column }) => `${kind} ${columnName(column)}`)).toEqual(['unnamed-column D']);
  });

  test('items and results are enough of a table: the items are counted', async () => {
    const { report } = await made('点検項目,結果\n入口を施錠する。,〇\n鍵を数える。,〇\n');
    expect(report.attached).toEqual(['TENKEN-1', 'TENKEN-2']);
    expect(report.columns.left).toEqual([{ name: '結果', column: 'B' }]);
  });
});

describe('whatever a sheet holds', () => {
  const words = [
    ...[
      'No.',
      '番号',
      '大分類',
      '対策項目',
      '備考',
      '総務省GL',
      '1',
      '２',
      '(1)',
      '①',
      '254',
      'CL-94',
      '2.2.1.資産台帳',
      '同上',
      '---',
    ],
    ...[
      '記録を残すこと。 (1)甲 (2)乙',
      '(1)乙',
      '・箇条',
      '- a: b',
      '# c',
      '"q',
      "'",
      '|',
      ' x\n  y\n\nz',
      '\u0007ベル',
      '𠮷野家',
    ],
    ...[
      '[[CL-1]]',
      '{a}',
      '%x',
      '@y',
      'a: b',
      '\tタブ',
      '行末 \n',
      '：全角',
      '&x *y',
      '!tag',
      '~',
      '3.2.1(2) (ア) ①',
      '\ufeff',
      '\u2028',
    ],
  ];
  const cell = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
    { weight: 1, arbitrary: fc.constant('') },
  );
  const table = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 });
  /** Kinds of a row that was not taken. */
  const NOT_TAKEN = ['unknown-number', 'no-number', 'no-number-own', 'no-text', 'ditto', 'duplicate-row', 'text-of-another-row'];
  const accounted = ({ report }: Imported) =>
    report.attached.length + report.notes.filter(({ kind }) => [...NOT_TAKEN, 'invalid-number'].includes(kind)).length;

  test('every row is taken or told, and the files written have no finding', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('medcloud-checklist', 'meti-processor', 'risk-scenarios'), async (lines, id) => {
        const rows = rowsFrom('', [['番号', '分類', '要求事項', '備考'], ...lines]);
        const sheets = [{ name: '', hidden: false, rows }];
        for (const imported of [await overlayOf(sheets, id, 'a: #b'), await ownOf(sheets, 'own', 'a: #b')]) {
          expect(await checked(imported.text)).toEqual([]);
          expect(accounted(imported)).toBe(imported.report.rows);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a damaged file is refused by name of the reason, nothing else is thrown', () => {
    const whole = xlsxOf([{ name: 'a', cells: { A1: 'No.', B1: '対策項目', A2: 1, B2: '文' } }]);
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 });
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = whole.slice();
        for (const [at, value] of list) bytes[at] = value;
        try {
          readSheets(bytes, 'a.xlsx');
          outcomes.add('read');
        } catch (error) {
          expect(error).toBeInstanceOf(SheetError);
          outcomes.add('refused');
        }
      }),
      { numRuns: 1000 },
    );
    expect([...outcomes].sort()).toEqual(['read', 'refused']);
  });
});

describe('kaiji catalog import', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'kaiji-import-'));
  });
  afterEach(() => rmSync(place, { recursive: true }));
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const fixture = (name: string) => fileURLToPath(new URL(name, folder));
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'catalog', 'import', ...args], {
      cwd: place,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '' },
    });
    return { status, stdout, stderr };
  };
  const files = () => readdirSync(place);
  const read = (name: string) => readFileSync(join(place, name), 'utf8');

  test('exits 0 where everything was taken, 1 where something was not, and says so by row', () => {
    const clean = run(fixture('pages.tsv'), '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml');
    expect(clean).toMatchObject({ status: 0, stderr: '' });
    expect(clean.stdout).toMatch(/4行を読み、253項目のうち4項目.*\n文言のない項目: 249（CL-1、.* など）/);
    const slipped = run(fixture('slipped.csv'), '--catalog', 'medcloud-checklist@2019', '-o', 'b.kaiji.yaml', '--lang', 'en');
    expect(slipped.status).toBe(1);
    expect(slipped.stdout).toContain('row 4, column C  The row of CL-98 holds the text of CL-201.');
    expect(slipped.stdout).toContain('13 of 253 controls');
    expect(files().sort()).toEqual(['a.kaiji.yaml', 'b.kaiji.yaml']);
    expect(spawnSync(process.execPath, [cli, 'check'], { cwd: place, encoding: 'utf8' }).stdout).not.toContain('missing-control');
  });

  test('--format json prints the report; -o - the file, and the report on stderr', () => {
    const { status, stdout } = run(
      fixture('plain.csv'),
      '--catalog',
      'medcloud-checklist',
      '-o',
      'a.kaiji.yaml',
      '--format',
      'json',
    );
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ version: 1, rows: 9, controls: 253, attached: ['CL-1', 'CL-2', 'CL-94', 'CL-96'] });
    expect(report.without).toHaveLength(249);
    expect(report.notes[1]).toEqual({
      kind: 'unknown-number',
      sheet: '',
      row: 7,
      column: 1,
      related: [],
      message: expect.stringContaining('「254」'),
    });
    const printed = run(fixture('plain.csv'), '--catalog', 'medcloud-checklist', '-o', '-', '--format', 'json');
    expect(printed.stdout).toBe(read('a.kaiji.yaml'));
    expect(JSON.parse(printed.stderr)).toEqual(report);
  });

  test('leaves what is there alone without --force', () => {
    writeFileSync(join(place, 'a.kaiji.yaml'), 'mine');
    const args = [fixture('pages.tsv'), '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml'];
    const refused = run(...args);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toMatch(/a\.kaiji\.yaml.*--force/);
    expect(read('a.kaiji.yaml')).toBe('mine');
    expect(run(...args, '--force').status).toBe(0);
    expect(read('a.kaiji.yaml')).toMatch(/^kaiji: catalog-text\/v1\n/);
    expect(files()).toEqual(['a.kaiji.yaml']);
  });

  test('--new makes a catalog that can be used at once, and made again', () => {
    const args = [fixture('own-anew.tsv'), '--new', 'kyuyo', '--prefix', 'KY', '-o', 'own.kaiji.yaml'];
    expect(run(...args).stdout).toContain('4項目のカタログ');
    expect(read('own.kaiji.yaml')).toContain('- id: KY-2.1\n');
    expect(run(...args, '--force').status).not.toBe(2);
    // In a package the catalog beside it counts.
    writeFileSync(join(place, 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(place, 'sheet.csv'), 'No.,確認事項\nKY-1.1,電源を入れる。\n2.2,電源を切る。\n');
    const text = run('sheet.csv', '--catalog', 'kyuyo', '-o', 'text.kaiji.yaml', '--format', 'json');
    expect(JSON.parse(text.stdout)).toMatchObject({ attached: ['KY-1.1', 'KY-2.2'], without: ['KY-1.2', 'KY-2.1'] });
  });

  test('a sheet most of whose rows are not of the catalog is doubted aloud', () => {
    const { status, stdout } = run(fixture('mixed.csv'), '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml');
    expect(status).toBe(1);
    expect(stdout).toContain('3行のうち1行しか取り込めませんでした');
    // The same controls again and again are the right form.
    const again = run(fixture('again.csv'), '--catalog', 'medcloud-checklist', '-o', 'b.kaiji.yaml').stdout;
    expect(again).not.toContain('しか取り込めませんでした');
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no file', ['--catalog', 'medcloud-checklist', '-o', '-'], /一つ/],
    ['neither catalog nor new', ['pages.tsv', '-o', '-'], /--catalog.*--new/],
    ['both', ['pages.tsv', '--catalog', 'medcloud-checklist', '--new', 'a', '-o', '-'], /どちらか/],
    ['no place', ['pages.tsv', '--catalog', 'medcloud-checklist'], /-o/],
    ['no such catalog', ['pages.tsv', '--catalog', 'medcloud', '-o', '-'], /medcloud-checklist/],
    ['an outline', ['pages.tsv', '--catalog', 'sssd-outline', '-o', '-'], /sssd-outline.*章立て/],
    ['no such file', ['none.csv', '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml'], /none\.csv.*ファイルがありません/],
    ['no header', ['no-header.csv', '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml'], /no-header\.csv.*見出し/],
    ['an empty file', ['empty.csv', '--new', 'a', '-o', 'a.kaiji.yaml'], /empty\.csv.*何も書かれていません/],
    ['no rows', ['header-only.csv', '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml'], /header-only\.csv.*その下に行が/],
    ['no items', ['header-only.csv', '--new', 'a', '-o', 'a.kaiji.yaml'], /header-only\.csv.*その下に行が/],
    [
      'a sheet of another catalog',
      ['other.csv', '--catalog', 'oq-measures', '-o', 'a.kaiji.yaml'],
      /2行のどれも、カタログ oq-measures の項目に当たりません/,
    ],
    ['a folder', ['', '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml'], /フォルダーです/],
    [
      'no such sheet',
      ['pages.tsv', '--catalog', 'medcloud-checklist', '--sheet', '一覧', '-o', 'a.kaiji.yaml'],
      /シートの区別がありません/,
    ],
    ['a name Kaiji does not read', ['pages.tsv', '--catalog', 'medcloud-checklist', '-o', 'a.yaml'], /\.kaiji\.yaml/],
    ['no folder', ['pages.tsv', '--catalog', 'medcloud-checklist', '-o', 'no/a.kaiji.yaml'], /フォルダー/],
    ['a bad ID', ['own.csv', '--new', '点検', '-o', 'a.kaiji.yaml'], /英小文字/],
    ['an ID that is taken', ['own.csv', '--new', 'mic-cloud', '-o', 'a.kaiji.yaml'], /--catalog mic-cloud/],
    ['a prefix that is taken', ['own.csv', '--new', 'cl', '-o', 'a.kaiji.yaml'], /--prefix/],
    ['a bad prefix', ['own.csv', '--new', 'a', '--prefix', 'a-b', '-o', 'a.kaiji.yaml'], /英大文字/],
    ['a prefix for nothing', ['pages.tsv', '--catalog', 'mic-cloud', '--prefix', 'A', '-o', 'a.kaiji.yaml'], /--new/],
  ])('%s: one line, exit 2, nothing written', (_, [file, ...options], expected) => {
    const path = file !== undefined && existsSync(new URL(file, folder)) ? fixture(file) : file;
    const { status, stdout, stderr } = run(...(path === undefined ? [] : [path]), ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^kaiji catalog: [^\n]+\n$/);
    expect(stderr).toMatch(expected);
    expect(files()).toEqual([]);
  });

  test('--help has an example of each', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/例:.*--catalog medcloud-checklist.*\n.*--new/);
  });
});

const shared = new URL('../../shared/', import.meta.url);
const present = existsSync(new URL('corpus/check-sheet.txt', shared));
if (!present) console.warn('SKIPPED: ../shared/corpus is not here; the published sheets were not read.');

describe.skipIf(!present)(`the published sheets${present ? '' : ' (SKIPPED: ../shared/corpus is not here)'}`, () => {
  const json = (name: string) => JSON.parse(readFileSync(new URL(`data/${name}.json`, shared), 'utf8'));
  const read = (name: string) => readSheets(new Uint8Array(readFileSync(new URL(`corpus/${name}`, shared))), name);
  const checkSheet = present ? read('check-sheet.txt') : [];

  /** Kind → numbers of the controls concerned. */
  const byKind = ({ report }: Imported) => {
    const result: Record<string, number[]> = {};
    for (const { kind, control = '' } of report.notes) result[kind] = [...(result[kind] ?? []), Number(control.slice(3))];
    return result;
  };

  test('the check sheet: every defect, and nothing else', async () => {
    const imported = await overlayOf(checkSheet, 'medcloud-checklist', 'check-sheet.txt');
    const known = (kind: string) =>
      json('anomalies')['check-sheet'].find((one: { kind: string }) => one.kind === kind).no as number[];
    expect(byKind(imported)).toEqual({
      'shifted-columns': known('shifted-columns'),
      'merged-rows': known('merged-text'),
      'text-of-another-row': known('text-of-another-row'),
      headless: known('headless'),
      'broken-off': known('text-truncated'),
      'repeated-reference': known('ref-duplicated-from-previous'),
    });
    const holds = Object.fromEntries(
      imported.report.notes
        .filter(({ kind }) => kind === 'merged-rows')
        .map(({ control = '', related = [] }) => [control.slice(3), related.map((id) => Number(id.slice(3)))]),
    );
    expect(holds).toEqual(
      json('anomalies')['check-sheet'].find((one: { kind: string }) => one.kind === 'merged-text').holds_also,
    );
    expect(imported.report).toMatchObject({ rows: 253, controls: 253, without: ['CL-24', 'CL-25', 'CL-30'] });
    expect(await checked(imported.text)).toEqual([]);
  });

  test('the check sheet: the same by titles and parts alone, as a catalog without summaries has them', async () => {
    const { catalogs } = await bundled;
    const catalog = catalogs.of('medcloud-checklist');
    if (!catalog) throw new Error('no catalog');
    const bare = importCatalogText(checkSheet, { catalog, catalogs, file: 'x', language: 'ja' });
    expect(told(bare)).toBe(told(await overlayOf(checkSheet, 'medcloud-checklist', 'x')));
  });

  test('the check sheet: every other row has its whole text', async () => {
    const texts = textsOf((await overlayOf(checkSheet, 'medcloud-checklist', 'x')).text);
    const rows = (json('checklist').rows as { no: number; requirement: string }[]).filter(({ no }) => ![24, 25, 30].includes(no));
    expect(texts.size).toBe(rows.length);
    for (const { no, requirement } of rows) expect(plain(texts.get(`CL-${no}`) ?? ''), `CL-${no}`).toBe(plain(requirement));
  });

  /** The check sheet with changes: rows by number, cells by column, 0-based. */
  const changed = (change: (cells: string[], no: number, cell: (no: number, column: number) => string) => void) => {
    const lines = readFileSync(new URL('corpus/check-sheet.txt', shared), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'));
    const cell = (no: number, column: number) => lines.find(([first]) => first === String(no))?.[column] ?? '';
    const copy = lines.map((line) => [...line]);
    for (const cells of copy) if (/^\d+$/.test(cells[0] ?? '')) change(cells, Number(cells[0]), cell);
    return readSheets(new TextEncoder().encode(copy.map((cells) => cells.join('\t')).join('\n')), 'x.txt');
  };
  const more = async (sheets: readonly Sheet[]) => {
    const before = byKind(await overlayOf(checkSheet, 'medcloud-checklist', 'x'));
    const after = byKind(await overlayOf(sheets, 'medcloud-checklist', 'x'));
    return Object.fromEntries(
      Object.entries(after).flatMap(([kind, numbers]) => {
        const fresh = numbers.filter((n) => !before[kind]?.includes(n));
        return fresh.length > 0 ? [[kind, fresh]] : [];
      }),
    );
  };

  test('the same defects elsewhere are found there', async () => {
    const strange = changed((cells, no, cell) => {
      if (no === 132) cells[3] = cell(139, 3);
      if (no === 88) cells.splice(5, 1);
      if (no === 241) cells[8] = cell(240, 8);
      if (no === 78) cells[3] = `${cell(78, 3)} ${cell(79, 3).split(' ')[0]}`;
      if (no === 79) cells[3] = cell(79, 3).split(' ').slice(1).join(' ');
      if (no === 212) cells[3] = cell(212, 3).slice(0, cell(212, 3).lastIndexOf('、') + 1);
    });
    expect(await more(strange)).toEqual({
      'text-of-another-row': [132],
      'shifted-columns': [88],
      'merged-rows': [78],
      headless: [79],
      'broken-off': [212],
    });
  });

  test('a sheet put right has no defect left', async () => {
    const whole = changed((cells, no) => {
      // Where rows slipped, each gets a plain text of its own; references go back to where the page has them.
      const broken = [23, 24, 25, 29, 30, 49, 50, 105, 106, 152, 153, 163, 164, 171, 223, 224];
      if (broken.includes(no)) cells[3] = `クラウドサービス事業者は、第${no}の対策を定め、これを実施すること。`;
      if (no === 14) cells.splice(9, 0, '');
      if ([37, 39, 40].includes(no)) cells.splice(7, 0, '');
      if (no === 64) cells[8] = '';
    });
    const { report } = await overlayOf(whole, 'medcloud-checklist', 'x');
    expect(report.notes.map(({ kind, control }) => `${kind} ${control}`)).toEqual([]);
    expect(report.attached).toHaveLength(253);
  });

  test('the check sheet as csv and as xlsx reads the same', async () => {
    const expected = await overlayOf(checkSheet, 'medcloud-checklist', 'x');
    const lines = readFileSync(new URL('corpus/check-sheet.txt', shared), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'));
    const csv = lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
    expect(told(await overlayOf(readSheets(new TextEncoder().encode(csv), 'a.csv'), 'medcloud-checklist', 'x'))).toBe(
      told(expected),
    );
    const cells: Record<string, string> = {};
    lines.forEach((line, i) => {
      line.forEach((cell, j) => {
        if (cell.trim() !== '') cells[`${columnName(j + 1)}${i + 1}`] = cell;
      });
    });
    const { text } = await overlayOf(readSheets(xlsxOf([{ name: '一覧', cells }]), 'a.xlsx'), 'medcloud-checklist', 'x');
    expect(text.replaceAll('-- ［一覧］', '-- ')).toBe(expected.text);
  });

  test('the METI matrix: every row at its control, no defect', async () => {
    const { text, report } = await overlayOf(read('meti-matrix-part.txt'), 'meti-processor', 'x');
    const rows = (json('meti').rows as { seq: number; id: string; requirement: string }[]).slice(0, 120);
    expect(report.notes.map(({ kind, control }) => `${kind} ${control}`)).toEqual([]);
    expect(report.attached).toEqual(rows.map(({ id }) => `METI-${id}`));
    expect(report.without).toHaveLength(181 - 120);
    const texts = textsOf(text);
    for (const { id, requirement } of rows) expect(plain(texts.get(`METI-${id}`) ?? ''), id).toBe(plain(requirement));
    expect(await checked(text)).toEqual([]);
  });
});
