/** The built server on text pasted into an answer, and on the answer as it is where nothing indents what is pasted. */
import { expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import type { PasteAnswer, PasteParams } from '../server/protocol/paste.ts';
import type { Client } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const COPIED =
  '終了のときは、次のとおりに行います。\r\n1. データを返却します。\r\n  2. 返却の後に消去します。\r\n\t・消去の記録を残します。';
const sheetWith = (answer: string) => {
  const entry = (number: number, text: string) =>
    `  - control: CL-${number}\n    status: 対応済\n    answer: |\n      ${text}\n    evidence: []\n`;
  const others = Array.from({ length: 240 }, (_, i) => entry(i + 7, `手順書${i}のとおりに、毎日行います。`));
  return `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${entry(6, answer)}${others.join('')}`;
};
const at = { line: 6, character: 6 };

const served = servedFolder({ 'kaiji.yaml': 'kaiji: package/v1\n' });
async function opened(text: string): Promise<{ readonly client: Client; readonly uri: string }> {
  const client = await served.start();
  const uri = served.uriOf('a.kaiji.yaml');
  await client.open(uri, text);
  return { client, uri };
}
const errorsOf = async (client: Client, uri: string) => {
  const { items } = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return items.filter(({ severity }) => severity === 1);
};

test('what is pasted over the words of an answer is indented like them', async () => {
  const { client, uri } = await opened(sheetWith('未記入'));
  const asked: PasteParams = { uri, range: { start: at, end: { line: 6, character: 9 } }, text: COPIED };
  const paste = (more: Partial<PasteParams> = {}) =>
    client.connection.sendRequest<PasteAnswer | null>('kaiji/paste', { ...asked, ...more });
  expect(await paste()).toEqual({
    edits: [
      {
        range: asked.range,
        newText:
          '終了のときは、次のとおりに行います。\n      1. データを返却します。\n        2. 返却の後に消去します。\n        ・消去の記録を残します。',
      },
    ],
  });
  expect(await paste({ text: '一行' })).toBeNull();
  expect(await paste({ uri: served.uriOf('none.kaiji.yaml') })).toBeNull();
});

test('pasted as it is: one error, one way out, and the entries behind it are read', async () => {
  const { client, uri } = await opened(sheetWith('未記入'));
  expect(await errorsOf(client, uri)).toEqual([]);
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start: at, end: { line: 6, character: 9 } }, text: COPIED.replaceAll('\r\n', '\n') }],
  });
  const errors = await errorsOf(client, uri);
  expect(errors).toMatchObject([{ code: 'yaml-syntax', range: { start: { line: 7, character: 0 } } }]);
  expect(errors[0]?.message).toMatch(/^この行から下の3行は上の文章の続き/);
  const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: errors[0]?.range,
    context: { diagnostics: errors, only: ['quickfix'] },
  });
  expect(actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title)).toEqual([
    '3行を字下げして、上の文章の続きにする',
  ]);
});
