/** The built server on how a document looks: semantic tokens, folding, selections, as each client asks and can show them. */
import { expect, test } from 'vitest';
import type { FoldingRange, SelectionRange, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol';
import { Text } from '../core/text/text.ts';
import type { Client, ClientOptions } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';
import { shownTokens } from './support/tokens.ts';

const SHEET = `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: CL-94
    status: 対応済
    evidence: [ev-a]
  - control: CL-95
    answer: 要確認
`;
const REGISTER = 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n';
type Capabilities = NonNullable<ClientOptions['capabilities']>;
const TOKENS: NonNullable<NonNullable<Capabilities['textDocument']>['semanticTokens']> = {
  requests: { range: true, full: { delta: true } },
  tokenTypes: ['class', 'variable', 'type', 'enumMember', 'placeholder', 'unresolvedReference'],
  tokenModifiers: ['declaration'],
  formats: ['relative'],
};

let client: Client;

const served = servedFolder({ 'kaiji.yaml': 'kaiji: package/v1\n' });
const { uriOf, write } = served;
async function start(capabilities: Capabilities, text = SHEET): Promise<string> {
  client = await served.start({ capabilities });
  await client.open(uriOf('a.kaiji.yaml'), text);
  return uriOf('a.kaiji.yaml');
}
const ask = <T>(method: string, uri: string, more: object = {}) =>
  client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, ...more });
const lineOf = (text: string, data: readonly number[]) => {
  const legend = client.initialized.capabilities.semanticTokensProvider?.legend;
  if (!legend) throw new Error('a legend is expected');
  return shownTokens(Text.of(text), data, legend);
};
/** As LSP says edits are applied. */
const applied = (data: readonly number[], { edits }: SemanticTokensDelta) =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((now, { start, deleteCount, data: fresh = [] }) => now.toSpliced(start, deleteCount, ...fresh), [...data]);

test('tokens are told by what the client knows: whole, of a range, as a difference to what it has', async () => {
  const uri = await start({ textDocument: { semanticTokens: TOKENS } });
  expect(client.initialized.capabilities.semanticTokensProvider).toEqual({
    legend: {
      tokenTypes: ['class', 'variable', 'type', 'enumMember', 'placeholder', 'unresolvedReference'],
      tokenModifiers: ['declaration'],
    },
    full: { delta: true },
    range: true,
  });
  const full = await ask<SemanticTokens>('semanticTokens/full', uri);
  expect(lineOf(SHEET, full.data)).toBe(
    [
      '1 kaiji: ⟨type:checklist/v1⟩',
      '2 catalog: ⟨type:medcloud-checklist⟩',
      '4   - control: ⟨class:CL-94⟩',
      '5     status: ⟨enumMember:対応済⟩',
      '6     evidence: [⟨unresolvedReference:ev-a⟩]',
      '7   - control: ⟨class:CL-95⟩',
      '8     answer: ⟨placeholder:要確認⟩\n',
    ].join('\n'),
  );
  const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } };
  const some = await ask<SemanticTokens>('semanticTokens/range', uri, { range });
  expect(lineOf(SHEET, some.data)).toBe('5     status: ⟨enumMember:対応済⟩\n');

  const change = { range: { start: { line: 4, character: 12 }, end: { line: 4, character: 15 } }, text: 'x\n    # 注記' };
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [change],
  });
  const { resultId: previousResultId } = full;
  const delta = await ask<SemanticTokensDelta>('semanticTokens/full/delta', uri, { previousResultId });
  expect(delta.resultId).not.toBe(previousResultId);
  expect(delta.edits.flatMap(({ data = [] }) => data).length).toBeLessThanOrEqual(10);
  const now = await ask<SemanticTokens>('semanticTokens/full', uri);
  expect(applied(full.data, delta)).toEqual(now.data);
  expect(now.data.length).toBe(full.data.length - 5);
  // Nothing is a difference to what the client no longer has.
  expect(await ask('semanticTokens/full/delta', uri, { previousResultId })).toHaveProperty('data', now.data);
});

test('what was told is forgotten with its document, and nothing is kept of one that is not open', async () => {
  const uri = await start({ textDocument: { semanticTokens: TOKENS } });
  const { resultId } = await ask<SemanticTokens>('semanticTokens/full', uri);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  write('a.kaiji.yaml', SHEET);
  await client.open(uri, SHEET);
  const again = await ask<SemanticTokens>('semanticTokens/full/delta', uri, { previousResultId: resultId });
  expect(again.data.length).toBeGreaterThan(0);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  const closed = await ask<SemanticTokens>('semanticTokens/full', uri);
  expect(closed.data).toEqual(again.data);
  expect(closed.resultId).toBeUndefined();
});

test('the client is told to ask again when another document of the package changes', async () => {
  const uri = await start({
    textDocument: { semanticTokens: TOKENS },
    workspace: { semanticTokens: { refreshSupport: true } },
  });
  const before = await ask<SemanticTokens>('semanticTokens/full', uri);
  expect(lineOf(SHEET, before.data)).toContain('unresolvedReference:ev-a');
  const told = new Promise<void>((resolve) => {
    client.connection.onRequest('workspace/semanticTokens/refresh', () => {
      resolve();
      return null;
    });
  });
  await client.open(uriOf('evidence.kaiji.yaml'), REGISTER);
  await told;
  const after = await ask<SemanticTokens>('semanticTokens/full', uri);
  expect(lineOf(SHEET, after.data)).toContain('⟨variable:ev-a⟩');
});

test('a client that shows no tokens, or takes them in another form, is offered none', async () => {
  await start({ textDocument: { semanticTokens: { ...TOKENS, formats: [] } } });
  expect(client.initialized.capabilities.semanticTokensProvider).toBeUndefined();
  expect(client.initialized.capabilities.colorProvider).toBeUndefined();
});

test('as many folds as the client wants, with words where it shows them', async () => {
  const uri = await start({
    textDocument: { foldingRange: { rangeLimit: 2, lineFoldingOnly: true, foldingRange: { collapsedText: true } } },
  });
  expect(await ask<FoldingRange[]>('foldingRange', uri)).toEqual([
    { startLine: 2, endLine: 7, collapsedText: '2件' },
    { startLine: 3, endLine: 5, collapsedText: '作業者IDの一意性と共有IDの制限 · 対応済' },
  ]);
});

test('all folds, without words, for a client that says nothing of them; selections for several cursors', async () => {
  const uri = await start({});
  expect(await ask<FoldingRange[]>('foldingRange', uri)).toEqual([
    { startLine: 2, endLine: 7 },
    { startLine: 3, endLine: 5 },
    { startLine: 6, endLine: 7 },
  ]);
  const positions = [
    { line: 3, character: 14 },
    { line: 99, character: 0 },
  ];
  expect(client.initialized.capabilities.selectionRangeProvider).toBe(true);
  const [first, last] = await ask<SelectionRange[]>('selectionRange', uri, { positions });
  expect(first?.range).toEqual({ start: { line: 3, character: 13 }, end: { line: 3, character: 15 } });
  expect(first?.parent?.range.end).toEqual({ line: 3, character: 18 });
  expect(last?.range.end).toEqual({ line: 8, character: 0 });
});
