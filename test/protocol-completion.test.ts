/** Completion and signature help through the built server: what the client can do decides what it is sent. */
import { afterEach, expect, test } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  SignatureHelp,
  TextDocumentClientCapabilities,
} from 'vscode-languageserver-protocol';
import { type Client, type ClientOptions, startClient } from './support/lsp.ts';

const uri = 'file:///nowhere/a.kaiji.yaml';
let client: Client;
afterEach(async () => expect(await client.stop()).toBe(0));

/** The answer at `▮` of a document. */
async function ask<T>(method: string, marked: string, options: ClientOptions = {}): Promise<T> {
  client = await startClient(options);
  const before = marked.slice(0, marked.indexOf('▮')).split('\n');
  await client.open(uri, marked.replace('▮', ''));
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return client.connection.sendRequest<T>(method, { textDocument: { uri }, position });
}
const complete = (marked: string, options?: ClientOptions) => ask<CompletionList>('textDocument/completion', marked, options);
const having = (textDocument: TextDocumentClientCapabilities): ClientOptions => ({
  capabilities: { textDocument },
});

const GUIDELINES = 'kaiji: package/v1\nguidelines:\n  - mhlw▮\n';
const ENTRY = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: かんさろぐ▮\n';
const FACT = 'kaiji: checklist/v1\nanswers:\n  - control: CL-79\n    facts:\n      password.min-length: ▮\n';

test('a client without anything gets plain text, the title as detail, and no tags or commands', async () => {
  const { items } = await complete(GUIDELINES, having({ completion: {} }));
  const old = items.find(({ label }) => label === 'mhlw@6.0');
  expect(old).toMatchObject({ detail: expect.stringContaining('医療情報システムの安全管理に関するガイドライン') });
  expect(old?.labelDetails).toBeUndefined();
  expect(old?.tags).toBeUndefined();
  expect(old?.textEdit).toHaveProperty('range');
});

test('one with label details and tags gets those', async () => {
  const completionItem = { labelDetailsSupport: true, tagSupport: { valueSet: [1 as const] }, insertReplaceSupport: true };
  const { items } = await complete(GUIDELINES, having({ completion: { completionItem } }));
  expect(items.find(({ label }) => label === 'mhlw@6.0')).toMatchObject({
    labelDetails: { description: '医療情報システムの安全管理に関するガイドライン' },
    tags: [1],
    textEdit: { insert: {}, replace: {} },
  });
  expect(items.find(({ label }) => label === 'mhlw@7.0')?.tags).toBeUndefined();
});

test('controls are found by their reading; the text of one comes when it is shown', async () => {
  const { items } = await complete(ENTRY);
  const [item] = items;
  expect(item?.documentation).toBeUndefined();
  expect(items.some(({ labelDetails, detail }) => `${labelDetails?.description}${detail}`.includes('監査ログ'))).toBe(true);
  const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
  expect(JSON.stringify(resolved.documentation)).toContain('クラウドサービスの監査ログ');
});

test.each([
  [true, 'editor.action.triggerSuggest'],
  [false, undefined],
])('what belongs behind a key is shown at once only where the client has the command (%s)', async (commands, expected) => {
  const marked = 'kaiji: checklist/v1\nanswers:\n  - control: CL-1\n    ▮\n';
  const { items } = await complete(marked, { initializationOptions: { commands } });
  expect(items.find(({ label }) => label === 'evidence')?.command?.command).toBe(expected);
  expect(items.find(({ label }) => label === 'answer')?.command).toBeUndefined();
});

test.each([
  [true, [21, 33]],
  [false, '整数（文字） 1～256'],
])('the signature of a fact, its value by offsets only where the client takes them (%s)', async (labelOffsetSupport, label) => {
  const signatureInformation = { parameterInformation: { labelOffsetSupport } };
  const help = await ask<SignatureHelp>('textDocument/signatureHelp', FACT, having({ signatureHelp: { signatureInformation } }));
  expect(client.initialized.capabilities.signatureHelpProvider?.triggerCharacters).toContain(' ');
  expect(help.signatures[0]).toMatchObject({
    label: 'password.min-length: 整数（文字） 1～256',
    parameters: [{ label }],
  });
});

test('no signature of what is no fact', async () => {
  expect(await ask('textDocument/signatureHelp', 'kaiji: checklist/v1\ntitle: ▮\n')).toBeNull();
});
