/** Workbooks as programs write them, as they break, and as somebody would write them to do harm. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { asideNotes } from '../convert/sheet/asides.ts';
import { shownNumber } from '../convert/sheet/number-format.ts';
import { readSheets } from '../convert/sheet/read.ts';
import { columnName, mergedCells, type Row, type Sheet, SheetError } from '../convert/sheet/sheet.ts';
import { bookOf, claiming, sheetData } from './support/parts.ts';

const read = (bytes: Uint8Array, name = 'a.xlsx') => readSheets(bytes, name);
const textsOf = ({ rows }: Sheet) => rows.map(({ cells }) => cells.map(({ text }) => text));
const first = (bytes: Uint8Array) => textsOf(read(bytes)[0] as Sheet);
const addresses = ({ rows }: Sheet) =>
  Object.fromEntries(rows.flatMap(({ cells }) => cells.map(({ row, column, text }) => [`${columnName(column)}${row}`, text])));

/** Why a file is refused, in Japanese. */
function refusal(bytes: Uint8Array, name = 'a.xlsx'): string {
  try {
    read(bytes, name);
  } catch (error) {
    expect(error).toBeInstanceOf(SheetError);
    expect((error as SheetError).text('en')).not.toMatch(/[ぁ-ん]/);
    return (error as SheetError).text('ja');
  }
  throw new Error('was read');
}

const plainSheet = sheetData([['番号', '内容']]);

describe('cells', () => {
  test('of every type', () => {
    const sheet = `<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c>
      <c r="D2" t="d"><v>2026-04-01T00:00:00</v></c><c r="E2" t="str"><f>1</f><v>式</v></c>
      <c r="F2" t="inlineStr"><is><r><rPr><b/></rPr><t>太</t></r><r><t xml:space="preserve">字 </t></r></is></c><c r="G2" t="b"><v>0</v></c>
      <c r="H2"><v>0.30000000000000004</v></c><c r="I2" t="s"/></row></sheetData>`;
    const [one] = read(bookOf({ sheets: [sheet], strings: ['文字&amp;列_x000D_'] }));
    expect(addresses(one as Sheet)).toEqual({
      A2: '文字&列',
      B2: 'TRUE',
      C2: '#N/A',
      D2: '2026-04-01',
      E2: '式',
      F2: '太字',
      G2: 'FALSE',
      H2: '0.3',
    });
  });

  test('dates of any calendar are days, by style', () => {
    const styles = `<numFmts><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="yyyy/mm"/></numFmts>
      <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="57"/><xf numFmtId="177"/><xf numFmtId="10"/></cellXfs>`;
    const cell = (style: number, value: number) => `<c s="${style}"><v>${value}</v></c>`;
    const sheet = `<sheetData><row>${[0, 1, 2, 3, 4].map((style) => cell(style, 46113)).join('')}${cell(5, 0.995)}</row></sheetData>`;
    expect(first(bookOf({ sheets: [sheet], styles }))).toEqual([
      ['46113', '2026-04-01', '2026-04-01', '2026-04-01', '2026-04', '99.50%'],
    ]);
    const from1904 = {
      'xl/workbook.xml': '<workbook><workbookPr date1904="1"/><sheets><sheet name="s1" r:id="rId1"/></sheets></workbook>',
    };
    const mac = `<sheetData><row>${cell(1, 46113 - 1462)}</row></sheetData>`;
    expect(first(bookOf({ sheets: [mac], styles, parts: from1904 }))).toEqual([['2026-04-01']]);
  });

  test.each<[string, string, string]>([
    ['0.1', '', '0.1'],
    ['1.1', '0.00', '1.10'],
    ['7', '000', '007'],
    ['3', '"第"0"条"', '第3条'],
    ['3', '\\(0\\)', '(3)'],
    ['3', '(0)', '(3)'],
    ['12345.678', '#,##0.0', '12,345.7'],
    ['0.05', '0%', '5%'],
    ['0.0512', '0.#%', '5.1%'],
    ['-3', '0;[Red]"▲"0', '▲3'],
    ['-3', '0.0', '-3.0'],
    ['1234', '[$¥-411]#,##0', '¥1,234'],
    ['0.1', '0.0E+00', '0.1'],
    ['0.5', '# ?/?', '0.5'],
    ['5', '[<10]"小";"大"', '5'],
    ['46113.5', 'yyyy/m/d h:mm', '2026-04-01 12:00'],
    ['46113.521', 'm"月"d"日"', '2026-04-01'],
    ['0.5', 'h:mm AM/PM', '12:00'],
    ['1.5', '[h]:mm', '36:00'],
    ['0.000011574', 'mm:ss', '00:00:01'],
    ['59', 'yyyy/m/d', '1900-02-28'],
    ['1', 'yyyy/m/d', '1900-01-01'],
    ['61', 'yyyy/m/d', '1900-03-01'],
    ['-1', 'yyyy/m/d', '-1'],
    ['2958466', 'yyyy/m/d', '2958466'],
    ['123456789012', 'General', '123456789012'],
    ['1e300', '0', '1e+300'],
    ['文', '0', '文'],
  ])('%s as %s is %s', (value, code, expected) => {
    expect(shownNumber(value, code, false)).toBe(expected);
  });

  test('a merged cell is found from every cell under it', () => {
    const sheet = `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="C2"><v>6</v></c></row></sheetData>
      <mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="x"/></mergeCells>`;
    const [one] = read(bookOf({ sheets: [sheet] })) as [Sheet];
    const at = (row: number, column: number) => mergedCells([one])(one.rows[row - 1] as Row, column)?.text;
    expect([at(1, 1), at(1, 2), at(2, 1), at(2, 2), at(2, 3), at(2, 4)]).toEqual(['1', '1', '1', '1', undefined, undefined]);
  });
});

