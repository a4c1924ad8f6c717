/** References, document highlight and rename, asked of the built server. */
import { expect, test } from 'vitest';
import type { DocumentHighlight, Location, Range, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { LSPErrorCodes } from 'vscode-languageserver-protocol/node';
import type { Client, ClientOptions } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

let client: Client;

const FILES: Readonly<Record<string, string>> = {
  'common/kaiji.yaml': 'kaiji: package/v1\n',
  'common/evidence.kaiji.yaml': 'kaiji: evidence/v1\nevidence:\n  - { id: ev-rules, title: 規程 }\n',
  'service/kaiji.yaml': 'kaiji: package/v1\nextends: ../common\n',
  'service/a.kaiji.yaml':
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-94, evidence: [ev-rules] }\n',
  // Another service with evidence of the same id.
  'other/kaiji.yaml': 'kaiji: package/v1\n',
  'other/evidence.kaiji.yaml': 'kaiji: evidence/v1\nevidence:\n  - { id: ev-rules, title: 別の規程 }\n',
};
const RENAMING: NonNullable<ClientOptions['capabilities']> = {
  textDocument: { rename: { prepareSupport: true } },
  workspace: { workspaceEdit: { documentChanges: true } },
};

const served = servedFolder(FILES);
const start = async (options: ClientOptions = {}) => {
  client = await served.start(options);
  return client;
};
const { uriOf } = served;
const open = (path: string) => client.open(uriOf(path), FILES[path] as string);
const ask = <T>(method: string, path: string, line: number, character: number, more = {}) =>
  client.connection.sendRequest<T>(method, { textDocument: { uri: uriOf(path) }, position: { line, character }, ...more });
const onLine = (line: number, start: number, end: number): Range => ({
  start: { line, character: start },
  end: { line, character: end },
});
const [REGISTER, SHEET] = ['common/evidence.kaiji.yaml', 'service/a.kaiji.yaml'];
const [DEFINED, USED] = [onLine(2, 10, 18), onLine(3, 33, 41)];

test('references are found in packages that are not open, the definition where it is wanted', async () => {
  const { initialized } = await start();
  expect(initialized.capabilities).toMatchObject({ referencesProvider: true, documentHighlightProvider: true });
  await open(REGISTER);
  const references = (includeDeclaration: boolean) =>
    ask<Location[]>('textDocument/references', REGISTER, 2, 12, { context: { includeDeclaration } });
  const use = { uri: uriOf(SHEET), range: USED };
  expect(await references(true)).toEqual([{ uri: uriOf(REGISTER), range: DEFINED }, use]);
  expect(await references(false)).toEqual([use]);
  // Edits of the other package count at once, saved or not.
  await open(SHEET);
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: uriOf(SHEET), version: 2 },
    contentChanges: [{ range: onLine(3, 0, 0), text: '  - { control: CL-93, evidence: ev-rules }\n' }],
  });
  expect(await references(false)).toEqual([
    { uri: uriOf(SHEET), range: onLine(3, 32, 40) },
    { uri: uriOf(SHEET), range: onLine(4, 33, 41) },
  ]);
  expect(await ask('textDocument/references', REGISTER, 2, 25, { context: { includeDeclaration: true } })).toBeNull();
});

test('what stands at a place is highlighted in its file', async () => {
  await start();
  await open(REGISTER);
  await open(SHEET);
  const highlights = (path: string, line: number, character: number) =>
    ask<DocumentHighlight[] | null>('textDocument/documentHighlight', path, line, character);
  expect(await highlights(REGISTER, 2, 10)).toEqual([{ range: DEFINED, kind: 3 }]);
  expect(await highlights(SHEET, 3, 41)).toEqual([{ range: USED, kind: 2 }]);
  expect(await highlights(SHEET, 0, 1)).toBeNull();
});

test('a rename edits every package that sees the id, with versions', async () => {
  const { initialized } = await start({ capabilities: RENAMING });
  expect(initialized.capabilities.renameProvider).toEqual({ prepareProvider: true });
  await open(SHEET);
  expect(await ask('textDocument/prepareRename', SHEET, 3, 35)).toEqual({ range: USED, placeholder: 'ev-rules' });
  const edit = await ask<WorkspaceEdit>('textDocument/rename', SHEET, 3, 35, { newName: 'ev-policy' });
  const change = (path: string, version: number | null, range: Range): TextDocumentEdit => ({
    textDocument: { uri: uriOf(path), version },
    edits: [{ range, newText: 'ev-policy' }],
  });
  expect(edit).toEqual({ documentChanges: [change(REGISTER, null, DEFINED), change(SHEET, 1, USED)] });
  // An open document of a package beside the one asked about has its version too.
  await open(REGISTER);
  const again = await ask<WorkspaceEdit>('textDocument/rename', REGISTER, 2, 12, { newName: 'ev-policy' });
  expect(again).toEqual({ documentChanges: [change(REGISTER, 1, DEFINED), change(SHEET, 1, USED)] });
});

test('a client without versions is given plain changes, one that does not prepare a plain promise', async () => {
  const { initialized } = await start({ capabilities: {} });
  expect(initialized.capabilities.renameProvider).toBe(true);
  await open(SHEET);
  expect(await ask('textDocument/rename', SHEET, 3, 35, { newName: 'ev-policy' })).toEqual({
    changes: {
      [uriOf(REGISTER)]: [{ range: DEFINED, newText: 'ev-policy' }],
      [uriOf(SHEET)]: [{ range: USED, newText: 'ev-policy' }],
    },
  });
});

test('what cannot be renamed is refused in the reader’s language, and nothing is edited', async () => {
  await start({ capabilities: RENAMING, locale: 'en' });
  await open(SHEET);
  const refused = (message: RegExp) => ({ code: LSPErrorCodes.RequestFailed, message: expect.stringMatching(message) });
  const failing = (request: Promise<unknown>) =>
    request.then(
      () => 'answered',
      ({ code, message }) => ({ code, message }),
    );
  expect(await failing(ask('textDocument/prepareRename', SHEET, 3, 17))).toEqual(refused(/^CL-94 is the ID of a control/));
  expect(await failing(ask('textDocument/rename', SHEET, 3, 17, { newName: 'CL-95' }))).toEqual(refused(/^CL-94 is the ID/));
  expect(await failing(ask('textDocument/prepareRename', SHEET, 0, 0))).toEqual(refused(/^There is no ID here/));
  expect(await failing(ask('textDocument/rename', SHEET, 3, 35, { newName: 'Rules' }))).toEqual(
    refused(/^"Rules" cannot be an ID/),
  );
});
