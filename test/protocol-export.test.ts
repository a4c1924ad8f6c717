/** What is handed over, asked of the built server: which forms a package can be had as, and the files themselves. */
import { strToU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ExportAnswer, ExportParams, FormsAnswer, Refused } from '../server/protocol.ts';
import type { Client } from './support/lsp.ts';
import { bookOf, sheetData } from './support/parts.ts';
import { servedFolder } from './support/served-folder.ts';

const FILES: Readonly<Record<string, string>> = {
  'kaiji.yaml': 'kaiji: package/v1\nservice: { name: 例示クラウド }\n',
  'a.kaiji.yaml': `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - { control: CL-94, status: 対応済, answer: 一意のIDを発行します。, evidence: [ev-a] }
`,
  'd.kaiji.yaml': `kaiji: disclosure/v1
outline: sssd-outline
sections:
  - section: org.policy
    body: |
      方針を定めています。

      ![構成](images/net.png)
`,
  'e.kaiji.yaml': 'kaiji: evidence/v1\nevidence: [{ id: ev-a, title: 内部の手順書, confidentiality: 非開示 }]\n',
  'other/kaiji.yaml': 'kaiji: package/v1\n',
};

const served = servedFolder(FILES);
const { uriOf } = served;
let client: Client;
const start = async () => {
  client = await served.start({ settings: { language: 'ja' } });
};
const forms = (file: string) => client.connection.sendRequest<FormsAnswer>('kaiji/forms', { uri: uriOf(file) });
const asked = (more: Omit<ExportParams, 'uri' | 'audience'> & Partial<ExportParams>) =>
  client.connection.sendRequest<ExportAnswer | Refused>('kaiji/export', {
    uri: uriOf('a.kaiji.yaml'),
    audience: 'internal',
    ...more,
  });
const textOf = (answer: ExportAnswer | Refused) => Buffer.from((answer as ExportAnswer).bytes, 'base64').toString('utf8');

test('the forms a package can be had as, those of the file at hand first', async () => {
  await start();
  const { forms: ofSheet } = await forms('a.kaiji.yaml');
  expect(ofSheet[0]).toMatchObject({ id: 'checklist', detail: 'a.kaiji.yaml', fills: true });
  expect(ofSheet.map(({ id }) => id)).toContain('disclosure');
  expect(ofSheet[0]?.formats.map(({ id }) => id)).toEqual(['docx', 'xlsx', 'html', 'md', 'csv']);
  const { forms: ofDisclosure } = await forms('d.kaiji.yaml');
  expect(ofDisclosure[0]).toMatchObject({ id: 'disclosure', detail: 'd.kaiji.yaml', fills: false });
});

test('a form is written, of another file of the package too, and for whom', async () => {
  await start();
  const sheet = await asked({ form: 'checklist', to: 'csv' });
  expect(sheet).toMatchObject({ file: '例示クラウド_チェックシート.csv' });
  expect(textOf(sheet)).toContain('内部の手順書');
  const forCustomer = textOf(await asked({ form: 'checklist', to: 'csv', audience: 'customer' }));
  expect(forCustomer.includes('内部の手順書')).toBe(false);
  const disclosure = await asked({ form: 'disclosure', to: 'md' });
  // Where the package is on a disk is nobody's concern.
  expect(textOf(disclosure)).toContain('方針を定めています。');
  expect(textOf(disclosure)).toContain('![構成](images/net.png)');
  const word = (await asked({ form: 'disclosure', to: 'docx' })) as ExportAnswer;
  expect(Object.keys(unzipSync(Buffer.from(word.bytes, 'base64')))).toContain('word/document.xml');
});

test("a customer's workbook is filled in; what is none is refused with what to do", async () => {
  await start();
  const rows = [
    ['No.', '対策項目', '対応策'],
    ['94', '作業者ごとに一意のIDを発行し共有IDを使わないこと', ''],
  ];
  const template = (bytes: Uint8Array) => ({ file: '病院.xlsx', bytes: Buffer.from(bytes).toString('base64') });
  const book = bookOf({ sheets: [sheetData(rows)] });
  const filled = (await asked({ form: 'checklist', to: 'xlsx', template: template(book) })) as ExportAnswer;
  const parts = unzipSync(Buffer.from(filled.bytes, 'base64'));
  expect(Object.values(parts).some((part) => Buffer.from(part).toString('utf8').includes('一意のIDを発行します。'))).toBe(true);
  expect(await asked({ form: 'checklist', to: 'xlsx', template: template(strToU8('no workbook')) })).toMatchObject({
    refused: expect.stringContaining('病院.xlsx'),
  });
  expect(await asked({ uri: uriOf('other/kaiji.yaml'), form: 'checklist', to: 'csv' })).toMatchObject({
    refused: expect.stringContaining('「チェックシート」を作る元の文書がありません'),
  });
});