describe('what is out of sight is read and told, what is not read is told', () => {
  test('hidden rows and columns, comments, formulas that failed', () => {
    const sheet = `<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>
      <row r="3" hidden="1"><c r="A3" t="e"><v>#REF!</v></c></row></sheetData>`;
    const parts = {
      'xl/worksheets/_rels/sheet1.xml.rels':
        '<Relationships><Relationship Id="r" Type="x/comments" Target="../comments1.xml"/></Relationships>',
      'xl/comments1.xml': '<comments><commentList><comment ref="A1"/><comment ref="B7"/></commentList></comments>',
    };
    const sheets = read(bookOf({ sheets: [sheet], parts }));
    expect(asideNotes(sheets, undefined).map(({ kind, sheet: name, row, message }) => [kind, name, row, message('ja')])).toEqual([
      ['hidden-rows', 's1', 3, expect.stringContaining('（3）')],
      ['hidden-columns', 's1', 1, expect.stringContaining('（B）')],
      ['error-values', 's1', 3, expect.stringContaining('A3')],
      ['comments', 's1', 1, expect.stringContaining('A1、B7')],
    ]);
  });

  test('a sheet the workbook lists and does not have; one that has none is refused', () => {
    const lost = { 'xl/worksheets/sheet1.xml': undefined };
    const sheets = read(bookOf({ sheets: [plainSheet, plainSheet], parts: lost }));
    expect(asideNotes(sheets, undefined).map(({ kind, sheet }) => [kind, sheet])).toEqual([['missing', 's1']]);
    expect(refusal(bookOf({ sheets: [plainSheet], parts: lost }))).toContain('xl/worksheets');
  });
});

