/** Clients that know less of LSP than VS Code does, as editors/ runs them: Neovim 0.7, Eglot 1.9, and older ones. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  Hover,
  PublishDiagnosticsParams,
  SymbolInformation,
} from 'vscode-languageserver-protocol';
import { type Client, type ClientOptions, startClient } from './support/lsp.ts';

let folder: string;
let client: Client;
/** The findings pushed last, by file. */
let pushed: Map<string, readonly string[]>;
let onPush: () => void;

/** What Neovim 0.7 says it can do, as far as it matters here. */
const NEOVIM: NonNullable<ClientOptions['capabilities']> = {
  textDocument: {
    completion: { completionItem: { snippetSupport: false, documentationFormat: ['markdown', 'plaintext'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { applyEdit: true, workspaceFolders: true, workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] } },
};
/** One of the first days. */
const OLDEST: NonNullable<ClientOptions['capabilities']> = {};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-old-clients-'));
  pushed = new Map();
  onPush = () => {};
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

const uriOf = (path: string) => pathToFileURL(join(folder, path)).toString();
const write = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const SHEET = 'a.kaiji.yaml';
const sheet = (...entries: string[]) => `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${entries.join('')}`;

async function start(options: ClientOptions): Promise<Client> {
  client = await startClient({ folder: pathToFileURL(folder).toString(), ...options });
  client.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    pushed.set(
      uri,
      diagnostics.map(({ code }) => String(code)),
    );
    onPush();
  });
  return client;
}

/** Waits until the codes pushed last for a file are as wanted. */
function until(path: string, isWanted: (codes: readonly string[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    onPush = () => {
      const codes = pushed.get(uriOf(path));
      if (codes && isWanted(codes)) resolve();
    };
    onPush();
  });
}

const notify = (method: string, parameters: object) => client.connection.sendNotification(method, parameters);
const ask = <T>(method: string, path: string, line: number, character: number) =>
  client.connection.sendRequest<T>(method, { textDocument: { uri: uriOf(path) }, position: { line, character } });
const isUnknown = (codes: readonly string[]) => codes.includes('unknown-control');

test.each([
  ['Neovim 0.7', NEOVIM],
  ['the oldest', OLDEST],
])('%s is sent what is found, and again after an edit; nothing is left of what is closed', async (_, capabilities) => {
  const { initialized } = await start({ capabilities });
  expect(initialized.capabilities.diagnosticProvider).toBeUndefined();
  expect(initialized.capabilities.positionEncoding).toBe('utf-16');
  const entry = '  - { answer: 𠮷田が発行する。, control: CL-999 }';
  await client.open(uriOf(SHEET), sheet(`${entry}\n`));
  await until(SHEET, isUnknown);
  const character = entry.indexOf('CL-999');
  const range = { start: { line: 3, character }, end: { line: 3, character: character + 'CL-999'.length } };
  await notify('textDocument/didChange', {
    textDocument: { uri: uriOf(SHEET), version: 2 },
    contentChanges: [{ range, text: 'CL-94' }],
  });
  await until(SHEET, (codes) => !isUnknown(codes) && codes.includes('missing-evidence'));
  await notify('textDocument/didClose', { textDocument: { uri: uriOf(SHEET) } });
  await until(SHEET, (codes) => codes.length === 0);
});

test('settings are taken from a client that tells of them and cannot be asked', async () => {
  await start({ capabilities: NEOVIM });
  await client.open(uriOf(SHEET), sheet('  - control: CL-999\n  - control: CL-94\n'));
  await until(SHEET, isUnknown);
  await notify('workspace/didChangeConfiguration', {
    settings: { kaiji: { language: 'en', rules: { 'unknown-control': 'off' } } },
  });
  await until(SHEET, (codes) => codes.length > 0 && !isUnknown(codes));
  const hover = await ask<Hover>('textDocument/hover', SHEET, 4, 15);
  expect(JSON.stringify(hover.contents)).toContain('Expected evidence');
  // Those of others are no settings of ours.
  await notify('workspace/didChangeConfiguration', { settings: null });
  await until(SHEET, isUnknown);
});

test.each([true, false])('a folder told by its path alone counts (%s: only by its path)', async (pathOnly) => {
  write('house.kaiji.yaml', 'kaiji: catalog/v1\nid: house\nprefix: HS\ncontrols:\n  - { id: HS-1, title: 施錠 }\n');
  write('service/kaiji.yaml', 'kaiji: package/v1\n');
  const path = 'service/a.kaiji.yaml';
  await start({ capabilities: OLDEST, pathOnly });
  await client.open(uriOf(path), 'kaiji: checklist/v1\ncatalog: house\nanswers:\n  - control: HS-1\n  - control: HS-2\n');
  await until(path, () => true);
  expect(pushed.get(uriOf(path))?.filter((code) => /^unknown-/.test(code))).toEqual(['unknown-control']);
});

