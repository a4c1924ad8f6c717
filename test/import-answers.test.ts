/**
 * Filled sheets as answers. Each fixture of test/fixtures/import-answers against its golden file: the report, then the file written. UPDATE_GOLDEN=1 writes
 * the golden files. The published sheets need ../shared, which only the project's own workshop has.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportOptions, SheetImport } from '../convert/import/imported.ts';
import { ANSWER_SHEET, roleNamed } from '../convert/sheet/columns.ts';
import { readSheets } from '../convert/sheet/read.ts';
import { columnName, rowsFrom, type Sheet, SheetError } from '../convert/sheet/sheet.ts';
import { errorsIn, imported, type Said, saidIn } from './support/answers.ts';

const folder = new URL('./fixtures/import-answers/', import.meta.url);
const fixture = (name: string) => readSheets(new Uint8Array(readFileSync(new URL(name, folder))), name);

/** Mapping, report and file as one text. */
function told({ text, report, mappings, summary }: SheetImport): string {
  const { notes, rows, attached, controls, without, outside } = report;
  return [
    ...mappings.flatMap(({ row, rows: count, columns }) => [
      `table at ${row}, ${count} rows`,
      ...columns.map(({ column, heading, role, by, values }) => {
        const read = values.map(({ printed, as, count: times }) => `${JSON.stringify(printed)}=${as}×${times}`);
        return `  ${[column, heading || '-', role ?? '-', by, ...read].join(' ')}`;
      }),
    ]),
    ...notes.flatMap(({ row, column, kind, control = '-', related = [], message }) => [
      `${columnName(column)}${row} ${kind} ${control} [${related.join(' ')}]`,
      `  ${message('ja')}`,
      `  ${message('en')}`,
    ]),
    summary('ja'),
    summary('en'),
    `${rows} rows, ${attached.length} of ${controls}: ${attached.join(' ')}; ${without.length} without`,
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
    `no golden file for ${name}: run UPDATE_GOLDEN=1 npx vitest run test/import-answers.test.ts and review it`,
  ).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

describe('a filled sheet', () => {
  test.each(['filled.csv', 'short.tsv'])('%s', async (name) => {
    const made = await imported(fixture(name), { catalog: 'medcloud-checklist', file: name });
    golden(name, told(made));
    expect(await errorsIn(made.text)).toEqual([]);
  });

  test('what the package has registered is cited, not registered again; ids that are taken are not given', async () => {
    const register = [{ id: 'ev-rules', title: 'アクセス 管理規程' }];
    const made = await imported(fixture('filled.csv'), {
      catalog: 'medcloud-checklist',
      register,
      ids: new Set(['ev-isms-certificate']),
    });
    expect(made.text).toContain('{ ref: ev-rules, at: "第5条第2項, P.3-5" }');
    expect(made.text).not.toContain('title: アクセス管理規程');
    expect(made.text).not.toMatch(/id: ev-isms-certificate,/);
  });

  test('cells merged over several rows are said by each: an answer by same-as, what is short as it stands', async () => {
    const rows = rowsFrom('表', [
      ['No.', '対策項目', '対応可否', '対応策', '確認したエビデンス', '判定結果', '改善策'],
      ['94', '', '○', '作業者ごとに一意のIDを発行しています。', 'アクセス管理規程 第5条', '適合', '棚卸しを月次にする'],
      ['95', '', '', '', '', '要改善', ''],
      ['96', '', '', '', '', '', ''],
      ['97', '', '△', '', '別の資料', '適合', ''],
    ]);
    const over = (column: number, top: number, bottom: number) => ({ top, left: column, bottom, right: column });
    const merged = [over(3, 2, 4), over(4, 2, 5), over(5, 2, 3), over(6, 3, 4), over(7, 2, 5)];
    const { text } = await imported([{ name: '表', hidden: false, rows, merged }], { catalog: 'medcloud-checklist' });
    const said = await saidIn(text);
    const told = (id: string) => {
      const { status, sameAs, evidence, result, improvement } = said.get(id) as Said;
      return [status, sameAs.join(), evidence.join(), result, improvement];
    };
    expect(told('CL-94')).toEqual(['implemented', '', 'アクセス管理規程 第5条', 'conforming', '棚卸しを月次にする']);
    expect(told('CL-95')).toEqual(['implemented', 'CL-94', 'アクセス管理規程 第5条', 'needs-improvement', undefined]);
    expect(told('CL-96')).toEqual(['implemented', 'CL-94', '', 'needs-improvement', undefined]);
    expect(told('CL-97')).toEqual([undefined, 'CL-94', '別の資料', 'conforming', undefined]);
    expect(await errorsIn(text)).toEqual([]);
  });

  test('each round of evaluation is a judgement of its own', async () => {
    const sheets = [
      {
        name: '',
        hidden: false,
        rows: rowsFrom('', [
          ['No.', '対策項目', '対応策', '評価（第1回）', '', '評価（第2回）', ''],
          ['No.', '対策項目', '対応策', '判定結果', '改善策', '判定結果', '改善策'],
          [
            '94',
            '',
            '一意のIDです。',
            '要改善',
            '指摘: 共有IDがある\n改善策: 廃止する（2026年12月1日まで）\n判定: 評価 花子',
            '適合',
            '',
          ],
        ]),
      },
    ];
    const { text } = await imported(sheets, { catalog: 'medcloud-checklist' });
    expect(text.slice(text.indexOf('    judgement:'))).toBe(`    judgement:
      - round: 1
        result: 要改善
        finding: |
          共有IDがある
        improvement: |
          廃止する
        due: 2026年12月1日
        by: 評価 花子
      - round: 2
        result: 適合
`);
    expect(await errorsIn(text)).toEqual([]);
  });

  test('columns are what the user says', async () => {
    const made = await imported(fixture('filled.csv'), { catalog: 'medcloud-checklist', columns: { K: '回答者', l: 'finding' } });
    const columns = made.mappings[0]?.columns ?? [];
    expect(columns.filter(({ by }) => by === 'choice').map(({ column, role }) => [column, role])).toEqual([
      ['K', 'by'],
      ['L', 'finding'],
    ]);
    expect(made.text).toContain('answered-by: 田中確認済');
    expect(made.report.notes.map(({ kind }) => kind)).not.toContain('kept-in-note');
  });

  test('a table without a header is read by what the user says', async () => {
    const sheets = [
      {
        name: '',
        hidden: false,
        rows: rowsFrom('', [
          ['94', 'IDを発行しています。'],
          ['95', '同上'],
        ]),
      },
    ];
    const made = await imported(sheets, { catalog: 'medcloud-checklist', columns: { A: 'number', B: '回答' } });
    const said = await saidIn(made.text);
    expect(said.get('CL-94')?.answer).toBe('IDを発行しています。');
    expect(said.get('CL-95')?.sameAs).toEqual(['CL-94']);
  });

  test('an answer that points at another by its number is one with it; one that points at none is a doubt, and no document', async () => {
    const rows = [
      ['No.', '対応策', 'エビデンス'],
      ['94', 'IDを発行しています。', '運用管理規程 第5条'],
      ['CL-95', 'No.94と同じ', 'No.94と同じ'],
      ['96', '項番９５に同じ。', 'CL-94と同様です'],
      ['97', 'CL-200と同様', 'No.200に同じ'],
      ['98', '別紙2と同じ手順で行います。', '別紙2'],
    ];
    const sheets = [{ name: '', hidden: false, rows: rowsFrom('', rows) }];
    const made = await imported(sheets, { catalog: 'medcloud-checklist' });
    const said = await saidIn(made.text);
    expect([95, 96, 97, 98].map((n) => said.get(`CL-${n}`)?.sameAs)).toEqual([['CL-94'], ['CL-94'], [], []]);
    expect(made.text.match(/ref: ev-policy-operation, at: 第5条/g)).toHaveLength(3);
    expect(said.get('CL-97')?.answer).toBe('CL-200と同様');
    expect(said.get('CL-98')?.answer).toBe('別紙2と同じ手順で行います。');
    expect(made.report.notes.map(({ kind, control }) => `${control} ${kind}`)).toEqual([
      'CL-97 points-elsewhere',
      'CL-97 unclear-evidence',
    ]);
    expect(made.text).not.toContain('title: No.');
  });

  const statuses = async (before: readonly string[][], after: readonly string[][], heading = '対応状況') => {
    const rows = [
      ...before,
      ['No.', heading, '対応策'],
      ['94', '○', 'あ'],
      ['95', '△', 'い'],
      ['96', '×', 'う'],
      ['97', '－', 'え'],
      ...after,
    ];
    const made = await imported([{ name: '', hidden: false, rows: rowsFrom('', rows) }], { catalog: 'medcloud-checklist' });
    const said = await saidIn(made.text);
    expect(await errorsIn(made.text)).toEqual([]);
    expect(said.get('CL-97')?.answer).toBe('え');
    return { made, said, found: [94, 95, 96, 97].map((n) => said.get(`CL-${n}`)?.status ?? '') };
  };

  test.each<[string, readonly string[][], readonly string[][], string?]>([
    ['above', [['○：対応済　△：一部対応　×：未対応　－：対象外']], []],
    ['below, in the column of numbers', [], [['凡例: ○…対応済、△…一部対応、×…未対応、－…対象外']]],
    ['below, in the column of answers', [], [['', '', '※ ○=対応済 △=一部対応 ×=未対応 -=該当なし']]],
    ['with a mark a line', [['凡例'], ['◯ = 対応済み'], ['△＝一部対応'], ['✕＝未対応'], ['―＝対象外']], []],
    ['with a mark a cell', [['○', '対応済', '△', '一部対応', '×', '未対応', '－', '対象外']], []],
    ['in a sentence', [['対応状況の欄は、○：対応済、△：一部対応、×：未対応、－：対象外 で記入してください。']], []],
    ['in the heading', [], [], '対応状況（○：対応済、△：一部対応、×：未対応、－：対象外）'],
  ])('marks mean what the legend says: %s', async (_, before, after, heading) => {
    const { made, said, found } = await statuses(before, after, heading);
    expect(found).toEqual(['implemented', 'partial', '', 'not-applicable']);
    expect(said.get('CL-96')?.note).toMatch(/^対応: 未対応（×）$/);
    const [doubt, ...others] = made.report.notes;
    expect(others).toEqual([]);
    expect(doubt).toMatchObject({ kind: 'not-done', control: 'CL-96' });
    expect(doubt?.message('ja')).toMatch(/status.*対応済として数えられます.*対応予定/);
  });

  test('a legend above all: what it says is not what such marks usually mean; one that contradicts itself decides nothing', async () => {
    const planned = await statuses([['○：対応済 △：対応予定 ×：対象外 －：代替策']], []);
    expect(planned.found).toEqual(['implemented', 'planned', 'not-applicable', 'alternative']);
    const torn = await statuses([['○：対応済 △：一部対応']], [['○：対応予定 △：一部対応']]);
    expect(torn.found).toEqual(['', 'partial', '', '']);
    const of = (id: string) => torn.made.report.notes.find(({ control }) => control === id);
    expect(of('CL-94')?.kind).toBe('unclear-term');
    // A legend of another column says nothing of the status.
    expect((await statuses([['△：要改善 ×：不適合 －：推奨']], [])).found).toEqual(['implemented', '', '', '']);
  });

  test('without a legend △ and × are doubts that say what the item counts as; 未対応 is one too', async () => {
    const { made } = await statuses([], []);
    const marks = made.report.notes.filter(({ kind }) => kind === 'unclear-term');
    expect(marks.map(({ control }) => control)).toEqual(['CL-95', 'CL-96', 'CL-97']);
    for (const { message } of marks) expect(message('ja')).toContain('対応済として数えられます');
    const rows = [
      ['No.', '対応状況', '対応策'],
      ['94', '未対応', 'あ'],
    ];
    const plain = await imported([{ name: '', hidden: false, rows: rowsFrom('', rows) }], { catalog: 'medcloud-checklist' });
    expect(plain.text).toContain('対応: 未対応');
    expect(plain.text).not.toContain('status:');
    expect(plain.report.notes.map(({ kind }) => kind)).toEqual(['not-done']);
  });

  test('同左 may mean the cell to the left: it is taken for the answer above, with a doubt', async () => {
    const rows = [
      ['No.', '対策項目', '対応策'],
      ['94', '', '同左'],
      ['95', '', 'IDを発行しています。'],
      ['96', '', '同左'],
      ['97', '', '左記と同様です'],
      ['98', '', '同上'],
    ];
    const made = await imported([{ name: '', hidden: false, rows: rowsFrom('', rows) }], { catalog: 'medcloud-checklist' });
    const said = await saidIn(made.text);
    expect([94, 96, 97, 98].map((n) => said.get(`CL-${n}`)?.sameAs)).toEqual([[], ['CL-95'], ['CL-95'], ['CL-95']]);
    expect(said.get('CL-94')?.answer).toBe('同左');
    expect(made.report.notes.map(({ kind, control }) => `${control} ${kind}`)).toEqual(
      ['CL-94', 'CL-96', 'CL-97'].map((id) => `${id} ditto-to-the-left`),
    );
    expect(made.report.notes[1]?.message('ja')).toContain('左のセル');
    expect(await errorsIn(made.text)).toEqual([]);
  });

  test('rows of another catalog are told, and which one fits best; items that stand outside the tables too', async () => {
    const lines = [['No.', '対策項目', '対応策'], ...[1, 2, 3, 4, 5, 6].map((n) => [`CL-${n}`, '', `回答${n}`])];
    const sheets = (rows: string[][]) => [{ name: '', hidden: false, rows: rowsFrom('', rows) }];
    const other = await imported(sheets([...lines, ['METI-2.1', '', '責任を定めています。']]), { catalog: 'meti-processor' });
    const [first] = other.report.notes;
    expect(first).toMatchObject({ kind: 'other-catalog', row: 1 });
    expect(first?.message('ja')).toContain('最も合うのは medcloud-checklist です');
    expect(other.report.notes.filter(({ kind }) => kind === 'unplaced-row')).toHaveLength(6);
    const none = await imported(sheets(lines), { catalog: 'meti-processor' });
    expect(none.nothing?.('ja')).toContain('--catalog medcloud-checklist');
    const right = await imported(sheets(lines), { catalog: 'medcloud-checklist' });
    expect(right.report.notes).toEqual([]);
    // An ID of no catalog beside a title: below the header, and outside the table.
    const apart = [...lines, ['XY-3', '', '', '契約'], ['以上', '', '', '終わり']];
    const lost = await imported(sheets(apart), { catalog: 'medcloud-checklist' });
    expect(lost.report.notes.map(({ kind, row }) => `${kind} ${row}`)).toContain('unplaced-row 8');
    expect(lost.report.notes.filter(({ row }) => row === 9)).toEqual([]);
  });

  test.each<[string, Partial<ImportOptions>, RegExp]>([
    ['a catalog there is not', { catalog: 'x' }, /「x」というカタログはありません。使えるのは medcloud-checklist/],
    ['an outline', { catalog: 'sssd-outline' }, /チェックシートのカタログではない/],
    ['no catalog, and numbers that fit several', {}, /どのカタログへの回答か決められません/],
    [
      'a role there is not',
      { catalog: 'medcloud-checklist', columns: { D: 'x' } },
      /「x」という役割の列はありません。使えるのは 番号（number）/,
    ],
    [
      'a column the sheet does not have',
      { catalog: 'medcloud-checklist', columns: { Z: '回答' } },
      /Z列には何も書かれていません。このシートにある列は A、B、.*K/,
    ],
    ['a column there is not', { catalog: 'medcloud-checklist', columns: { '4': 'answer' } }, /「4」という列はありません/],
  ])('%s is refused', async (_, options, reason) => {
    await expect(imported(fixture('filled.csv'), options)).rejects.toSatisfy(
      (error) => error instanceof SheetError && reason.test(error.text('ja')),
    );
  });
});

const shared = new URL('../../shared/', import.meta.url);
const present = existsSync(new URL('corpus/check-sheet.txt', shared));
if (!present) console.warn('SKIPPED: ../shared/corpus is not here; the published sheets were not imported.');

/** Kind → numbers of the controls concerned. */
function byKind({ report }: SheetImport): Readonly<Record<string, readonly number[]>> {
  const result: Record<string, number[]> = {};
  for (const { kind, control = '' } of report.notes) result[kind] = [...(result[kind] ?? []), Number(control.slice(3))];
  return result;
}

describe.skipIf(!present)(`the published sheets${present ? '' : ' (SKIPPED: ../shared/corpus is not here)'}`, () => {
  const json = (name: string) => JSON.parse(readFileSync(new URL(`data/${name}.json`, shared), 'utf8'));
  const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`corpus/${name}`, shared)));
  const read = (name: string) => readSheets(bytes(name), name);
  const known = (kind: string): readonly number[] =>
    json('anomalies')['check-sheet'].find((one: { kind: string }) => one.kind === kind).no;

  test('the METI matrix: its 120 answers on the right controls, 同上 as same-as', async () => {
    const made = await imported(read('meti-matrix-part.txt'), { catalog: 'meti-processor' });
    const said = await saidIn(made.text);
    const rows = json('meti').rows.slice(0, 120) as {
      seq: number;
      id: string;
      answer: string;
      ditto: boolean;
      ditto_of: number;
    }[];
    expect([...said.keys()]).toEqual(rows.map(({ id }) => `METI-${id}`));
    for (const { seq, id, answer, ditto, ditto_of: of } of rows) {
      const { sameAs, answer: written } = said.get(`METI-${id}`) as Said;
      expect(sameAs, `row ${seq}`).toEqual(ditto ? [`METI-${rows[of - 1]?.id}`] : []);
      if (seq === 110) expect(written).toBe('送受信者のログ取得および認証を実施しております');
      else expect(written, `row ${seq}`).toBe(ditto ? undefined : answer.trim());
    }
    expect(made.report.notes).toEqual([]);
    expect(made).toMatchObject({ placed: 120, report: { rows: 120, controls: 181 } });
    expect(await errorsIn(made.text)).toEqual([]);
  });

  test('the METI matrix is known for what it is without --catalog', async () => {
    const sheets = read('meti-matrix-part.txt');
    const named = await imported(sheets, { catalog: 'meti-processor' });
    const found = await imported(sheets);
    expect(found.text).toBe(named.text);
    expect(found.summary('ja')).toContain('カタログの指定がないため');
  });

  const DEFECTS = present
    ? {
        'shifted-columns': known('shifted-columns'),
        'merged-rows': known('merged-text'),
        'text-of-another-row': known('text-of-another-row'),
        headless: known('headless'),
        'broken-off': known('text-truncated'),
        'repeated-reference': known('ref-duplicated-from-previous'),
      }
    : {};

  test('the blank check sheet: 253 rows placed, its defects told, nothing to write', async () => {
    const made = await imported(read('check-sheet.txt'));
    expect(made).toMatchObject({ placed: 253, catalog: 'medcloud-checklist@2019', report: { rows: 253, attached: [] } });
    expect(byKind(made)).toEqual(DEFECTS);
    expect(made.nothing?.('ja')).toMatch(/回答が一つも書かれていません.*kaiji new checklist --catalog medcloud-checklist/);
  });

  /** The sheet as lines of cells, each row where its columns belong. */
  const SHIFTED = [14, 37, 39, 40];
  const aligned = () => {
    const lines = new TextDecoder().decode(bytes('check-sheet.txt')).split('\n');
    return lines.map((line) => {
      const cells = line.split('\t');
      const no = Number(cells[0]);
      if (no === 14) cells.splice(9, 0, '');
      else if (SHIFTED.includes(no)) cells.splice(7, 0, '');
      return cells;
    });
  };
  const RESULTS = ['適合', '要改善', '不適合', '未評価'] as const;
  const ENGLISH = { 適合: 'conforming', 要改善: 'needs-improvement', 不適合: 'nonconforming', 未評価: 'not-assessed' } as const;
  const filling = (no: number) => ({
    answer:
      no % 7 === 0 ? `対策${no}を定めた手順書に沿って運用しています` : `第${no}項の対策を実施しています。記録は毎年見直します。`,
    found: `運用管理規程 第${no}条、ISMS認証登録証 p.${no}`,
    result: RESULTS[no % 4] as (typeof RESULTS)[number],
    improvement: `第${no}項の記録の様式を改めること。`,
    note: `次回に再確認（${no}）`,
  });
  const expected = (no: number, fields: readonly string[]): Partial<Said> => {
    const { answer, found, result, improvement, note } = filling(no);
    const has = (field: string) => fields.includes(field);
    return {
      ...(has('answer') ? { answer } : { answer: undefined }),
      evidence: has('found') ? found.split('、') : [],
      result: has('result') ? ENGLISH[result] : undefined,
      improvement: has('improvement') ? improvement : undefined,
      note: has('note') ? note : undefined,
    };
  };
  const sheetOf = (lines: readonly (readonly string[])[]): readonly Sheet[] => [
    { name: '', hidden: false, rows: rowsFrom('', lines) },
  ];
  /** First rows of the pages: on the first, fields stand from the sixth column on; on the others there is none for evidence; the seventh page has one blank. */
  const pageOf = (no: number) => (no <= 21 ? 1 : no >= 208 && no <= 231 ? 7 : 2);
  const FIELDS = {
    1: ['answer', 'found', 'result', 'improvement'],
    2: ['answer', 'result', 'improvement'],
    7: ['answer'],
  } as const;

  /** @param drop of a shifted row the column that gets lost, and stays empty (0: the first behind the examples) */
  const filled = (drop: number, withNotes: boolean) => {
    const fields = new Map<number, readonly string[]>();
    const lines = aligned().map((cells) => {
      const no = Number(cells[0]);
      if (!Number.isInteger(no) || no === 0) return cells;
      const page = pageOf(no);
      const own: readonly string[] = FIELDS[page];
      const isShifted = SHIFTED.includes(no);
      const lost = Math.min(drop, own.length - 1);
      const given = own.filter((_, i) => !isShifted || i !== lost);
      for (const field of given) cells[5 + own.indexOf(field)] = filling(no)[field as keyof ReturnType<typeof filling>];
      if (withNotes && page !== 7) cells[page === 1 ? 11 : 10] = filling(no).note;
      fields.set(no, withNotes && page !== 7 ? [...given, 'note'] : given);
      if (isShifted) cells.splice(5 + lost, 1);
      return cells;
    });
    return { lines, fields };
  };

  test.each([
    [0, false],
    [1, false],
    [2, false],
    [3, false],
    [0, true],
    [1, true],
    [2, true],
    [3, true],
  ])('the check sheet filled, column %i of its shifted rows lost, remarks: %s', async (drop, withNotes) => {
    const { lines, fields } = filled(drop, withNotes);
    const made = await imported(sheetOf(lines), { catalog: 'medcloud-checklist' });
    const said = await saidIn(made.text);
    expect(said.size).toBe(253);
    for (const [no, own] of fields) expect(said.get(`CL-${no}`), `CL-${no}`).toMatchObject(expected(no, own));
    expect(byKind(made)).toEqual(DEFECTS);
    expect(await errorsIn(made.text)).toEqual([]);
    // Doubts stand at the answers whose row may be another's, and nowhere else.
    const marked = [...made.text.matchAll(/^ {2}# kaiji-import-doubt -- .*\n {2}- control: CL-(\d+)/gm)].map(([, no]) =>
      Number(no),
    );
    expect(marked).toEqual(known('text-of-another-row'));
  });

  test('rows that kept the column their page has lost: evidence is told from the rest', async () => {
    const lines = aligned().map((cells) => {
      const no = Number(cells[0]);
      if (!Number.isInteger(no) || no === 0) return cells;
      if (pageOf(no) === 2) cells.splice(6, 0, '');
      if (pageOf(no) === 7) return cells;
      const { answer, found, result, improvement } = filling(no);
      cells.splice(5, 4, answer, found, result, improvement);
      return cells;
    });
    const made = await imported(sheetOf(lines), { catalog: 'medcloud-checklist' });
    const said = await saidIn(made.text);
    for (let no = 1; no <= 253; no++)
      if (pageOf(no) !== 7) expect(said.get(`CL-${no}`), `CL-${no}`).toMatchObject(expected(no, FIELDS[1]));
    const { 'shifted-columns': _, ...others } = DEFECTS as Record<string, readonly number[]>;
    expect(byKind(made)).toEqual(others);
  });

  test('items of two lines under a header of two lines', async () => {
    const lines = aligned().flatMap((cells) => {
      const no = Number(cells[0]);
      if (!Number.isInteger(no) || pageOf(no) !== 7) return [cells];
      const { answer, found, result, improvement, note } = filling(no);
      return [
        [...cells.slice(0, 5), result, improvement, note],
        ['', '', '', '', answer, found, cells[6] ?? '', cells[7] ?? ''],
      ];
    });
    const made = await imported(sheetOf(lines), { catalog: 'medcloud-checklist' });
    const said = await saidIn(made.text);
    expect(said.size).toBe(24);
    for (const [id, one] of said)
      expect(one, id).toMatchObject(expected(Number(id.slice(3)), ['answer', 'found', 'result', 'improvement', 'note']));
  });
});

