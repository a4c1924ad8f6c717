/** Refactorings through the built server: what is told, asked for late, and left out for clients that cannot take it. */
import { expect, test } from 'vitest';
import {
  type CodeAction,
  type CodeActionContext,
  type InitializeParams,
  LSPErrorCodes,
} from 'vscode-languageserver-protocol/node';
import { refactorings } from '../core/features/refactorings/list.ts';
import type { Client } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const AUTOMATIC = 2;
const WORKSPACE = { workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } };
const RESOLVING = { dataSupport: true, disabledSupport: true, resolveSupport: { properties: ['edit'] } };
const CATALOG = 'kaiji: catalog/v1\nid: own\nprefix: OW\ncontrols:\n  - { id: OW-1, title: 一 }\n  - { id: OW-2, title: 二 }\n';
const SHEET = 'kaiji: checklist/v1\ncatalog: own\nanswers:\n  - control: OW-2\n    answer: 定めています。\n    evidence: []\n';
const SECTIONS =
  'kaiji: disclosure/v1\nsections:\n  - section: org.policy\n    sections:\n      - title: 下\n        body: 本文\n';

let client: Client;

const served = servedFolder({
  'kaiji.yaml': 'kaiji: package/v1\n',
  'own.kaiji.yaml': CATALOG,
  'evidence.kaiji.yaml': 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n',
});
const { uriOf } = served;
async function start(textDocument: InitializeParams['capabilities']['textDocument'] = { codeAction: RESOLVING }, workspace = {}) {
  client = await served.start({
    capabilities: { textDocument, workspace: { ...WORKSPACE, ...workspace } },
  });
  return client.connection;
}

async function opened(text: string) {
  const uri = uriOf('a.kaiji.yaml');
  await client.open(uri, text);
  return uri;
}

async function ask(uri: string, line: number, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
  const position = { line, character: 6 };
  return client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], ...context },
  });
}

const kinds = (actions: readonly CodeAction[]) =>
  [...new Set(actions.map(({ kind }) => kind))].filter((kind) => kind !== 'quickfix');

test('kinds are told, and only those asked for come', async () => {
  await start();
  expect(client.initialized.capabilities.codeActionProvider).toEqual({
    codeActionKinds: [
      'quickfix',
      'refactor.extract',
      'refactor.inline',
      'refactor.move',
      'refactor.rewrite',
      'source.fixAll.kaiji',
      'source.sort.kaiji',
    ],
    resolveProvider: true,
  });
  const told = client.initialized.capabilities.codeActionProvider as { readonly codeActionKinds: readonly string[] };
  const isTold = (kind: string) => told.codeActionKinds.some((one) => kind.startsWith(`${one}.`));
  expect(refactorings.filter(({ kind }) => !isTold(kind)).map(({ name }) => name)).toEqual([]);
  const uri = await opened(`${SHEET}  - { control: OW-1, answer: 定めます。 }\n`);
  expect(kinds(await ask(uri, 4, { only: ['refactor.rewrite.evidence'] }))).toEqual(['refactor.rewrite.evidence']);
  const [sort, ...others] = await ask(uri, 0, { only: ['source.sort'] });
  expect(others).toEqual([]);
  expect(sort).toMatchObject({ kind: 'source.sort.kaiji', edit: { documentChanges: [{ textDocument: { version: 1 } }] } });
  expect(kinds(await ask(uri, 0, { only: ['source.fixAll'] }))).not.toContain('source.sort.kaiji');
  expect(kinds(await ask(uri, 0))).not.toContain('source.sort.kaiji');
});

test('an editor that asks by itself is offered what belongs to the line', async () => {
  await start();
  const uri = await opened(SHEET);
  expect(kinds(await ask(uri, 5, { triggerKind: AUTOMATIC }))).toEqual([
    'refactor.extract.statement',
    'refactor.rewrite.evidence',
  ]);
  expect(kinds(await ask(uri, 4, { triggerKind: AUTOMATIC }))).toEqual(['refactor.extract.statement']);
  const asked = await ask(uri, 4);
  expect(kinds(asked)).toEqual([
    'refactor.extract.statement',
    'refactor.rewrite.evidence',
    'refactor.rewrite.notApplicable',
    'refactor.rewrite.category',
  ]);
});

test('an edit that costs is made when its action is chosen, for the version it was offered for', async () => {
  const found: CodeAction[] = [];
  for (const codeAction of [RESOLVING, {}]) {
    const connection = await start({ codeAction });
    const uri = await opened(SHEET);
    const [action] = await ask(uri, 4, { only: ['refactor.rewrite.category'] });
    if (!action) throw new Error('an action is expected');
    expect(action.edit === undefined).toBe(codeAction === RESOLVING);
    found.push(action.edit ? action : await connection.sendRequest<CodeAction>('codeAction/resolve', action));
    if (codeAction !== RESOLVING) break;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# 先頭\n' }],
    });
    await expect(connection.sendRequest('codeAction/resolve', action)).rejects.toMatchObject({
      code: LSPErrorCodes.ContentModified,
    });
    expect(await client.stop()).toBe(0);
  }
  const [late, early] = found;
  expect(early?.edit?.documentChanges).toHaveLength(1);
  expect(late?.edit).toEqual(early?.edit);
});

test('what cannot be done is told with the reason to clients that show it', async () => {
  for (const codeAction of [RESOLVING, {}]) {
    await start({ codeAction });
    const uri = await opened(SECTIONS);
    const actions = await ask(uri, 4, { only: ['refactor.move'] });
    expect(actions.map(({ disabled }) => disabled?.reason)).toEqual(
      codeAction === RESOLVING ? [expect.stringContaining('section')] : [],
    );
    if (codeAction === RESOLVING) expect(await client.stop()).toBe(0);
  }
});

test('what turns out to be impossible when it is chosen is said', async () => {
  const connection = await start();
  const uri = await opened(
    'kaiji: disclosure/v1\nsections:\n  - section: org.policy\n    body: &b 本文\n  - section: terms\n    body: *b\n',
  );
  const said = new Promise<string>((resolve) => {
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => resolve(message));
  });
  const [up] = await ask(uri, 4, { only: ['refactor.move'] });
  const resolved = await connection.sendRequest<CodeAction>('codeAction/resolve', up);
  expect(resolved.edit).toBeUndefined();
  expect(await said).toContain('アンカー');
});

test('a client without document changes gets plain ones, in all files concerned', async () => {
  await start({ codeAction: {} }, { workspaceEdit: {} });
  const uri = await opened(SHEET);
  const actions = await ask(uri, 5, { only: ['refactor.rewrite.evidence'] });
  const register = uriOf('evidence.kaiji.yaml');
  expect(actions.map(({ edit }) => Object.keys(edit?.changes ?? {}).sort())).toEqual([[uri], [uri, register].sort()]);
});