test('Markdown goes to those that show it, and to those that do not say', async () => {
  const plain = { contentFormat: ['plaintext' as const] };
  const item = { documentationFormat: ['plaintext' as const] };
  const kinds = async (capabilities: ClientOptions['capabilities'] & object) => {
    await start({ capabilities });
    await client.open(uriOf(SHEET), sheet('  - control: CL-94\n  - control: CL-9\n'));
    const { contents } = await ask<Hover>('textDocument/hover', SHEET, 3, 15);
    const { items } = await ask<CompletionList>('textDocument/completion', SHEET, 4, 17);
    const found = items.find(({ label }) => label === 'CL-94');
    const { documentation } = await client.connection.sendRequest<CompletionItem>(
      'completionItem/resolve',
      found as CompletionItem,
    );
    return [contents, documentation] as { readonly kind: string; readonly value: string }[];
  };
  const told = await kinds({ textDocument: { hover: plain, completion: { completionItem: item } } });
  expect(told.map(({ kind }) => kind)).toEqual(['plaintext', 'plaintext']);
  for (const { value } of told) expect(value).toMatch(/^CL-94　/);
  await client.stop();
  const silent = await kinds(OLDEST);
  expect(silent.map(({ kind }) => kind)).toEqual(['markdown', 'markdown']);
  for (const { value } of silent) expect(value).toMatch(/^\*\*CL-94\*\*　/);
});

test('completions are of one line for a client that may not know what to do with two', async () => {
  const offered = async (completionItem: object) => {
    await start({ capabilities: { textDocument: { completion: { completionItem } } } });
    await client.open(uriOf(SHEET), sheet('  - control: CL-9\n  - c'));
    const asked = [
      await ask<CompletionList>('textDocument/completion', SHEET, 3, 17),
      await ask<CompletionList>('textDocument/completion', SHEET, 4, 5),
    ];
    return asked.flatMap(({ items }) => items.map(({ textEdit }) => textEdit?.newText ?? ''));
  };
  const lines = await offered({ snippetSupport: false });
  expect(lines).toContain('CL-97');
  expect(lines.length).toBeGreaterThan(10);
  for (const text of lines) expect(text).not.toMatch(/[\r\n]|\$\{/);
  await client.stop();
  expect(await offered({ insertTextModeSupport: { valueSet: [1, 2] } })).toContainEqual(expect.stringMatching(/^CL-97\n {4}#/));
});

test('an entry has the indentation it needs where each line gets that of the line it is inserted into', async () => {
  const first = async (completionItem: object) => {
    await start({ capabilities: { textDocument: { completion: { completionItem } } } });
    await client.open(uriOf(SHEET), sheet('  - control: CL-97'));
    const { items } = await ask<CompletionList>('textDocument/completion', SHEET, 3, 18);
    return items.find(({ label }) => label === 'CL-97');
  };
  const adjusted = await first({ snippetSupport: true });
  expect(adjusted?.textEdit?.newText).toMatch(
    /^CL-97\n {2}# [^\n]*\n {2}status: [^\n]*\n {2}answer: \|\n {4}\S[^\n]*\n {2}evidence: /,
  );
  expect(adjusted?.insertTextMode).toBeUndefined();
  await client.stop();
  const kept = await first({ snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } });
  expect(kept?.insertTextMode).toBe(1);
  expect(kept?.textEdit?.newText).toBe(adjusted?.textEdit?.newText.replaceAll('\n', '\n  '));
});

test('one that tells of no files is followed when it saves', async () => {
  write('kaiji.yaml', 'kaiji: package/v1\n');
  const { initialized } = await start({ capabilities: NEOVIM });
  expect(initialized.capabilities.textDocumentSync).toMatchObject({ save: true });
  await client.open(uriOf(SHEET), sheet('  - { control: CL-94, evidence: [ev-policy] }\n'));
  await until(SHEET, (codes) => codes.includes('unknown-evidence'));
  const saved = () => notify('textDocument/didSave', { textDocument: { uri: uriOf(SHEET) } });
  write('register.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-policy, title: 規程, location: policy.pdf }\n');
  await saved();
  await until(SHEET, (codes) => codes.length > 0 && !codes.includes('unknown-evidence'));
  // What is in it, too.
  write('register.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-other, title: 規程 }\n');
  await saved();
  await until(SHEET, (codes) => codes.includes('unknown-evidence'));
});

test('one that tells of files is not asked to tell of saving', async () => {
  const { initialized } = await start({
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
  expect(initialized.capabilities.textDocumentSync).toMatchObject({ save: false });
});

test('symbols come one after the other where they cannot come in each other', async () => {
  const text = sheet('  - control: CL-1\n  - control: CL-2\n  - control: CL-93\n  - control: CL-94\n');
  await start({ capabilities: OLDEST });
  await client.open(uriOf(SHEET), text);
  const symbols = async <T>() =>
    client.connection.sendRequest<T[]>('textDocument/documentSymbol', { textDocument: { uri: uriOf(SHEET) } });
  const flat = await symbols<SymbolInformation>();
  const answer = flat.find(({ name }) => name.startsWith('CL-94'));
  expect(answer?.location).toMatchObject({ uri: uriOf(SHEET), range: { start: { line: 6 } } });
  expect(flat.map(({ name }) => name)).toContain(answer?.containerName);
  await client.stop();
  await start({ capabilities: NEOVIM });
  await client.open(uriOf(SHEET), text);
  const category = (await symbols<DocumentSymbol>()).find(({ name }) => name === answer?.containerName);
  expect(category?.children?.map(({ name }) => name)).toContain(answer?.name);
});
