/**
 * Filled sheets as answers. Each fixture of test/fixtures/import-answers against its golden file: the report, then the file written. UPDATE_GOLDEN=1 writes
 * the golden files. The published sheets need ../shared, which only the project's own workshop has.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SheetImport } from '../convert/import/imported.ts';
import { readSheets } from '../convert/sheet/read.ts';
import { rowsFrom, type Sheet } from '../convert/sheet/sheet.ts';
import { errorsIn, imported, type Said, saidIn } from './support/answers.ts';

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
