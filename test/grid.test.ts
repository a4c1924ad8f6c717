/** Grids as xlsx and csv. test/fixtures/grid holds the XML of one form, laid out line by line; UPDATE_GOLDEN=1 writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Grid, GridColumn } from '../convert/form/grid.ts';
import { guarded, isRisky, unguarded } from '../convert/sheet/formula.ts';
import { readSheets } from '../convert/sheet/read.ts';
import type { Sheet } from '../convert/sheet/sheet.ts';
import { writeCsv } from '../convert/write/csv.ts';
import { headOf } from '../convert/write/head.ts';
import { writeXlsx } from '../convert/write/xlsx.ts';
import { faultsOf } from './support/ooxml.ts';

const column = (key: string, headings: readonly string[], width: number, more: Partial<GridColumn> = {}): GridColumn => ({
  key,
  headings,
  width,
  ...more,
});

const FORM: Grid = {
  name: '確認シート',
  title: '確認シート 例示クラウドカルテ',
  language: 'ja',
  lines: [
    { label: '整理番号', value: '2026-001' },
    { label: '評価対象プロダクト名', value: '例示クラウドカルテ & <標準版>' },
  ],
  columns: [
    column('number', ['項目', 'No.'], 6, { align: 'center' }),
    column('category', ['分類', '大分類'], 14),
    column('category', ['分類', '中分類'], 14),
    column('text', ['対策項目', '対策項目'], 40),
    column('status', ['対応内容', '対応状況'], 10, { align: 'center', choices: ['対応済', '一部対応', '対象外'] }),
    column('answer', ['対応内容', '対応策'], 40),
    column('note', ['備考', '備考'], 16),
  ],
  rows: [
    { cells: [1, '契約', '責任', '運用を文書にすること。', '対応済', '運用管理規程に定めています。\n年1回見直します。', ''] },
    { cells: [2, '契約', '責任', '=1+1', '対象外', '- 箇条書き', '2.10'] },
    { cells: [3, '契約', '', '-5', '一部対応', "'引用", -5] },
  ],
  page: 'landscape',
};

const encoded = (text: string) => new TextEncoder().encode(text);
const xlsxOf = (grid: Grid) => readSheets(writeXlsx([grid]), 'form.xlsx');
const csvOf = (grid: Grid) => readSheets(encoded(writeCsv(grid)), 'form.csv');
const partOf = (bytes: Uint8Array, path: string) => strFromU8(unzipSync(bytes)[path] ?? new Uint8Array());
const sheetXml = (grid: Grid) => partOf(writeXlsx([grid]), 'xl/worksheets/sheet1.xml');

/** The cells of each row that has any. Rows of the sheet are not compared: a high one stands in several. */
function cellsOf(sheets: readonly Sheet[]): readonly (readonly (readonly [number, string])[])[] {
  return (sheets[0]?.rows ?? []).map(({ cells }) => cells.map(({ column: at, text }) => [at, text] as const));
}

/** What a grid says, as sheets are read: without white space at the ends, line breaks as LF. */
function said(grid: Grid): ReturnType<typeof cellsOf> {
  const read = (value: string | number) => String(value).replace(/\r\n?/g, '\n').trim();
  const head = headOf(grid);
  const lines = Array.from({ length: head.last }, (_, i) =>
    head.cells.filter(({ row }) => row === i + 1).map(({ column: at, text }) => [at, read(text)] as const),
  );
  const rows = grid.rows.map(({ cells }) => grid.columns.map((_, i) => [i + 1, read(cells[i] ?? '')] as const));
  return [...lines, ...rows].map((row) => row.filter(([, text]) => text !== '')).filter((row) => row.length > 0);
}

