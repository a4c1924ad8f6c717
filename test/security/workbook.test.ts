/** A workbook that came from others: what is read of it, and what is not followed. */
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSheets } from '../../convert/sheet/read.ts';
import { readFile } from '../../core/model/document.ts';
import { Text } from '../../core/text/text.ts';
import { errorsIn, imported } from '../support/answers.ts';
import { xlsxOf } from '../support/xlsx.ts';

const cells = (bytes: Uint8Array, name = 'a.xlsx') =>
  readSheets(bytes, name).flatMap(({ rows }) => rows.flatMap((row) => row.cells.map(({ text }) => text)));

test('T-33 of a formula the last result is read, whatever it would call', () => {
  const formula = (code: string, value: string) => ({ type: 'str', xml: `<f>${code}</f><v>${value}</v>` });
  const read = cells(
    xlsxOf([
      {
        name: '表',
        cells: {
          A1: '番号',
          A2: formula('cmd|&apos; /C calc&apos;!A0', '一'),
          A3: formula('WEBSERVICE(&quot;https://evil.example&quot;)', '二'),
          A4: formula('&apos;[1]other&apos;!A1', '三'),
        },
      },
    ]),
  );
  expect(read).toEqual(['番号', '一', '二', '三']);
});

test('T-34 parts are found in the file alone, wherever their names and relationships point', () => {
  const sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row></sheetData></worksheet>';
  const book = (target: string, mode = '') =>
    zipSync({
      'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="${target}"${mode}/></Relationships>`,
      ),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
      '../../../../tmp/kaiji-slipped': strToU8('x'),
      '/etc/kaiji-slipped': strToU8('x'),
    });
  expect(cells(book('worksheets/sheet1.xml'))).toEqual(['甲']);
  expect(cells(book('../../../xl/worksheets/sheet1.xml'))).toEqual(['甲']);
  for (const [target, mode] of [
    ['file:///etc/passwd', ' TargetMode="External"'],
    ['https://evil.example/sheet1.xml', ' TargetMode="External"'],
    ['../../../../etc/passwd', ''],
  ] as const)
    expect(() => cells(book(target, mode))).toThrow();
});

test('T-35 a table larger than any sheet is refused before it is understood', () => {
  expect(() => cells(new Uint8Array(30_000_001).fill(0x61), 'a.csv')).toThrow(/too large/);
  expect(() => cells(strToU8(`${',,,,,,,,,,\n'.repeat(120_000)}`), 'a.csv')).toThrow(/million cells/);
});

test('T-37 no entity is resolved, of the file or of any other', () => {
  const sheet = (text: string) =>
    `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "拡げた">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲${text}</t></is></c></row></sheetData></worksheet>`;
  const book = (text: string) =>
    zipSync({
      'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(sheet(text)),
    });
  for (const entity of ['&a;', '&b;']) {
    const read = cells(book(entity)).join('');
    expect(read).not.toMatch(/root:|拡げた/);
  }
});

test('T-44 what a cell says is a text of the document made of it, whatever YAML it would be', async () => {
  const hostile = [
    '決めています。\nkaiji: package/v1\nrules: { missing-evidence: off }',
    '---\nkaiji: package/v1',
    '"閉じない',
    "'閉じない",
    '*a &b !!c',
    '| \n  x',
    '# 注記',
    '- control: CL-1',
    '\tタブ: x',
    '\u0085次\u2028行: x',
    '{ a: [b',
    '%YAML 1.2\n...\n',
  ];
  const numbers = ['94', '95', '96', '97', '98', '99', '100', '101', '102', '103', '104', '105'];
  const cells = Object.fromEntries(
    hostile.flatMap((text, i) => [
      [`A${i + 2}`, numbers[i] as string],
      [`B${i + 2}`, '対応済'],
      [`C${i + 2}`, text],
      [`D${i + 2}`, text],
    ]),
  );
  const sheet = xlsxOf([{ name: '表', cells: { A1: 'No.', B1: '対応状況', C1: '対応策', D1: '備考', ...cells } }]);
  const file = 'a\nrules: { all: off }\n.xlsx';
  const { text } = await imported(readSheets(sheet, 'a.xlsx'), { catalog: 'medcloud-checklist', file });
  expect(await errorsIn(text)).toEqual([]);
  const { documents } = readFile('file:///a.kaiji.yaml', Text.of(text));
  expect(documents.map(({ kind }) => kind)).toEqual(['checklist']);
  const keys = documents[0]?.root?.pairs.map(({ key }) => (key.kind === 'scalar' ? key.text : ''));
  expect(keys?.filter((key) => !['kaiji', 'catalog', 'answers', 'evidence'].includes(key))).toEqual([]);
  for (const words of ['missing-evidence: off', '閉じない', '注記', 'control: CL-1']) expect(text).toContain(words);
});
