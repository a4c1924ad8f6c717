/** What is handed over, asked of the built server: which forms there are, each in each of its formats, for whom, and into whose workbook. */
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSheets } from '../convert/sheet/read.ts';
import type { ExportAnswer, ExportParams, FormChoice, FormsAnswer } from '../server/protocol/exports.ts';
import type { PreviewAnswer, PreviewParams } from '../server/protocol/preview.ts';
import type { Refused } from '../server/protocol/refused.ts';
import { customerParts, zipped } from './support/customer-workbook.ts';
import { example } from './support/examples.ts';
import type { Client } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const served = servedFolder(Object.fromEntries(example('clinic-cloud')));
const { uriOf } = served;
let client: Client;

const start = async () => {
  client = await served.start({ settings: { language: 'ja' } });
};
const formsAt = async (path: string) =>
  (await client.connection.sendRequest<FormsAnswer>('kaiji/forms', { uri: uriOf(path) })).forms;
const ask = (params: Partial<ExportParams>) =>
  client.connection.sendRequest<ExportAnswer | Refused>('kaiji/export', { audience: 'internal', ...params });
const made = async (params: Partial<ExportParams>) => {
  const answer = await ask(params);
  if ('refused' in answer) throw new Error(answer.refused);
  return { ...answer, bytes: new Uint8Array(Buffer.from(answer.bytes, 'base64')) };
};
const checklist = (to: string, more: Partial<ExportParams> = {}) =>
  made({ uri: uriOf('checklist.kaiji.yaml'), form: 'checklist', to, ...more });
const textsOf = ({ bytes, file }: { readonly bytes: Uint8Array; readonly file: string }) =>
  readSheets(bytes, file).flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text)));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

test('of a file its own forms come first; each that can be made of the package is there, by the file it is made from', async () => {
  await start();
  const names = (forms: readonly FormChoice[]) => forms.map(({ id, detail }) => `${id} ${detail}`);
  const ofSheet = await formsAt('meti.kaiji.yaml');
  const ofManifest = await formsAt('kaiji.yaml');
  expect(names(ofSheet)[0]).toBe('checklist meti.kaiji.yaml');
  expect(names(ofSheet).sort()).toEqual(names(ofManifest).sort());
  expect(names(ofManifest)).toEqual(
    expect.arrayContaining([
      'disclosure disclosure.kaiji.yaml',
      'checklist checklist.kaiji.yaml',
      'checklist meti.kaiji.yaml',
      'risks risks.kaiji.yaml',
      'assessment assessment.kaiji.yaml',
    ]),
  );
  const [sheet] = ofSheet;
  expect(sheet).toMatchObject({ label: 'チェックシート', fills: true, uri: uriOf('meti.kaiji.yaml') });
  expect(sheet?.formats.map(({ id }) => id)).toEqual(['xlsx', 'docx', 'html', 'md', 'csv']);
  expect(ofManifest.find(({ id }) => id === 'disclosure')?.formats.map(({ id }) => id)).toEqual(['docx', 'html', 'md']);
});

/** What a file of a format begins with, and a part that tells it from others. */
const BEGINNINGS: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  docx: (bytes) => 'word/document.xml' in unzipSync(bytes),
  xlsx: (bytes) => 'xl/workbook.xml' in unzipSync(bytes),
  html: (bytes) => /^<!doctype html>/i.test(strFromU8(bytes)),
  md: (bytes) => strFromU8(bytes).startsWith('# '),
  // With a byte order mark, by which Excel knows UTF-8.
  csv: (bytes) => [...bytes.subarray(0, 3)].join() === '239,187,191',
};

test('each form in each of its formats, named after the service and the form', async () => {
  await start();
  for (const { id, uri, label, formats } of await formsAt('kaiji.yaml'))
    for (const { id: to, extension } of formats) {
      const { file, bytes } = await made({ uri, form: id, to });
      expect(file, `${id} ${to}`).toBe(`例示クラウドカルテ_${label}.${extension}`);
      expect(BEGINNINGS[to]?.(bytes), `${id} ${to}`).toBe(true);
    }
});

test('the customer gets no notes and no judgements; what is typed counts before it is saved', async () => {
  await start();
  const uri = uriOf('checklist.kaiji.yaml');
  const text =
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n    answer: まだ保存していない回答\n    note: 社内の備考\n    result: 合格\n';
  await client.open(uri, text);
  const inside = textsOf(await checklist('xlsx'));
  expect(inside).toEqual(expect.arrayContaining(['まだ保存していない回答', '社内の備考']));
  const outside = textsOf(await checklist('xlsx', { audience: 'customer' }));
  expect(outside).toContain('まだ保存していない回答');
  expect(outside.join('\n')).not.toContain('社内の備考');
});