describe('kaiji import', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'kaiji-import-'));
    for (const name of ['filled.csv', 'short.tsv']) cpSync(new URL(name, folder), join(cwd, name));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, 'import', ...args, '--lang', 'ja'], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, LANG: '' },
    });

  test('writes the file, tells mapping and doubts, exits 1 where there are any', () => {
    const { status, stdout, stderr } = run('filled.csv', '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml');
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout).toContain('E  対応策  →  回答');
    expect(stdout).toContain('K  社内メモ  →  備考へ（取り込み先なし）');
    expect(stdout).toMatch(/7行 D列 {2}CL-96 の「対応可否」の「△」/);
    expect(stdout).toContain('a.kaiji.yaml に書き込みました。');
    expect(readFileSync(join(cwd, 'a.kaiji.yaml'), 'utf8')).toContain('reference-no: 2026-018');
  });

  test('what is said of several controls in the same words is said once, and names the others', () => {
    writeFileSync(join(cwd, 'marks.csv'), 'No.,対応可否,対応策\n94,△,あ\n95,×,い\n96,△,う\n97,△,え\n');
    const { stdout } = run('marks.csv', '--catalog', 'medcloud-checklist', '--dry-run');
    expect(stdout.match(/「△」は、何を指すか/g)).toHaveLength(1);
    expect(stdout.match(/「×」は、何を指すか/g)).toHaveLength(1);
    expect(stdout).toContain('    同じ点がほかに2件あります: CL-96（4行）、CL-97（5行）\n');
  });

  test('--dry-run and --format json: all of it, and nothing written', () => {
    const { status, stdout } = run(
      'filled.csv',
      '--catalog',
      'medcloud-checklist',
      '--dry-run',
      '--map',
      'K=回答者, L=note',
      '--format',
      'json',
    );
    expect(status).toBe(1);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ version: 1, file: 'filled.csv', written: null, rows: 11, placed: 10, controls: 253 });
    expect(told.mappings[0].columns[10]).toMatchObject({ column: 'K', role: 'by', by: 'choice' });
    expect(readdirSync(cwd).sort()).toEqual(['filled.csv', 'short.tsv']);
  });

  test('-o - prints the document alone; a file that is there is left alone without --force', () => {
    const printed = run('short.tsv', '--catalog', 'medcloud-checklist', '-o', '-');
    expect(printed.stdout).toMatch(/^kaiji: checklist\/v1\n/);
    expect(printed.stderr).toContain('回答 →'.replace(' ', '  '));
    writeFileSync(join(cwd, 'a.kaiji.yaml'), 'kaiji: checklist/v1\n');
    const refused = run('short.tsv', '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--force');
    expect(readFileSync(join(cwd, 'a.kaiji.yaml'), 'utf8')).toBe('kaiji: checklist/v1\n');
    expect(run('short.tsv', '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml', '--force').status).toBe(1);
  });

  test('evidence of the package is cited', () => {
    writeFileSync(join(cwd, 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(cwd, 'evidence.kaiji.yaml'), 'kaiji: evidence/v1\nevidence:\n  - { id: ev-own, title: 契約書 }\n');
    run('short.tsv', '--catalog', 'medcloud-checklist', '-o', 'a.kaiji.yaml');
    const text = readFileSync(join(cwd, 'a.kaiji.yaml'), 'utf8');
    expect(text).toContain('evidence: [ev-own]');
    expect(text).not.toContain('title: 契約書');
  });

  test('a blank sheet writes nothing and says what to do; so does what cannot be read', () => {
    writeFileSync(join(cwd, 'blank.csv'), 'No.,対策項目,対応策\n1,渡すこと。,\n2,記録すること。,\n');
    const blank = run('blank.csv', '--catalog', 'medcloud-checklist', '-o', 'b.kaiji.yaml');
    expect(blank.status).toBe(2);
    expect(blank.stderr).toContain('kaiji new checklist --catalog medcloud-checklist');
    for (const [args, reason] of [
      [['none.xlsx', '-o', 'b.kaiji.yaml'], 'none.xlsx: ファイルがありません'],
      [['short.tsv', '--catalog', 'x', '-o', 'b.kaiji.yaml'], 'short.tsv: 「x」というカタログはありません'],
      [['short.tsv', '-o', 'b.kaiji.yaml', '--map', 'D'], '--map の「D」を読み取れません'],
      [['short.tsv', '-o', 'b.kaiji.yaml', '--as', 'x'], '--as に「x」は使えません'],
      [['short.tsv'], '書き込み先を -o で指定してください'],
    ] as const) {
      const { status, stderr } = run(...args);
      expect(status, args.join(' ')).toBe(2);
      expect(stderr).toContain(reason);
    }
    expect(readdirSync(cwd).filter((name) => name.endsWith('.yaml'))).toEqual([]);
  });
});

