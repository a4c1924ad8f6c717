/** Formatting, asked of the built server. */
import { afterEach, expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-protocol';
import { TRIGGERS } from '../core/features/on-type-formatting.ts';
import { type Client, startClient } from './support/lsp.ts';

let client: Client;
afterEach(async () => {
  expect(await client.stop()).toBe(0);
});

const uri = 'untitled:a.kaiji.yaml';
const options = { tabSize: 8, insertSpaces: true };
const source =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - status:  対応済\n    control: cl94\n  - control:  CL-95\n';
const start = async (text: string) => {
  client = await startClient();
  await client.open(uri, text);
  return client.connection;
};

test('a document, a range of it, and what is typed', async () => {
  const connection = await start(source);
  const { capabilities } = client.initialized;
  expect(capabilities).toMatchObject({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: TRIGGERS[0], moreTriggerCharacter: TRIGGERS.slice(1) },
  });
  const textDocument = { uri };
  const all = await connection.sendRequest<TextEdit[]>('textDocument/formatting', { textDocument, options });
  expect(all.map(({ newText }) => newText)).toEqual(['control: CL-94', 'status: 対応済', '']);
  const range = { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } };
  const some = await connection.sendRequest<TextEdit[]>('textDocument/rangeFormatting', { textDocument, range, options });
  expect(some).toEqual([{ range: { start: { line: 5, character: 13 }, end: { line: 5, character: 14 } }, newText: '' }]);
});

test('Enter behind the key of a list', async () => {
  const connection = await start(`${source}    evidence:\n`);
  const position = { line: 7, character: 0 };
  const typed = { textDocument: { uri }, position, ch: '\n', options };
  expect(await connection.sendRequest('textDocument/onTypeFormatting', typed)).toEqual([
    { range: { start: position, end: position }, newText: '      - ' },
  ]);
});

test('a document with nothing to do, and one nobody opened', async () => {
  const connection = await start('kaiji: checklist/v1\n');
  expect(await connection.sendRequest('textDocument/formatting', { textDocument: { uri }, options })).toEqual([]);
  const missing = { textDocument: { uri: 'untitled:none.kaiji.yaml' }, options };
  expect(await connection.sendRequest('textDocument/formatting', missing)).toBeNull();
});
