/** Filled sheets as documents, through the built server: what a file is likely to be, how its columns are read, and what comes of it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportDocumentAnswer, ImportKindsAnswer } from '../server/protocol/imports.ts';
import type { Refused } from '../server/protocol/refused.ts';
import type { OpenSheetAnswer } from '../server/protocol/sheets.ts';
import { type Client, type ClientOptions, startClient } from './support/lsp.ts';
import { bookOf, sheetData } from './support/parts.ts';

let root: string;
let client: Client;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kaiji-import-'));
  mkdirSync(join(root, 'service'));
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(root, { recursive: true });
});

const start = async (options: ClientOptions = {}) => {
  client = await startClient({ folder: pathToFileURL(root).toString(), ...options });
};
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');
const fixture = (name: string) => base64(readFileSync(new URL(`fixtures/import-registers/${name}`, import.meta.url)));
const kinds = (params: object) => client.connection.sendRequest<ImportKindsAnswer | Refused>('kaiji/importKinds', params);
const document = (params: object) =>
  client.connection.sendRequest<ImportDocumentAnswer | Refused>('kaiji/importDocument', params);

/** Answers to three controls, worded as the catalog words them: what a form looks like. */
const ANSWERS = `No.,対策項目,対応策,エビデンス,担当
91,同時にログインできる数に上限を設けること,上限を5台にしています。,運用管理規程 第5条,運用部
94,作業者ごとに一意のIDを発行し共有IDを使わないこと,作業者ごとに発行しています。,,運用部
95,アクセス権限を職務に応じて与えること,職務ごとに決めています。,,運用部
`;

test('the likeliest kind comes first, every other may be chosen', async () => {
  await start();
  const of = async (params: object) => ((await kinds(params)) as ImportKindsAnswer).kinds;
  const risks = await of({ file: 'risks.csv', bytes: fixture('risks.csv') });
  expect(risks[0]).toMatchObject({ kind: 'risks', label: 'リスク対応一覧', detail: expect.stringContaining('行が合います') });
  const evidence = await of({ file: 'evidence.csv', bytes: fixture('evidence.csv') });
  expect(evidence[0]).toMatchObject({ kind: 'evidence', label: 'エビデンス台帳' });
  const answers = await of({ file: '回答.csv', bytes: base64(ANSWERS) });
  const catalogs = answers.flatMap(({ kind, catalog }) => (kind === 'checklist' ? [catalog] : []));
  expect(catalogs).toEqual(expect.arrayContaining(['medcloud-checklist', 'meti-processor']));
  expect(catalogs).not.toContain('risk-scenarios');
  expect(answers.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['risks', 'evidence']));
});

test('the columns are shown as they were read; one said to be something else is read as that', async () => {
  await start();
  const params = { file: '回答.csv', bytes: base64(ANSWERS), kind: 'checklist', catalog: 'medcloud-checklist' };
  const first = (await document(params)) as ImportDocumentAnswer;
  expect(first.path).toBe('checklist.kaiji.yaml');
  expect(first.columns.map(({ column, heading, role = '-' }) => `${column} ${heading} ${role}`)).toEqual([
    'A No. number',
    'B 対策項目 text',
    'C 対応策 answer',
    'D エビデンス found',
    expect.stringMatching(/^E 担当 /),
  ]);
  expect(first.text).toContain('control: CL-94');
  expect(first.report).toContain('# 取り込みの結果');
  expect(first.summary).toContain('回答.csv: ');
  expect(first.roles.map(({ id }) => id)).toContain('answer');
  const changed = (await document({ ...params, columns: { C: 'note', E: 'answer' } })) as ImportDocumentAnswer;
  expect(changed.columns.find(({ column }) => column === 'E')).toMatchObject({
    role: 'answer',
    detail: expect.stringContaining('指定'),
  });
  expect(changed.text).toMatch(/control: CL-94\n {4}answer: \|\n {6}運用部\n/);
  expect(await document({ ...params, columns: { C: 'nonsense' } })).toEqual({ refused: expect.stringContaining('回答.csv: ') });
  expect(await document({ ...params, kind: 'toString' })).toEqual({ refused: expect.stringContaining('toString') });
});