test("the customer's workbook is filled in; what it says already stays and is told of, or is replaced when that is asked for", async () => {
  await start();
  const cells = { D7: '<c r="D7" t="inlineStr"><is><t>前年のとおり</t></is></c>' };
  const items = [
    [3, '安全管理の見直しと改善の計画を報告すること'],
    [6, '変更と計画停止を前もって知らせること'],
  ] as const;
  const template = { file: '点検表.xlsx', bytes: base64(zipped(customerParts({ items, cells }))) };
  const filled = await checklist('xlsx', { template });
  expect(filled.file).toBe('点検表.xlsx');
  expect(textsOf(filled)).toContain('前年のとおり');
  expect(textsOf(filled).join('\n')).toContain('計画停止は10日前まで');
  expect(filled.done).toMatch(/個のセルに記入しました/);
  expect(filled.problems.find((problem) => problem.startsWith('点検表 D7'))).toContain('前年のとおり');
  expect(filled.report).toContain('# 点検表.xlsx: 渡す前に確かめてほしい点');
  expect(filled.report).toContain('- 点検表 D7');
  // What the workbook does not ask for is one sentence, the last.
  expect(filled.problems.filter((problem) => problem.includes('行が見つからない'))).toEqual([
    expect.stringMatching(/^CL-1、CL-2、.*など\d+項目 の行が見つからない/),
  ]);
  const replaced = await checklist('xlsx', { template, overwrite: true });
  expect(textsOf(replaced)).not.toContain('前年のとおり');
  expect(textsOf(replaced).join('\n')).toContain('安全管理の見直しを毎年9月に行い');
});

test('what cannot be written is refused with what to do', async () => {
  await start();
  const uri = uriOf('checklist.kaiji.yaml');
  const refusal = async (params: Partial<ExportParams>) => ((await ask({ uri, ...params })) as Refused).refused;
  expect(await refusal({ form: 'disclosure', to: 'docx' })).toContain('開示書');
  expect(await refusal({ uri: uriOf('evidence.kaiji.yaml'), form: 'evidence', to: 'docx' })).toMatch(/xlsx・csv/);
  const notXlsx = { file: '点検表.xlsx', bytes: base64(Buffer.from('%PDF-1.7')) };
  expect(await refusal({ form: 'checklist', to: 'xlsx', template: notXlsx })).toMatch(/点検表\.xlsx: .*保存し直してください/);
  const template = { file: '点検表.xlsx', bytes: base64(zipped(customerParts({ items: [[94, '作業者']] }))) };
  expect(await refusal({ form: 'checklist', to: 'docx', template })).toContain('xlsx');
  expect(await refusal({ uri: uriOf('none.kaiji.yaml'), form: 'checklist', to: 'xlsx' })).toBe(
    'Kaijiの文書ではないため、書き出せません。書き出す文書を開いてから、もう一度実行してください。',
  );
  expect(await formsAt('none.kaiji.yaml')).toEqual([]);
});

test('a document outside any package is exported by itself', async () => {
  await start();
  const uri = 'untitled:Untitled-1';
  await client.open(
    uri,
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-94, answer: 一人ずつに発行しています。 }\n',
  );
  const { forms } = await client.connection.sendRequest<FormsAnswer>('kaiji/forms', { uri });
  expect(forms.map(({ id }) => id)).toContain('checklist');
  const answer = await made({ uri, form: 'checklist', to: 'md' });
  expect(answer.file).toBe('チェックシート.md');
  expect(strFromU8(answer.bytes)).toContain('一人ずつに発行しています。');
});

test('what is open is counted once: by the preview of a form, and where that form is handed over', async () => {
  await start();
  const uri = uriOf('disclosure.kaiji.yaml');
  await client.open(uri, `${example('clinic-cloud').get('disclosure.kaiji.yaml')}  - section: annex.risk\n`);
  const preview = await client.connection.sendRequest<PreviewAnswer>('kaiji/preview', {
    ...{ preview: 'a', audience: 'customer', revision: 0, findings: true, uri },
  } satisfies PreviewParams);
  const marked = preview.made.flatMap(({ findings = [] }) => findings);
  // The risk annex is printed in it.
  expect(preview.made.some((one) => one.uri === uriOf('risks.kaiji.yaml') && one.findings?.length)).toBe(true);
  const count = marked.length + (preview.frame?.unprinted ?? 0);
  for (const to of ['md', 'docx']) {
    const { findings, problems } = await made({ uri, form: 'disclosure', to, audience: 'customer' });
    expect(findings).toBe(count);
    expect(problems[0]).toContain(`指摘が${count}件残っています`);
  }
});