describe('xlsx', () => {
  test('the XML of a form', () => {
    const bytes = writeXlsx([FORM, { ...FORM, title: '', lines: [], page: 'portrait', columns: FORM.columns.slice(0, 2) }]);
    const parts = Object.keys(unzipSync(bytes)).map((path) => `${path}\n${partOf(bytes, path).replace(/></g, '>\n<')}`);
    const file = new URL('./fixtures/grid/form.golden', import.meta.url);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, `${parts.join('\n\n')}\n`);
    expect(`${parts.join('\n\n')}\n`).toBe(readFileSync(file, 'utf8'));
  });

  test('its package is sound: no part is missing that another speaks of', () => {
    const parts = unzipSync(writeXlsx([FORM, { ...FORM, name: '別紙' }]));
    expect(faultsOf(zipSync(parts))).toEqual([]);
    delete parts['xl/worksheets/sheet2.xml'];
    expect(faultsOf(zipSync(parts))).toEqual(['xl/_rels/workbook.xml.rels: no part worksheets/sheet2.xml']);
  });

  test('the same grid makes the same bytes', () => {
    expect(writeXlsx([FORM])).toEqual(writeXlsx([FORM]));
    // The time of every entry is the first of zip: 1980-01-01.
    const bytes = writeXlsx([FORM]);
    expect([...bytes.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });

  test('equal headings beside each other or below are one cell', () => {
    const head = headOf({ ...FORM, title: '', lines: [] });
    expect(head.cells.map(({ text, row, column: at, rows, columns }) => `${text} ${row},${at} ${rows}x${columns}`)).toEqual([
      '項目 1,1 1x1',
      '分類 1,2 1x2',
      '対策項目 1,4 2x1',
      '対応内容 1,5 1x2',
      '備考 1,7 2x1',
      'No. 2,1 1x1',
      '大分類 2,2 1x1',
      '中分類 2,3 1x1',
      '対応状況 2,5 1x1',
      '対応策 2,6 1x1',
    ]);
  });

  test('a text is never a formula, nor one when it is edited; a number is a number', () => {
    const xml = sheetXml(FORM);
    expect(xml).not.toContain('<f>');
    const styles = partOf(writeXlsx([FORM]), 'xl/styles.xml');
    const formats = [...(/<cellXfs.*<\/cellXfs>/.exec(styles)?.[0] ?? '').matchAll(/<xf [^>]*>/g)].map(([xf]) => xf);
    const quoted = [...xml.matchAll(/<c r="[^"]*" s="(\d+)" t="inlineStr"><is><t[^>]*>([^<]*)/g)]
      .filter(([, style]) => formats[Number(style)]?.includes('quotePrefix="1"'))
      .map(([, , text]) => text);
    expect(quoted).toEqual(['2026-001', '=1+1', '- 箇条書き', '2.10', '-5', "'引用"]);
    expect(xml).toMatch(/<c r="G\d+" s="\d+"><v>-5<\/v><\/c>/);
  });

  test('a text longer than a cell goes on in rows without a number', () => {
    const line = `${'あ'.repeat(99)}\n`;
    const broken = line.repeat(700).trim();
    const whole = '😀'.repeat(20_000);
    const rows = cellsOf(xlsxOf({ ...FORM, rows: [{ cells: [7, '', '', broken, '', whole, '短い'] }] })).slice(-3);
    expect(rows.map((cells) => cells.map(([at]) => at))).toEqual([[1, 4, 6, 7], [4, 6], [4]]);
    const of = (at: number) => rows.flatMap((cells) => cells.filter(([one]) => one === at).map(([, text]) => text));
    expect(of(4).join('\n')).toBe(broken);
    expect(of(6).join('')).toBe(whole);
    for (const text of [...of(4), ...of(6)]) expect(text.length).toBeLessThanOrEqual(32_767);
  });

  test('a row too high for Excel stands in several rows, merged column by column', () => {
    const xml = sheetXml({
      ...FORM,
      title: '',
      lines: [],
      rows: [{ cells: [1, '', '', 'あ\n'.repeat(60), '', '', ''] }, ...FORM.rows],
    });
    const heights = [...xml.matchAll(/<row r="(\d+)" ht="([\d.]+)"/g)].map(([, row, height]) => [Number(row), Number(height)]);
    expect(heights.every(([, height = 0]) => height > 0 && height <= 409)).toBe(true);
    expect(heights).toHaveLength(2 + 3 + 3);
    for (const name of 'ABCDEFG') expect(xml).toContain(`<mergeCell ref="${name}3:${name}5"/>`);
    expect(xml).toContain('<autoFilter ref="A2:G8"/>');
  });

  test('names of sheets as Excel takes them', () => {
    const names = (given: readonly string[]) => {
      const grids = given.map((name) => ({ ...FORM, name }));
      const book = partOf(writeXlsx(grids as unknown as [Grid, ...Grid[]]), 'xl/workbook.xml');
      return [...book.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
    };
    expect(names(["'A/B:C?'", '', 'History', '確認', '確認', 'x'.repeat(40), 'X'.repeat(40), '𠮟'.repeat(20), '[a]*\\'])).toEqual(
      [
        'A／B：C？',
        'シート2',
        'History_',
        '確認',
        '確認 (2)',
        'x'.repeat(31),
        `${'X'.repeat(27)} (2)`,
        '𠮟'.repeat(15),
        '［a］＊＼',
      ],
    );
    const quoted = partOf(writeXlsx([{ ...FORM, name: "A'B" }]), 'xl/workbook.xml');
    expect(quoted).toContain("'A''B'!$A$1:$G$9</definedName>");
  });

  test('a list that the format cannot hold is left out', () => {
    const list = (choices: readonly string[]) =>
      /<formula1>.*<\/formula1>/.exec(sheetXml({ ...FORM, columns: [column('a', ['a'], 9, { choices })] }))?.[0];
    expect(list(['○', '"×"'])).toBe('<formula1>&quot;○,&quot;&quot;×&quot;&quot;&quot;</formula1>');
    expect(list(['a,b', 'c'])).toBeUndefined();
    expect(list(Array.from({ length: 60 }, (_, i) => `選択肢${i}`))).toBeUndefined();
    expect(list([])).toBeUndefined();
  });

  test('wide forms print on A3', () => {
    const paper = (grid: Grid) => /paperSize="(\d+)"/.exec(sheetXml(grid))?.[1];
    expect(paper(FORM)).toBe('9');
    expect(paper({ ...FORM, columns: FORM.columns.map((one) => ({ ...one, width: one.width * 2 })) })).toBe('8');
  });
});

const NASTY = [
  '_x0041_',
  '_x005F_x0041_',
  '_x0041_x0042_',
  '=1+1',
  '＝1+1',
  "'=1",
  "''",
  "'",
  '\t=1',
  ' =1',
  '-',
  '+',
  '@a',
  '\r\n',
  'a\rb',
  'a\r\nb',
  ' x ',
  '\u0000',
  '\u001f',
  '\ud800',
  'a\udc00b',
  '\ufffe',
  '\ufeffa',
  ']]>',
  '<b>&amp;</b>',
  '"',
  '""',
  'a,b',
  'a\tb',
  'a;b',
  ';;;',
  '\t\t',
  'a\n\nb',
  '\u0085a',
  '　あ　',
  '1,234',
  '2026/11/21',
  'TRUE',
  '#N/A',
];
const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...NASTY, 'あ', '\n', ' '), { maxLength: 6 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 80 }).map((n) => 'あいう、\n'.repeat(n)) },
);
const anyHeading = fc.constantFrom('', '項目', 'No.', '対応', '=x', '_x0041_');
const anyGrid: fc.Arbitrary<Grid> = fc
  .record({ columns: fc.integer({ min: 1, max: 5 }), lines: fc.integer({ min: 1, max: 3 }) })
  .chain(({ columns, lines }) =>
    fc.record({
      name: anyText,
      title: fc.oneof(fc.constant(''), anyText),
      language: fc.constantFrom('ja' as const, 'en' as const),
      lines: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 3 }),
      columns: fc.array(
        fc.record({
          key: fc.constantFrom('number', 'answer', 'note'),
          headings: fc.array(anyHeading, { minLength: lines, maxLength: lines }),
          width: fc.integer({ min: 3, max: 60 }),
          choices: fc.constantFrom<readonly string[]>([], ['対応済', '"×"'], ['a,b']),
        }),
        { minLength: columns, maxLength: columns },
      ),
      rows: fc.array(
        fc.record({
          cells: fc.array(fc.oneof({ weight: 4, arbitrary: anyText }, { weight: 1, arbitrary: fc.integer() }), {
            minLength: columns,
            maxLength: columns,
          }),
        }),
        { maxLength: 8 },
      ),
      page: fc.constantFrom('portrait' as const, 'landscape' as const),
    }),
  );
