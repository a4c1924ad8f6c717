/**
 * Risk annexes and registers of evidence from sheets. Each fixture of test/fixtures/import-registers against its golden file: what is told, then the file
 * written. UPDATE_GOLDEN=1 writes the golden files. The published annex needs ../shared, which only the project's own workshop has.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportOptions, SheetImport } from '../convert/import/imported.ts';
import { IMPORTERS, type ImportKind } from '../convert/import/list.ts';
import { partiesIn, targetsIn, tickOf } from '../convert/import/risk-words.ts';
import { readSheets } from '../convert/sheet/read.ts';
import { columnName, rowsFrom, type Sheet } from '../convert/sheet/sheet.ts';
import { bundled } from './support/catalogs.ts';
import { findingsOf } from './support/fixture.ts';
import { bookOf } from './support/parts.ts';

const folder = new URL('./fixtures/import-registers/', import.meta.url);

async function imported(kind: ImportKind, sheets: readonly Sheet[], options: Partial<ImportOptions> = {}): Promise<SheetImport> {
  const { catalogs, evidenceKinds } = await bundled;
  const usual: ImportOptions = { catalogs, evidenceKinds, register: [], ids: new Set(), file: '台帳.xlsx', language: 'ja' };
  return IMPORTERS[kind].import(sheets, { ...usual, ...options });
}

const sheetOf = (lines: readonly (readonly string[])[]): readonly Sheet[] => [
  { name: '', hidden: false, rows: rowsFrom('', lines) },
];

function told({ text, report, mappings, summary }: SheetImport): string {
  const { notes, rows, attached, without, columns, outside } = report;
  return [
    summary('ja'),
    summary('en'),
    ...notes.flatMap(({ row, column, kind, control = '-', message }) => [
      `${columnName(column)}${row} ${kind} ${control}`,
      `  ${message('ja')}`,
      `  ${message('en')}`,
    ]),
    ...mappings.map(
      (one) => `${one.row}: ${one.columns.map(({ column, heading, role }) => `${column} ${heading}=${role ?? '?'}`).join(', ')}`,
    ),
    `${rows} rows, ${attached.join(' ')}; ${without.length} without; not ${columns.left.map(({ name }) => name).join(' ')}`,
    ...outside.map(({ row, text: line }) => `outside ${row}: ${line}`),
    '',
    text,
  ].join('\n');
}

function golden(name: string, actual: string): void {
  const file = new URL(`${name}.golden`, folder);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, actual);
  expect(existsSync(file), `no golden file for ${name}: run with UPDATE_GOLDEN=1 and review it`).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

/** What the format itself objects to; what `kaiji check` says of what stands there is the author's to settle. */
const OF_FORM = [
  'yaml-syntax',
  'unknown-key',
  'wrong-type',
  'invalid-value',
  'missing-key',
  'duplicate-id',
  'duplicate-key',
  'unknown-kind',
];
async function objections({ text, report }: SheetImport): Promise<readonly string[]> {
  const found = (await findingsOf(new Map([['imported.kaiji.yaml', text]]))).map(({ finding }) => finding);
  const marks = text.split('\n').filter((line) => line.trim().startsWith('# kaiji-import-doubt'));
  expect(found.filter(({ rule }) => rule === 'import-doubt')).toHaveLength(marks.length);
  expect(marks.length).toBeLessThanOrEqual(report.notes.length);
  return found.filter(({ rule }) => OF_FORM.includes(rule)).map(({ rule, message }) => `${rule}: ${message('en')}`);
}