describe('parts are found wherever they are', () => {
  const relations = (worksheet: string, type = 'x/worksheet') =>
    `<Relationships><Relationship Id="rId1" Type="${type}" Target="${worksheet}"/></Relationships>`;
  const at = (path: string, target: string) => ({
    'xl/_rels/workbook.xml.rels': relations(target),
    'xl/worksheets/sheet1.xml': undefined,
    [path]: `<worksheet>${plainSheet}</worksheet>`,
  });
  test.each([
    ['absolute', at('xl/worksheets/a.xml', '/xl/worksheets/a.xml')],
    ['up and down', at('sheets/a.xml', '../sheets/a.xml')],
    ['up beyond the root', at('a.xml', '../../../a.xml')],
    ['in other letters', at('xl/WorkSheets/A.xml', 'worksheets/a.xml')],
    ['with backslashes', at('xl\\worksheets\\a.xml', 'worksheets\\a.xml')],
    ['escaped', at('xl/worksheets/a b.xml', 'worksheets/a%20b.xml')],
  ])('%s', (_, parts) => {
    expect(first(bookOf({ sheets: [plainSheet], parts }))).toEqual([['番号', '内容']]);
  });

  test('a strict workbook, prefixed names, a workbook of another name', () => {
    const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
    const parts = {
      '_rels/.rels': `<Relationships><Relationship Id="a" Type="${strict}/officeDocument" Target="/book/workbook2.xml"/></Relationships>`,
      'xl/workbook.xml': undefined,
      'book/workbook2.xml': '<x:workbook><x:sheets><x:sheet name="甲" r:id="rId1"/></x:sheets></x:workbook>',
      'book/_rels/workbook2.xml.rels': relations('/xl/worksheets/sheet1.xml', `${strict}/worksheet`),
      'xl/worksheets/sheet1.xml':
        '<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>番号</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
    };
    expect(read(bookOf({ sheets: [plainSheet], parts })).map((sheet) => [sheet.name, textsOf(sheet)])).toEqual([
      ['甲', [['番号']]],
    ]);
  });

  test('a chart sheet has no cells', () => {
    const parts = { 'xl/_rels/workbook.xml.rels': relations('chartsheets/sheet1.xml', 'x/chartsheet') };
    expect(refusal(bookOf({ sheets: [plainSheet], parts }))).toContain('何も書かれていません');
  });
});

describe('what cannot be read says what it is and what to do', () => {
  const named = (name: string) => zipSync({ [name]: strToU8('x') });
  const utf16 = (text: string) => new Uint8Array([...`${text}\0`].flatMap((one) => [one.charCodeAt(0), 0]));
  const compound = (...streams: readonly string[]) => {
    const bytes = new Uint8Array(4096);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (const [i, stream] of streams.entries()) bytes.set(utf16(stream), 1024 + i * 128);
    return bytes;
  };
  const whole = bookOf({ sheets: [plainSheet] });
  test.each<[string, Uint8Array, RegExp]>([
    ['an encrypted workbook', compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), /パスワード.*消し/],
    ['an old workbook', compound('Root Entry', 'Workbook'), /古いExcel形式（\.xls）です.*保存し直して/],
    ['an old document', compound('Root Entry', 'WordDocument'), /\.doc.*コピー/],
    ['an unknown compound file', compound('Root Entry'), /\.xls.*パスワード/],
    ['a binary workbook', named('xl/workbook.bin'), /xlsb.*保存し直して/],
    ['an OpenDocument', named('mimetype'), /\.ods.*保存し直して/],
    ['a presentation', named('ppt/presentation.xml'), /\.pptx/],
    ['a zip of other files', named('点検表.csv'), /ZIPファイル.*点検表\.csv.*展開/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /画像/],
    ['a page of HTML', strToU8('<html><table><tr><td>1</td></tr></table></html>'), /HTML/],
    ['XML of 2003', strToU8('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'), /2003/],
    ['a cut file', whole.slice(0, whole.length - 100), /途中で切れて/],
    ['a file cut in the middle of a part', whole.slice(0, 300), /途中で切れて/],
    ['an empty zip', zipSync({}), /xl\/workbook\.xml/],
    ['no workbook', bookOf({ sheets: [plainSheet], parts: { 'xl/workbook.xml': undefined } }), /xl\/workbook\.xml）がありません/],
    [
      'no strings',
      bookOf({ sheets: ['<sheetData><row><c t="s"><v>0</v></c></row></sheetData>'] }),
      /xl\/sharedStrings\.xml）がありません/,
    ],
    [
      'too few strings',
      bookOf({ sheets: ['<sheetData><row><c t="s"><v>3</v></c></row></sheetData>'], strings: ['一'] }),
      /xl\/sharedStrings\.xml）が壊れて/,
    ],
    [
      'a sheet that does not close',
      bookOf({ sheets: [], parts: { ...partsOfOne('<worksheet><sheetData>') } }),
      /sheet1\.xml）が壊れて/,
    ],
  ])('%s', (_, bytes, expected) => {
    expect(refusal(bytes)).toMatch(expected);
    expect(refusal(bytes, '様式')).toMatch(expected);
  });

  test('text is not taken for a picture, a text in English not for anything else', () => {
    expect(textsOf(read(strToU8('BMI,番号\n1,2\n'), 'a.csv')[0] as Sheet)).toEqual([
      ['BMI', '番号'],
      ['1', '2'],
    ]);
    expect(textsOf(read(strToU8('PK,番号\n'), 'a.csv')[0] as Sheet)).toEqual([['PK', '番号']]);
  });
});