/** Runs of letters and digits: what of a cell must come out again. Marks of lists in front of names are none of it. */
function runsOf(text: string): readonly string[] {
  const plain = text.replace(/[(（][0-9０-９]{1,2}[)）]|[①-⑳]/g, ' ');
  return [
    ...(plain
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []),
  ];
}

describe('whatever a sheet holds', () => {
  const headings = fc.constantFrom(
    ...[
      'No.',
      '番号',
      '対策項目',
      '対応策',
      '回答',
      '対応状況',
      '確認したエビデンス',
      'エビデンス',
      '判定結果',
      '改善策',
      '指摘事項',
    ],
    ...['備考', '担当', '謎の列', '', '理由', '期限', '回答者', '対応可否', '対応計画', '責任主体', '更新日', '社内メモ'],
  );
  const text = fc.oneof(
    fc.constantFrom(
      ...[
        '同上',
        '〃',
        '同上。記録を残しています',
        '同左',
        '対応済',
        '【対象外】二次利用を行わないため',
        '○',
        '×',
        '△',
        '－',
        'N/A',
        '該当なし',
      ],
      ...[
        '適合',
        '要改善（様式のみ）',
        '検討中',
        '2026/4/1',
        '46113',
        '来月',
        'なし',
        '画面を確認しました。',
        'https://example.jp/isms ISMS登録証',
      ],
      ...[
        '運用管理規程 第5条、ISMS認証証明書 p.3-5',
        '・契約書 3頁\n・SLA 4.2節',
        '「規程」第2条第1項',
        '別紙1、別表2',
        '第5条',
        'p.3',
      ],
      ...[
        '作業者ごとにIDを発行しています。\n(1) 甲\n(2) 乙',
        '7.5.3 情報処理装置(4)',
        '[7.7 人的安全対策] (2),(3)',
        '3.2.4(2) (ア) 1.題①',
        '整理番号',
      ],
      ...[
        '# c',
        '- a: b',
        '"q',
        "'",
        '|',
        '[[CL-1]]',
        '{a',
        '%x',
        '&x *y',
        '\u0007ベル',
        ' x\n  y\n\nz',
        '𠮷野家',
        'a: b',
        '---',
      ],
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constant(''),
    fc.constant(''),
  );
  const number = fc.oneof(
    fc.integer({ min: 1, max: 253 }).map(String),
    fc.integer({ min: 90, max: 96 }).map(String),
    fc.constantFrom('', '', '254', 'CL-94', '９５', '(1)', '番外'),
  );
  const line = fc.array(text, { maxLength: 8 });
  const table = fc.record({
    above: fc.array(fc.oneof(fc.constant(['整理番号', '2026-018', '評価申請元', '株式会社例示']), line), { maxLength: 3 }),
    names: fc.array(headings, { minLength: 1, maxLength: 8 }),
    rows: fc.array(fc.tuple(number, line), { maxLength: 12 }),
  });
  const sheets = fc.array(table, { minLength: 1, maxLength: 2 }).map((tables) => {
    const lines = tables.flatMap(({ above, names, rows }) => [
      ...above,
      ['No.', ...names, '対応策'],
      ...rows.map(([no, cells]) => [no, ...cells]),
    ]);
    return [{ name: '', hidden: false, rows: rowsFrom('', lines) }];
  });

  test('no cell is lost, and the file has no error but what the sheet says', async () => {
    await fc.assert(
      fc.asyncProperty(sheets, async (sheet) => {
        const made = await imported(sheet, { catalog: 'medcloud-checklist' });
        const { report, mappings } = made;
        const told = report.notes.map(({ message }) => message('ja'));
        const haystack = [made.text, ...told, ...report.outside.map((one) => one.text), JSON.stringify(mappings)].join('\n');
        const known = haystack.normalize('NFKC').toLowerCase();
        const outside = new Set(report.outside.map(({ row }) => row));
        for (const { row, cells } of sheet[0]?.rows ?? []) {
          const mapping = mappings.filter((one) => one.row <= row).at(-1);
          for (const { text: said, column } of cells) {
            const { role = '', heading = '' } = mapping?.columns.find((one) => one.column === columnName(column)) ?? {};
            // What the form prints itself is the catalog's: it is taken by `kaiji catalog import`. Its own header must say so, not only the content.
            const isNamed = heading.split(' / ').some((name) => roleNamed(name, ANSWER_SHEET) === role);
            if (!outside.has(row) && isNamed && (PRINTED.has(role) || (column === 1 && isNumber(role, said)))) continue;
            for (const run of runsOf(said)) expect(known, `row ${row}, ${columnName(column)}: ${said}`).toContain(run);
          }
        }
        expect(await errorsIn(made.text)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

const isNumber = (role: string, text: string) =>
  ['number', 'sequence'].includes(role) && /^(?:CL-)?[(（]?[0-9０-９]{1,3}[)）]?$/.test(text);
const PRINTED: ReadonlySet<string> = new Set(['category', 'overview', 'text', 'evidence', 'mic', 'meti']);
