/** Answers filled into a customer's own workbook: the cells filled are others, and nothing else. */
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Grid } from '../convert/form/grid.ts';
import { SheetError } from '../convert/sheet/sheet.ts';
import { readXlsx } from '../convert/sheet/xlsx.ts';
import { choiceFor, choicesOf } from '../convert/template/choices.ts';
import { type FilledWorkbook, type FillOptions, fillWorkbook } from '../convert/template/fill.ts';
import type { Blank } from '../convert/template/match.ts';
import { tellings } from '../convert/template/not-filled.ts';
import { writeXlsx } from '../convert/write/xlsx.ts';
import type { Catalog } from '../core/catalog/catalog.ts';
import { bundled } from './support/catalogs.ts';
import { type CustomerWorkbook, customerParts, zipped } from './support/customer-workbook.ts';

const { catalogs } = await bundled;
const catalog = catalogs.of('medcloud-checklist') as Catalog;
const titleOf = (number: number) => catalog.control(`CL-${number}`)?.title.ja ?? '';
const item = (number: number): readonly [number, string] => [number, `${titleOf(number)}について、対策を講じていること。`];

const KEYS = ['number', 'status', 'responsibility', 'answer', 'found', 'result', 'improvement'] as const;
type Answer = Partial<Record<(typeof KEYS)[number], string>>;

/** Answers by the number of their control. */
function gridOf(answers: Readonly<Record<number, Answer>>): Grid {
  return {
    name: '',
    title: '',
    language: 'ja',
    lines: [],
    columns: KEYS.map((key) => ({ key, headings: [key], width: 10 })),
    rows: Object.entries(answers).map(([number, answer]) => ({
      control: `CL-${number}`,
      cells: KEYS.map((key) => answer[key] ?? ''),
    })),
    page: 'landscape',
  };
}

const fill = (bytes: Uint8Array, answers: Readonly<Record<number, Answer>>, more: Partial<FillOptions> = {}) =>
  fillWorkbook(bytes, gridOf(answers), { catalog, ...more });

const told = ({ filled, notFilled }: FilledWorkbook) => ({
  filled: filled.map(({ sheet, cell, control, column }) => `${sheet}!${cell} ${control} ${column}`),
  not: notFilled.map(({ sheet, cell = '-', control = '-', column = '-', why }) => `${sheet}!${cell} ${control} ${column} ${why}`),
});

/** Address → text, of one sheet. */
function textsOf(bytes: Uint8Array, name = '点検表'): Readonly<Record<string, string>> {
  const cells =
    readXlsx(bytes)
      .find((sheet) => sheet.name === name)
      ?.rows.flatMap((row) => row.cells) ?? [];
  return Object.fromEntries(cells.map(({ row, column, text }) => [`${String.fromCharCode(64 + column)}${row}`, text]));
}

interface Entry {
  readonly name: string;
  /** From the local header to the next one. */
  readonly local: Uint8Array;
  /** Record of the central directory, the offset aside. */
  readonly record: Uint8Array;
}

/** The entries of a zip file in the order of its directory, bytes as they are. */
function entriesOf(bytes: Uint8Array): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end--;
  const directory = view.getUint32(end + 16, true);
  const found: { name: string; start: number; record: Uint8Array }[] = [];
  for (let at = directory; at < directory + view.getUint32(end + 12, true); ) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    const next = at + 46 + name + extra + comment;
    const record = bytes.slice(at, next).fill(0, 42, 46);
    found.push({ name: strFromU8(bytes.subarray(at + 46, at + 46 + name)), start: view.getUint32(at + 42, true), record });
    at = next;
  }
  const starts = found
    .map(({ start }) => start)
    .concat(directory)
    .sort((a, b) => a - b);
  return found.map(({ name, start, record }) => ({
    name,
    record,
    local: bytes.subarray(
      start,
      starts.find((other) => other > start),
    ),
  }));
}