test('evidence of the package is cited, its ids are not taken again', async () => {
  writeFileSync(join(root, 'service/kaiji.yaml'), 'kaiji: package/v1\n');
  const register =
    'kaiji: evidence/v1\nevidence:\n  - { id: ev-rules, title: 運用管理規程 }\n  - { id: ev-sec-001, title: 台帳 }\n';
  writeFileSync(join(root, 'service/evidence.kaiji.yaml'), register);
  await start();
  const uri = pathToFileURL(join(root, 'service/kaiji.yaml')).toString();
  const answers = { file: '回答.csv', bytes: base64(ANSWERS), kind: 'checklist', catalog: 'medcloud-checklist', uri };
  expect(((await document(answers)) as ImportDocumentAnswer).text).toContain('ev-rules');
  const registers = { file: 'evidence.csv', bytes: fixture('evidence.csv'), kind: 'evidence', uri };
  expect(((await document(registers)) as ImportDocumentAnswer).text).toContain('id: ev-sec-001-2');
});

test('one sheet of several, and words in English', async () => {
  await start({ settings: { language: 'en' } });
  const bytes = base64(
    bookOf({
      sheets: [
        sheetData([
          ['文書名', '種別'],
          ['運用管理規程', '規程'],
        ]),
        sheetData([
          ['文書名', '種別'],
          ['監査報告書', '報告書'],
        ]),
      ],
    }),
  );
  const known = (await kinds({ file: '台帳.xlsx', bytes })) as ImportKindsAnswer;
  expect(known.sheets.map(({ name }) => name)).toEqual(['s1', 's2']);
  expect(known.kinds[0]).toMatchObject({ kind: 'evidence', detail: '2 of 2 rows fit' });
  const made = (await document({ file: '台帳.xlsx', bytes, kind: 'evidence', sheet: 's2' })) as ImportDocumentAnswer;
  expect(made.text).toContain('監査報告書');
  expect(made.text).not.toContain('運用管理規程');
  expect(made.columns[0]).toMatchObject({ becomes: 'title', detail: 'by its heading' });
});

test('what cannot be read is refused with the way out; a table without rows says so', async () => {
  await start();
  expect(await kinds({ file: '様式.pdf', bytes: base64('%PDF-1.7') })).toEqual({
    refused: expect.stringMatching(/様式\.pdf.*PDF/),
  });
  expect(await document({ file: 'a.csv', bytes: base64('甲,乙\n1,2\n'), kind: 'risks' })).toEqual({
    refused: expect.stringContaining('見出し'),
  });
  const empty = (await document({ file: 'a.csv', bytes: base64('文書名,種別\n'), kind: 'evidence' })) as ImportDocumentAnswer;
  expect(empty.nothing).toContain('文書名');
});

test('a sheet opened once is asked about by its handle, until it is closed or another is opened', async () => {
  await start();
  const open = (params: object) => client.connection.sendRequest<OpenSheetAnswer | Refused>('kaiji/openSheet', params);
  const file = '回答.csv';
  const { handle } = (await open({ file, bytes: base64(ANSWERS) })) as OpenSheetAnswer;
  const whole = { file, bytes: base64(ANSWERS) };
  expect(await kinds({ file, handle })).toEqual(await kinds(whole));
  const goal = { kind: 'checklist', catalog: 'medcloud-checklist', columns: { E: 'answer' } };
  expect(await document({ file, handle, ...goal })).toEqual(await document({ ...whole, ...goal }));
  const another = (await open({ file: 'b.csv', bytes: base64('文書名,種別\n規程,規程\n') })) as OpenSheetAnswer;
  const forgotten = { refused: expect.stringMatching(/回答\.csv.*初めから/) };
  expect(await kinds({ file, handle })).toEqual(forgotten);
  await client.connection.sendNotification('kaiji/closeSheet', { handle });
  expect(await kinds({ file: 'b.csv', handle: another.handle })).toHaveProperty('kinds');
  await client.connection.sendNotification('kaiji/closeSheet', { handle: another.handle });
  expect(await kinds({ file, handle: another.handle })).toEqual(forgotten);
  expect(await open({ file: '様式.pdf', bytes: base64('%PDF-1.7') })).toEqual({ refused: expect.stringContaining('様式.pdf') });
});