function partsOfOne(xml: string): Readonly<Record<string, string>> {
  return {
    'xl/workbook.xml': '<workbook><sheets><sheet name="s1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': xml,
  };
}

describe('a file that says something wrong of itself', () => {
  const part = 'xl/worksheets/sheet1.xml';
  const book = bookOf({ sheets: [sheetData([['番号', '内'.repeat(5000)]])] });
  const broken = /sheet1\.xml）が壊れて/;
  const [CHECKSUM, PACKED, SIZE, OFFSET] = [16, 20, 24, 42];
  test.each<[string, Uint8Array, RegExp]>([
    ['less than it unpacks to', claiming(book, part, SIZE, 100), broken],
    ['one byte less', claiming(book, part, SIZE, strToU8(sheetData([['番号', '内'.repeat(5000)]])).length + 22), broken],
    ['more than it unpacks to', claiming(book, part, SIZE, 20_000), broken],
    ['more than anything unpacks to', claiming(book, part, SIZE, 90_000_000), broken],
    ['more than we read', claiming(book, part, SIZE, 100_000_001), /100MB/],
    ['4 GB', claiming(book, part, SIZE, 0xfffffffe), /100MB/],
    ['a size elsewhere that is nowhere', claiming(book, part, SIZE, 0xffffffff), /途中で切れて/],
    ['less than it is packed to', claiming(book, part, PACKED, 60), broken],
    ['more than the file has', claiming(book, part, PACKED, 1_000_000), /途中で切れて/],
    ['another checksum', claiming(book, part, CHECKSUM, 1), broken],
    ['another place', claiming(book, part, OFFSET, 3), broken],
    ['a place beyond the file', claiming(book, part, OFFSET, 0x7fffffff), /途中で切れて/],
  ])('%s', (_, bytes, expected) => {
    expect(refusal(bytes)).toMatch(expected);
  });

  test('parts that overlap are each what they unpack to, all together at most 100 MB', () => {
    const big = `<worksheet>${' '.repeat(30_000_000)}</worksheet>`;
    const count = 5;
    const names = Array.from({ length: count }, (_, i) => `xl/worksheets/sheet${i + 1}.xml`);
    const sheets = bookOf({ sheets: names.map(() => ''), parts: { [names[0] as string]: big } });
    // Every sheet is the first one: five of 30 MB, in a file of 30 kB.
    const entry = entryOf(sheets, names[0] as string);
    const bomb = names.slice(1).reduce((bytes, name) => {
      let all = bytes;
      for (const [field, value] of Object.entries(entry)) all = claiming(all, name, Number(field), value);
      return all;
    }, sheets);
    expect(bomb.length).toBeLessThan(50_000);
    expect(refusal(bomb)).toMatch(/100MB/);
  });

  test('entities declared by the file itself do not grow', () => {
    const xml = `<!DOCTYPE x [<!ENTITY a "${'あ'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><worksheet><sheetData><row><c t="inlineStr"><is><t>甲&b;</t></is></c></row></sheetData></worksheet>`;
    expect(
      first(bookOf({ sheets: [], parts: partsOfOne(xml) }))
        .flat()
        .join('').length,
    ).toBeLessThan(10);
  });
});

/** Method, checksum, sizes and place of a part, by their offsets in its entry. */
function entryOf(zip: Uint8Array, part: string): Readonly<Record<number, number>> {
  const view = new DataView(zip.buffer, zip.byteOffset);
  for (let at = zip.length - 46; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    if (name === part) return Object.fromEntries([8, 16, 20, 24, 42].map((field) => [field, view.getUint32(at + field, true)]));
  }
  throw new Error(`no part ${part}`);
}