/** Every word of every cell below the header is in the file or in the report. */
function lost(lines: readonly (readonly string[])[], { text, report }: SheetImport): readonly string[] {
  const plain = (words: string) => words.normalize('NFKC').replace(/[\s"\\]+|n(?=\S)/g, '');
  const all = plain(
    [text, ...report.outside.map((one) => one.text), ...report.notes.map(({ message }) => message('ja'))].join('\n'),
  );
  return lines.flat().filter((cell) => plain(cell) !== '' && !all.includes(plain(cell)));
}

test.each<[ImportKind, string]>([
  ['risks', 'risks.csv'],
  ['risks', 'risks-words.tsv'],
  ['evidence', 'evidence.csv'],
  ['evidence', 'evidence-roundtrip.tsv'],
])('%s: %s', async (kind, name) => {
  const made = await imported(kind, readSheets(new Uint8Array(readFileSync(new URL(name, folder))), name), { file: name });
  golden(name, told(made));
  expect(await objections(made)).toEqual([]);
});

describe('risks', () => {
  test('rows under merged cells belong to the scenario merged over them', async () => {
    const text = (address: string, words: string) => `<c r="${address}" t="inlineStr"><is><t>${words}</t></is></c>`;
    const sheet = `<sheetData><row r="1">${text('A1', '番号')}${text('B1', '予見されるリスク')}${text('C1', '対象')}${text('D1', '対応方針')}${text('E1', '対応内容')}</row>
      <row r="2">${text('A2', '3.5')}${text('B2', '不正プログラムが実行される。')}${text('C2', 'サーバー')}${text('D2', '低減')}${text('E2', '検査しています。')}</row>
      <row r="3">${text('C3', '端末')}${text('E3', '検査しています。')}</row></sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="D2:D3"/></mergeCells>`;
    const { text: source } = await imported('risks', readSheets(bookOf({ sheets: [sheet] }), 'a.xlsx'));
    expect(source).toContain(`  - scenario: RS-3.5
    treatment: 低減
    responses:
      - target: サーバー
        content: 検査しています。
      - target: 端末
        content: 検査しています。
`);
  });

  test('columns can be said by hand, where there is no header too', async () => {
    const sheets = sheetOf([['1.2', 'テストの情報が漏れる。', '架空の情報を使います。']]);
    const { text, mappings } = await imported('risks', sheets, { columns: { A: '番号', B: 'リスク', C: 'content' } });
    expect(text).toContain('scenario: RS-1.2');
    expect(mappings[0]?.columns.map(({ role, by }) => [role, by])).toEqual([
      ['number', 'choice'],
      ['scenario', 'choice'],
      ['content', 'choice'],
    ]);
  });

  test('a sheet that is none names what it has and what it needs', async () => {
    await expect(imported('risks', sheetOf([['担当', '日付']]))).rejects.toThrow(
      /リスクシナリオ.*「担当」, 「日付」|リスクシナリオ/,
    );
    await expect(imported('risks', sheetOf([['番号', '対応方針']]), { catalog: 'none' })).rejects.toThrow(/"none"/);
    const { nothing } = await imported('risks', sheetOf([['番号', 'リスク', '対応方針']]));
    expect(nothing?.('ja')).toContain('シナリオの書かれた行がありません');
  });

  test.each([
    ['○', true],
    ['✓', true],
    ['TRUE', true],
    ['×', false],
    ['-', false],
    ['運用室のみ', undefined],
  ])('a mark %s', (mark, expected) => {
    expect(tickOf(mark)).toBe(expected);
  });

  test('words for parties and ▼', () => {
    expect(partiesIn('事業者・医療機関')).toEqual(['事業者', '利用者']);
    expect(partiesIn('双方')).toEqual(['事業者', '利用者']);
    expect(partiesIn('事業者（夜間は委託先）')).toBeUndefined();
    expect(targetsIn('▼甲\nい\nろ\n▼乙\nは')).toEqual([
      { target: '甲', content: 'い\nろ', guessed: false },
      { target: '乙', content: 'は', guessed: false },
    ]);
    expect(targetsIn('▼AWS の設備 任せます。')).toEqual([{ target: 'AWS の設備', content: '任せます。', guessed: true }]);
    expect(targetsIn('▼端末　施錠する。 全台です。')).toEqual([
      { target: '端末', content: '施錠する。 全台です。', guessed: true },
    ]);
    expect(targetsIn('ふつうの文。')).toEqual([{ target: '', content: 'ふつうの文。', guessed: false }]);
  });
});

describe('evidence', () => {
  test('ids are those of the sheet, else stay the same whatever stands around; those taken are not taken again', async () => {
    const rows = [
      ['文書名', '種別', '文書番号'],
      ['運用管理規程', '規程', ''],
      ['BCP計画書', '', 'GA_12'],
    ];
    const ids = async (options: Partial<ImportOptions>) => (await imported('evidence', sheetOf(rows), options)).report.attached;
    expect(await ids({})).toEqual(['ev-policy-operation', 'ev-ga-12']);
    const register = [{ id: 'ev-policy-operation', title: '運用管理規程' }];
    expect(await ids({ register, ids: new Set(['ev-ga-12']) })).toEqual(['ev-policy-operation-2', 'ev-ga-12-2']);
  });

  test('a link behind a word is where the document is', async () => {
    const text = (address: string, words: string) => `<c r="${address}" t="inlineStr"><is><t>${words}</t></is></c>`;
    const sheet = `<sheetData><row r="1">${text('A1', '文書名')}${text('B1', 'リンク')}</row><row r="2">${text('A2', '利用約款')}${text('B2', '掲載ページ')}</row>
      <row r="3">${text('A3', '公開している方針')}${text('B3', '棚')}</row></sheetData>
      <hyperlinks><hyperlink ref="B2" r:id="rId7"/><hyperlink ref="A3" r:id="rId8"/><hyperlink ref="B3" location="A1"/></hyperlinks>`;
    const link = (id: string, url: string) =>
      `<Relationship Id="${id}" Type="x/hyperlink" Target="${url}" TargetMode="External"/>`;
    const parts = {
      'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships>${link('rId7', 'https://karte.example.jp/terms')}${link('rId8', 'https://karte.example.jp/p')}</Relationships>`,
    };
    const { text: source } = await imported('evidence', readSheets(bookOf({ sheets: [sheet], parts }), 'a.xlsx'));
    expect([...source.matchAll(/location: (.*)\n {4}note: "(.*)"/g)].map(([, location, note]) => [location, note])).toEqual([
      ['https://karte.example.jp/terms', 'リンク: 掲載ページ'],
      ['https://karte.example.jp/p', 'リンク: 棚'],
    ]);
  });

  test('a sheet of answers is no register', async () => {
    await expect(
      imported(
        'evidence',
        sheetOf([
          ['番号', 'エビデンス', '備考'],
          ['1', '規程', ''],
        ]),
      ),
    ).rejects.toThrow(/文書名/);
  });
});

describe('whatever a sheet holds', () => {
  const words = [
    '1.1①',
    '9.9',
    '①',
    'RS-2.2',
    '同上',
    '低減',
    '転移',
    '—',
    '○',
    '×',
    '高',
    '▼端末 施錠',
    '▼\n',
    '事業者',
    '2026/4/1',
    '# c',
    "'",
    '- a: b',
    'x: y',
    '[[CL-1]]',
    '{a}',
    '\tタブ',
    'a\n  b\n\nc',
    '\u0007ベル',
    'https://a.example/b c',
    '規程 p.3、記録',
  ];
  const cell = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    { weight: 2, arbitrary: fc.constant('') },
  );
  const table = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 10 });
  test.each<[ImportKind, readonly string[]]>([
    ['risks', ['番号', 'リスク', '対応方針', '事業者', '利用者', '対応内容', '影響度', '謎']],
    ['evidence', ['文書名', '種別', '版', '制定日', '有効期限', '公開区分', '保管場所', '謎']],
  ])('%s: what is written is well-formed, and the same rows give the same file', async (kind, header) => {
    await fc.assert(
      fc.asyncProperty(table, async (lines) => {
        const sheets = sheetOf([header, ...lines]);
        const made = await imported(kind, sheets);
        expect(await objections(made)).toEqual([]);
        expect((await imported(kind, sheets)).text).toBe(made.text);
      }),
      { numRuns: 150 },
    );
  });

  test.each<[ImportKind, readonly string[], string]>([
    ['risks', ['番号', 'リスク', '対応内容', '対象', '備考', '謎'], '文'],
    ['evidence', ['文書名', '種別', '版', '制定日', '保管場所', '謎'], '文'],
  ])('%s: no cell is lost', async (kind, header) => {
    // Each cell a word of its own, so that none is found by chance.
    const shape = fc.array(fc.array(fc.boolean(), { minLength: header.length, maxLength: header.length }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(shape, async (marks) => {
        const lines = marks.map((row, i) => row.map((is, j) => (is ? `語${i}の${j}。` : '')));
        const made = await imported(kind, sheetOf([header, ...lines]));
        expect(lost(lines, made)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

const shared = new URL('../../shared/data/risk-scenarios.json', import.meta.url);
const present = existsSync(shared);
if (!present) console.warn('SKIPPED: ../shared/data is not here; the published annex was not read.');

describe.skipIf(!present)(`the published annex${present ? '' : ' (SKIPPED: ../shared/data is not here)'}`, () => {
  interface Published {
    readonly id: string;
    readonly category: string;
    readonly scenario: string;
    readonly rows: readonly {
      provider: boolean;
      user: boolean;
      treatment: string;
      content?: string;
      content_raw: string;
      target: string | null;
    }[];
  }
  const scenarios: readonly Published[] = present ? JSON.parse(readFileSync(shared, 'utf8')).scenarios : [];
  const body = (withNumber: boolean) =>
    scenarios.flatMap(({ id, scenario, rows }) =>
      rows.map(({ provider, user, treatment, target }, i) => [
        i === 0 && withNumber ? id : '',
        i === 0 ? scenario : '',
        treatment,
        provider ? '○' : '',
        user ? '○' : '',
        `${target === null ? '' : `▼${target}\n`}対応${i}。`,
      ]),
    );
  const header = ['番号', '予見されるリスク', 'リスク対応', '事業者', '利用者', '対応内容'];

  test('every scenario, treatment, party and target at its place, and nothing doubted', async () => {
    const made = await imported('risks', sheetOf([header, ...body(true)]));
    expect(made.report.notes).toEqual([]);
    expect(made.report.attached).toEqual(scenarios.map(({ id }) => `RS-${id}`));
    expect(made.report.without).toEqual([]);
    expect(await objections(made)).toEqual([]);
    const treatments = [...made.text.matchAll(/^ *(?:- )?treatment: (.*)$/gm)].map(([, word]) => word);
    expect(treatments.filter((word) => word === '転移')).toHaveLength(7);
    const targets = [...made.text.matchAll(/^ *(?:- )?target: (.*)$/gm)].map(([, word]) => word);
    expect(targets).toEqual(scenarios.flatMap(({ rows }) => rows.flatMap(({ target }) => target ?? [])));
  });

  test('without numbers, by the text: none at a wrong scenario', async () => {
    const made = await imported('risks', sheetOf([header, ...body(false)]));
    const right = scenarios.map(({ id }) => `RS-${id}`);
    const wrong = made.report.attached.flatMap((id, i) => (id.startsWith('x.') || id === right[i] ? [] : [`${right[i]}: ${id}`]));
    expect(wrong).toEqual([]);
    expect(made.report.attached.filter((id) => id.startsWith('RS-')).length).toBeGreaterThanOrEqual(50);
    expect(made.report.notes).toHaveLength(scenarios.length);
  });
});