/** A worksheet without some of its cells. What says which columns a row uses may be wider afterwards. */
function without(xml: string, cells: readonly string[]): string {
  const cut = cells.reduce(
    (rest, cell) => rest.replace(new RegExp(`<((?:x:)?)c r=["']${cell}["'](?:[^>]*/>|[^>]*[^/]>.*?</\\1c>)`, 's'), ''),
    xml,
  );
  return cut.replace(/(row r="8" spans="1:)[24]"/, '$17"');
}

/** Every entry is as it was but for those sheets; and those are, but for the cells filled. */
function expectOnlyFilled(before: Uint8Array, after: FilledWorkbook, path = 'xl/worksheets/sheet1.xml'): void {
  const [old, now] = [entriesOf(before), entriesOf(after.bytes)];
  expect(now.map(({ name }) => name)).toEqual(old.map(({ name }) => name));
  for (const [i, entry] of old.entries()) {
    if (entry.name === path) continue;
    expect(now[i]?.local, entry.name).toEqual(entry.local);
    expect(now[i]?.record, entry.name).toEqual(entry.record);
  }
  const sheets = [before, after.bytes].map((bytes) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(unzipSync(bytes)[path]),
  );
  const cells = after.filled.map(({ cell }) => cell);
  expect(without(sheets[1] ?? '', cells)).toBe(without(sheets[0] ?? '', cells));
}

const BOOK: CustomerWorkbook = { items: [item(1), item(2), item(3), item(4), item(5)] };
const ANSWERS: Readonly<Record<number, Answer>> = {
  1: { status: '対応済', answer: '契約書で\n定めています。', found: '契約書 第3条', result: '適合' },
  2: { status: '対象外', answer: '=委託していません & <しません>' },
  3: { status: '一部対応', answer: '  前後の空白  ', improvement: '年内に改めます。_x0041_' },
};

describe('a styled workbook', () => {
  const bytes = zipped(customerParts(BOOK));
  const filled = fill(bytes, ANSWERS);

  test('is filled', () => {
    expect(told(filled)).toEqual({
      filled: [
        '点検表!C7 CL-1 status',
        '点検表!D7 CL-1 answer',
        '点検表!E7 CL-1 found',
        '点検表!F7 CL-1 result',
        '点検表!C8 CL-2 status',
        '点検表!D8 CL-2 answer',
        '点検表!C9 CL-3 status',
        '点検表!D9 CL-3 answer',
        '点検表!G9 CL-3 improvement',
      ],
      not: [],
    });
    const before = textsOf(bytes);
    expect(textsOf(filled.bytes)).toEqual({
      ...before,
      C7: '○',
      D7: '契約書で\n定めています。',
      E7: '契約書 第3条',
      F7: '合格',
      C8: '－',
      D8: '=委託していません & <しません>',
      C9: '△',
      D9: '前後の空白',
      G9: '年内に改めます。_x0041_',
    });
  });

  test('differs in the cells filled and in nothing else', () => {
    expectOnlyFilled(bytes, filled);
    const xml = strFromU8(unzipSync(filled.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(xml).toContain('<c r="C7" s="2" t="inlineStr"><is><t xml:space="preserve">○</t></is></c>');
    // Not written before: the style is its column's, and the row says that it has them.
    expect(xml).toContain('<row r="8" spans="1:4" ht="30" customHeight="1">');
    expect(xml).toContain('<c r="C8" s="2" t="inlineStr">');
    expect(xml.replace(/<!--.*?-->/s, '')).not.toMatch(/<f>[^<]*委託/);
  });

  test('the entry written anew says the same in its header and in the directory: no descriptor follows', () => {
    const entry = entriesOf(filled.bytes).find(({ name }) => name === 'xl/worksheets/sheet1.xml') as Entry;
    const [local, record] = [entry.local, entry.record].map((part) => new DataView(part.slice().buffer)) as [DataView, DataView];
    for (const offset of [6, 8]) expect(local.getUint16(offset, true)).toBe(record.getUint16(offset + 2, true));
    for (const offset of [10, 14, 18, 22]) expect(local.getUint32(offset, true)).toBe(record.getUint32(offset + 2, true));
    expect(local.getUint16(6, true) & 0x0008).toBe(0);
    expect(entry.local.length).toBe(30 + local.getUint16(26, true) + local.getUint16(28, true) + local.getUint32(18, true));
  });

  test('sizes of 64 bits, which some programs write for small files too, do not stay beside the new ones', () => {
    const parts = Object.entries(customerParts(BOOK));
    const extra = { 1: new Uint8Array(16), 39321: new Uint8Array(3) };
    const before = zipSync(Object.fromEntries(parts.map(([path, part]) => [path, [part, { extra }]])));
    const after = fill(before, ANSWERS);
    expectOnlyFilled(before, after);
    const { local } = entriesOf(after.bytes).find(({ name }) => name === 'xl/worksheets/sheet1.xml') as Entry;
    expect(new DataView(local.slice().buffer).getUint16(28, true)).toBe(4 + 3);
  });

  test('filled again, it is the same file', () => {
    const again = fill(filled.bytes, ANSWERS);
    expect(again.bytes).toBe(filled.bytes);
    expect(told(again)).toEqual(told(filled));
  });

  test.each<[string, () => Uint8Array]>([
    ['stored', () => zipped(customerParts(BOOK), 'stored')],
    [
      'with a comment behind it',
      () => {
        const whole = new Uint8Array([...bytes, ...strToU8('PK注')]);
        new DataView(whole.buffer).setUint16(bytes.length - 2, strToU8('PK注').length, true);
        return whole;
      },
    ],
    ['with something before it', () => withPrefix(bytes)],
    ['within a larger buffer', () => new Uint8Array([0, 0, 0, ...bytes, 0]).subarray(3, 3 + bytes.length)],
    ['sizes in the headers', () => zipSync(customerParts(BOOK))],
  ])('%s', (_, make) => {
    const before = make();
    const after = fill(before, ANSWERS);
    expect(told(after)).toEqual(told(filled));
    expectOnlyFilled(before, after);
  });

  test.each<[string, Partial<CustomerWorkbook>]>([
    ['names with a prefix', { prefix: 'x:' }],
    ['strict', { strict: true }],
  ])('%s', (_, more) => {
    const before = zipped(customerParts({ ...BOOK, ...more }));
    const after = fill(before, ANSWERS);
    expect(told(after)).toEqual(told(filled));
    expect(textsOf(after.bytes)).toEqual(textsOf(filled.bytes));
    expectOnlyFilled(before, after);
  });

  test('a byte order mark stays', () => {
    const parts = customerParts(BOOK);
    const path = 'xl/worksheets/sheet1.xml';
    parts[path] = new Uint8Array([0xef, 0xbb, 0xbf, ...(parts[path] ?? [])]);
    const before = zipped(parts);
    const after = fill(before, ANSWERS);
    expectOnlyFilled(before, after);
    expect([...(unzipSync(after.bytes)[path] ?? [])].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  });
});

function withPrefix(bytes: Uint8Array): Uint8Array {
  const stub = 7;
  const whole = new Uint8Array([...new Uint8Array(stub).fill(1), ...bytes]);
  const view = new DataView(whole.buffer);
  const end = whole.length - 22;
  const directory = view.getUint32(end + 16, true) + stub;
  view.setUint32(end + 16, directory, true);
  for (let at = directory; at < end; ) {
    view.setUint32(at + 42, view.getUint32(at + 42, true) + stub, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return whole;
}

describe('what is not filled is told, and why', () => {
  const refused = (
    book: Partial<CustomerWorkbook>,
    answers: Readonly<Record<number, Answer>>,
    more: Partial<FillOptions> = {},
  ) => {
    const before = zipped(customerParts({ ...BOOK, ...book }));
    const after = fill(before, answers, more);
    expectOnlyFilled(before, after);
    const xml = strFromU8(unzipSync(after.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    return { xml, ...told(after), texts: textsOf(after.bytes), messages: after.notFilled.map(({ message }) => message('ja')) };
  };
  const text = (at: string, value: string) => `<c r="${at}" s="2" t="inlineStr"><is><t>${value}</t></is></c>`;

  test('text that is there, unless it may be overwritten', () => {
    const cells = { D7: text('D7', '担当者が書いた文'), E7: text('E7', '契約書') };
    const answers = { 1: { answer: '新しい文', found: '契約書' } };
    const { filled, not, texts, messages } = refused({ cells }, answers);
    expect({ filled, not, D7: texts.D7 }).toEqual({
      filled: ['点検表!E7 CL-1 found'],
      not: ['点検表!D7 CL-1 answer occupied'],
      D7: '担当者が書いた文',
    });
    expect(messages[0]).toContain('「担当者が書いた文」');
    const over = refused({ cells }, answers, { overwrite: true });
    expect([over.not, over.texts.D7]).toEqual([[], '新しい文']);
  });

  test('a cell keeps what is said of it, and loses what was said of its value', () => {
    const cells = { D7: `<c r='D7'\n s="2" t="n" cm="1" vm="2" ph="1"><v>5</v></c>`, E7: '<c r="E7" s="2"></c>' };
    const { xml } = refused({ cells }, { 1: { answer: 'a', found: 'b' } }, { overwrite: true });
    expect(xml).toContain(`<c r='D7'\n s="2" ph="1" t="inlineStr"><is><t xml:space="preserve">a</t></is></c>`);
    expect(xml).toContain('<c r="E7" s="2" t="inlineStr"><is><t xml:space="preserve">b</t></is></c>');
  });

  test('a cell that is not written is put between its neighbours', () => {
    const { xml } = refused({ cells: { D7: '', E7: '<c r="E7" s="2"/>' } }, { 1: { answer: 'a' } });
    expect(xml).toMatch(/<c r="C7" s="2"\/><c r="D7" s="2" t="inlineStr">.*?<\/c><c r="E7" s="2"\/>/);
  });

  test('formulas, and what they fill; never overwritten', () => {
    const cells = {
      D7: '<c r="D7" s="2" t="str"><f>B7&amp;"。"</f><v></v></c>',
      E7: '<c r="E7" s="2"><f t="array" ref="E7:G7">B7:D7</f></c>',
    };
    const { filled, not } = refused({ cells }, { 1: { answer: 'a', found: 'b', improvement: 'c' } }, { overwrite: true });
    expect({ filled, not }).toEqual({
      filled: [],
      not: ['点検表!D7 CL-1 answer formula', '点検表!E7 CL-1 found formula', '点検表!G7 CL-1 improvement formula'],
    });
  });

  test('locked cells of a protected sheet', () => {
    const cells = { D7: '<c r="D7" s="1"/>', E7: '<c r="E7"/>' };
    const answers = { 1: { answer: 'a', found: 'b', improvement: 'c' } };
    expect(refused({ cells, isProtected: true }, answers)).toMatchObject({
      filled: ['点検表!G7 CL-1 improvement'],
      not: ['点検表!D7 CL-1 answer locked', '点検表!E7 CL-1 found locked'],
    });
    expect(refused({ cells }, answers).filled).toHaveLength(3);
  });

  test('merged cells: the first of a row is filled, those of the row above are not', () => {
    const merged = (ranges: readonly string[]) => {
      const parts = customerParts(BOOK);
      const path = 'xl/worksheets/sheet1.xml';
      const xml = strFromU8(parts[path] ?? new Uint8Array());
      const more = ranges.map((range) => `<mergeCell ref="${range}"/>`).join('');
      parts[path] = strToU8(xml.replace('</mergeCells>', `${more}</mergeCells>`));
      const before = zipped(parts);
      const after = fill(before, { 1: { answer: 'a', found: 'b' }, 2: { answer: 'c' }, 3: { found: 'd' } });
      expectOnlyFilled(before, after);
      return told(after);
    };
    expect(merged(['D7:D8', 'D9:E9'])).toEqual({
      filled: ['点検表!D7 CL-1 answer', '点検表!E7 CL-1 found', '点検表!D9 CL-3 found'],
      not: ['点検表!D8 CL-2 answer merged'],
    });
    expect(merged(['D7:E7'])).toEqual({
      filled: ['点検表!D7 CL-1 answer', '点検表!D8 CL-2 answer', '点検表!E9 CL-3 found'],
      not: ['点検表!D7 CL-1 found merged'],
    });
  });

  test('a status no choice means, and a list that has to be worked out', () => {
    const parts = (list: string) => {
      const all = customerParts(BOOK);
      const path = 'xl/worksheets/sheet1.xml';
      all[path] = strToU8(strFromU8(all[path] ?? new Uint8Array()).replace('判定の値', list));
      return zipped(all);
    };
    expect(told(fill(parts('判定の値'), { 1: { status: '対応予定', result: '未評価' } }))).toEqual({
      filled: [],
      not: ['点検表!C7 CL-1 status not-in-list', '点検表!F7 CL-1 result not-in-list'],
    });
    expect(told(fill(parts('INDIRECT(A1)'), { 1: { result: '適合' } })).not).toEqual(['点検表!F7 CL-1 result list-unknown']);
    expect(told(fill(parts('リスト!$A$1:$A$4'), { 1: { result: '適合' } })).filled).toEqual(['点検表!F7 CL-1 result']);
  });

  test('a list of later versions', () => {
    const more = `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>リスト!$A$1:$A$4</xm:f></x14:formula1><xm:sqref>G7:G9 G11</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`;
    expect(refused({ more }, { 1: { improvement: '早く直す' }, 4: { improvement: '早く直す' } })).toMatchObject({
      filled: ['点検表!G10 CL-4 improvement'],
      not: ['点検表!G7 CL-1 improvement not-in-list'],
    });
  });

  test('a text no cell holds; a control the sheet does not ask about, or twice', () => {
    const items = [...BOOK.items, item(1)];
    const { filled, not } = refused(
      { items },
      { 1: { answer: 'x' }, 2: { answer: 'あ'.repeat(32_768) }, 3: { answer: 'あ'.repeat(32_767) }, 99: { answer: 'y' } },
    );
    expect({ filled, not }).toEqual({
      filled: ['点検表!D7 CL-1 answer', '点検表!D9 CL-3 answer'],
      not: ['点検表!A12 CL-1 - repeated-row', '点検表!D8 CL-2 answer too-long', '!- CL-99 - no-row'],
    });
  });

  test('a column the sheet does not have, told once', () => {
    const parts = customerParts(BOOK);
    const path = 'xl/worksheets/sheet1.xml';
    parts[path] = strToU8(strFromU8(parts[path] ?? new Uint8Array()).replace('改善策', 'その他'));
    expect(told(fill(zipped(parts), { 1: { improvement: 'a' }, 2: { improvement: 'b' } })).not).toEqual([
      '点検表!- - improvement no-column',
    ]);
  });
});

describe('whose a row is', () => {
  test('a sheet that counts its own rows is matched by its texts', () => {
    const items = [94, 12, 30, 47].map((number, i) => [i + 1, item(number)[1]] as const);
    const before = zipped(customerParts({ items }));
    const after = fill(before, { 1: { answer: 'CL-1の回答' }, 94: { answer: 'CL-94の回答' } });
    expect(told(after)).toEqual({ filled: ['点検表!D7 CL-94 answer'], not: ['!- CL-1 - no-row'] });
    expectOnlyFilled(before, after);
  });

  test('a sheet may print the IDs of the catalog, and ask in the words of a customer', () => {
    const parts = customerParts(BOOK);
    const path = 'xl/worksheets/sheet1.xml';
    const sheet = strFromU8(parts[path] ?? new Uint8Array());
    parts[path] = strToU8(
      sheet
        .replace('>対応策<', '>ご回答<')
        .replace(/<c r="A7"([^>]*)><v>1<\/v><\/c>/, '<c r="A7"$1 t="inlineStr"><is><t>CL-1</t></is></c>'),
    );
    expect(textsOf(zipped(parts))).toMatchObject({ A7: 'CL-1' });
    expect(told(fill(zipped(parts), { 1: { answer: 'x' } }))).toEqual({ filled: ['点検表!D7 CL-1 answer'], not: [] });
  });

  test('a sheet about something else is refused, and nothing written', () => {
    const items = [1, 2, 3].map((number) => [number, `来客用の駐車場は何台分ありますか（${number}）`] as const);
    expect(() => fill(zipped(customerParts({ items })), { 1: { answer: 'x' } })).toThrow(/no row asks about a control/);
  });

  test('answers without a row are told together', () => {
    const { notFilled } = fill(zipped(customerParts(BOOK)), {
      ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [100 + i, { answer: 'y' }])),
      2: { answer: 'あ'.repeat(32_768) },
    });
    expect(notFilled).toHaveLength(21);
    expect(tellings(notFilled).map(({ message }) => message('ja'))).toEqual([
      expect.stringContaining('32768文字'),
      'CL-100、CL-101、CL-102、CL-103、CL-104、CL-105、CL-106、CL-107、CL-108、CL-109 など20項目 の行が見つからないため、回答を書き込めませんでした。この様式にない項目であれば、そのままで構いません。',
    ]);
  });

  test('several rows of a control are one text', () => {
    const grid = gridOf({ 1: { answer: '一つ目', status: '対応済' } });
    const rows = [...grid.rows, ...gridOf({ 1: { answer: '二つ目', status: '対応済' } }).rows];
    const after = fillWorkbook(zipped(customerParts(BOOK)), { ...grid, rows }, { catalog });
    expect([textsOf(after.bytes).D7, textsOf(after.bytes).C7]).toEqual(['一つ目\n二つ目', '○']);
  });
});

describe('rounds of evaluation', () => {
  const rounds = (count: number) => {
    const columns = Array.from({ length: count }, () => ({ key: 'improvement', headings: ['改善策'], width: 10 }));
    const cells = ['一回目', '', '三回目'].slice(0, count);
    return { ...gridOf({}), columns, rows: [{ control: 'CL-1', cells }] };
  };
  const form = (headings: readonly string[]) =>
    writeXlsx([
      {
        ...gridOf({}),
        name: '様式',
        columns: ['No.', '対策項目', ...headings].map((heading) => ({ key: heading, headings: [heading], width: 20 })),
        rows: [{ cells: [1, item(1)[1], ...headings.map(() => '')] }],
      },
    ]);

  test('each has a column, the last ones where the form has fewer', () => {
    const all = fillWorkbook(form(['改善策', '備考', '改善', '改善点']), rounds(3), { catalog });
    expect([told(all), textsOf(all.bytes, '様式')]).toMatchObject([
      { filled: ['様式!C2 CL-1 improvement', '様式!F2 CL-1 improvement'], not: [] },
      { C2: '一回目', F2: '三回目' },
    ]);
    const last = fillWorkbook(form(['改善策', '備考', '改善']), rounds(3), { catalog });
    expect([told(last), textsOf(last.bytes, '様式')]).toMatchObject([
      { filled: ['様式!E2 CL-1 improvement'], not: ['様式!- - improvement fewer-columns'] },
      { E2: '三回目' },
    ]);
    expect(told(fillWorkbook(form(['改善策', '備考']), rounds(1), { catalog })).filled).toEqual(['様式!C2 CL-1 improvement']);
  });
});

test.each<[string, readonly string[], readonly string[]]>([
  ['対応状況 beside 対応内容 is for the status', ['対応状況', '対応内容'], ['様式!C2 CL-1 status', '様式!D2 CL-1 answer']],
  ['対応内容 before 実施状況 too', ['対応内容', '実施状況'], ['様式!D2 CL-1 status', '様式!C2 CL-1 answer']],
  ['対応状況 alone is for the answer', ['対応状況', 'エビデンス'], ['様式!C2 CL-1 answer', '様式!D2 CL-1 found']],
  [
    'beside 対応可否 it is as well',
    ['対応可否', '対応状況', '責任分界'],
    ['様式!C2 CL-1 status', '様式!E2 CL-1 responsibility', '様式!D2 CL-1 answer'],
  ],
])('%s', (_, headings, cells) => {
  const columns = ['No.', '対策項目', ...headings].map((heading) => ({ key: heading, headings: [heading], width: 20 }));
  const form = writeXlsx([{ ...gridOf({}), name: '様式', columns, rows: [{ cells: [1, item(1)[1]] }] }]);
  const filled = fill(form, { 1: { status: '対応済', answer: 'はい', found: '規程', responsibility: '共同' } });
  expect(told(filled).filled).toEqual(cells);
});

describe('choices', () => {
  test.each<[string, Blank, string[], string | undefined]>([
    ['対応済', 'status', ['はい', 'いいえ'], 'はい'],
    ['implemented', 'status', ['済', '未'], '済'],
    ['対応済', 'status', ['適合', '一部適合', '不適合'], '適合'],
    ['対応済', 'status', ['○：対応済', '△：一部対応', '×：未対応'], '○：対応済'],
    ['対応済', 'status', ['１．対応済み', '２．対応予定', '３．対象外'], '１．対応済み'],
    ['対応予定', 'status', ['１．対応済み', '２．対応予定', '３．対象外'], '２．対応予定'],
    ['一部対応', 'status', ['対応済・一部対応', '未対応'], undefined],
    ['対象外', 'status', ['YES', 'NO', 'N/A'], 'N/A'],
    ['対応済', 'status', ['○', '済', '×'], undefined],
    ['要改善', 'result', ['適合', '要改善', '不適合'], '要改善'],
    ['不適合', 'result', ['OK', 'NG'], 'NG'],
    ['適合', 'found', ['OK', 'NG'], undefined],
    ['対応済', 'status', ['◎', '○', '△', '×'], undefined],
    ['共同', 'responsibility', ['事業者', '医療機関', '双方'], '双方'],
  ])('%s of %s among %j', (value, column, choices, choice) => {
    expect(choiceFor(value, column, choices)).toBe(choice);
  });

  test('lists', () => {
    const names = new Map([['一覧', '"い,ろ"']]);
    const sheets = readXlsx(writeXlsx([{ ...gridOf({}), name: "A'B", title: 'は', columns: [], rows: [] }]));
    expect(choicesOf('"a, b ,,""c"""', '', sheets, names)).toEqual(['a', 'b', '"c"']);
    expect(choicesOf('一覧', '', sheets, names)).toEqual(['い', 'ろ']);
    expect(choicesOf("'A''B'!$A$1", '', sheets, names)).toEqual(['は']);
    expect(choicesOf('$A$1:$B$9', "A'B", sheets, names)).toEqual(['は']);
    expect(choicesOf('A1:A3', "A'B", sheets, names)).toBeUndefined();
    expect(choicesOf('別!$A$1', "A'B", sheets, names)).toBeUndefined();
  });
});

describe('files that cannot be filled', () => {
  const good = zipped(customerParts(BOOK));
  const reason = (bytes: Uint8Array) => {
    try {
      fill(bytes, ANSWERS);
    } catch (error) {
      if (error instanceof SheetError) return error.text('en');
      throw error;
    }
    return 'filled';
  };
  const changed = (offset: number, value: number, size: 2 | 4, from: 'end' | 'first') => {
    const bytes = good.slice();
    const view = new DataView(bytes.buffer);
    const end = bytes.length - 22;
    const at = (from === 'end' ? end : view.getUint32(end + 16, true)) + offset;
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    return bytes;
  };

  test('are refused, with the reason', () => {
    expect(reason(good)).toBe('filled');
    expect(reason(strToU8('not a workbook'))).toMatch(/^it cannot be read as an xlsx file/);
    expect(reason(good.subarray(0, good.length - 5))).toMatch(/^it cannot be read as an xlsx file/);
    expect(reason(zipSync({ 'a.txt': strToU8('a') }))).toMatch(/^it is a zip file \(with "a\.txt"/);
    expect(reason(changed(8, 0x0009, 2, 'first'))).toMatch(/^it is protected by a password/);
    expect(reason(changed(20, 0x7fffffff, 4, 'first'))).toMatch(/^it cannot be read as an xlsx file/);
    expect(reason(changed(42, 0x00ffffff, 4, 'first'))).toMatch(/^it cannot be read as an xlsx file/);
    expect(
      reason(zipped({ ...customerParts(BOOK), 'xl/worksheets/sheet1.xml': strToU8('<worksheet><!DOCTYPE x></worksheet>') })),
    ).not.toBe('filled');
  });

  test('ZIP64 is told as such', () => {
    const end = good.length - 22;
    const locator = new Uint8Array(20);
    new DataView(locator.buffer).setUint32(0, 0x07064b50, true);
    expect(reason(new Uint8Array([...good.subarray(0, end), ...locator, ...good.subarray(end)]))).toMatch(/ZIP64/);
  });

  test('no cut of a file makes anything but such an error', () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(255), (at, value) => {
        expect(reason(good.subarray(0, at))).not.toBe('');
        const bytes = good.slice();
        bytes[at] = value;
        expect(reason(bytes)).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  test('what is not needed is not unpacked, however large', () => {
    const junk = new Uint8Array(50_000_000).fill(0x55);
    const before = zipped({ ...customerParts(BOOK), 'xl/media/video1.mp4': junk }, 'stored');
    // Said to be deflated, it could not be unpacked at all.
    const at = entriesOf(before).findIndex(({ name }) => name === 'xl/media/video1.mp4');
    const view = new DataView(before.buffer);
    let record = view.getUint32(before.length - 6, true);
    for (let i = 0; i < at; i++)
      record += 46 + view.getUint16(record + 28, true) + view.getUint16(record + 30, true) + view.getUint16(record + 32, true);
    view.setUint16(record + 10, 8, true);
    const after = fill(before, ANSWERS);
    expect(after.filled).toHaveLength(9);
    expect(after.bytes.length).toBeLessThan(before.length + 5_000);
    expect(entriesOf(after.bytes)[at]?.local.length).toBe(entriesOf(before)[at]?.local.length);
  });
});

test('any answers filled into any form of ours are read again, and only they', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/\r\n?/g, '\n').trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { minLength: 3, maxLength: 6 }), (texts) => {
      const form: Grid = {
        ...gridOf({}),
        name: '様式',
        columns: [
          { key: 'number', headings: ['No.'], width: 6 },
          { key: 'text', headings: ['対策項目'], width: 30 },
          { key: 'answer', headings: ['対応策'], width: 30 },
          { key: 'found', headings: ['確認したエビデンス'], width: 30 },
        ],
        rows: texts.map((_, i) => ({ cells: [i + 1, item(i + 1)[1], '', ''] })),
      };
      const answers = Object.fromEntries(texts.map(([answer, found], i) => [i + 1, { answer, found }]));
      const before = writeXlsx([form]);
      const after = fill(before, answers);
      expectOnlyFilled(before, after);
      expect(after.notFilled).toEqual([]);
      const expected = { ...textsOf(before, '様式') };
      for (const [i, [answer, found]] of texts.entries()) {
        if (answer !== '') expected[`C${i + 2}`] = answer;
        if (found !== '') expected[`D${i + 2}`] = found;
      }
      expect(textsOf(after.bytes, '様式')).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});