/** A file in which nothing is written is refused in reading. */
const saying = anyGrid.filter((grid) => said(grid).length > 0);

describe('what is written is read again', () => {
  test('xlsx', () => {
    fc.assert(
      fc.property(saying, (grid) => {
        expect(cellsOf(xlsxOf(grid))).toEqual(said(grid));
      }),
      { numRuns: 500 },
    );
  });

  test('csv, but for halves of characters, which no text file holds', () => {
    fc.assert(
      fc.property(
        saying.filter(({ columns }) => columns.length > 1),
        (grid) => {
          const whole = said(grid).map((row) => row.map(([at, text]) => [at, text.replace(/\p{Cs}/gu, '\ufffd')]));
          expect(cellsOf(csvOf(grid))).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('no cell of csv is taken for a formula, and what guards it is all that is taken away', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isRisky(guarded(text))).toBe(false);
        expect(unguarded(guarded(text))).toBe(text);
        if (!isRisky(text.replace(/^'+/, ''))) expect(guarded(text)).toBe(text);
      }),
    );
    expect([guarded('=1'), guarded("'=1"), guarded("'引用"), guarded(' ＋1'), guarded('a=1')]).toEqual([
      "'=1",
      "''=1",
      "'引用",
      "' ＋1",
      'a=1',
    ]);
  });

  test('csv is what Excel opens: byte order mark, CRLF between lines, LF within cells, numbers as they are', () => {
    const text = writeCsv({ ...FORM, title: '', lines: [] });
    expect(text.startsWith('\ufeff項目,分類,,対策項目,対応内容,,備考\r\nNo.,大分類,中分類,,対応状況,対応策,\r\n')).toBe(true);
    expect(text.endsWith(`3,契約,,'-5,一部対応,'引用,-5\r\n`)).toBe(true);
    expect(text).toContain('"運用管理規程に定めています。\n年1回見直します。"');
  });
});
