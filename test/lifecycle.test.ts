/** What clients do besides editing: cancel, ask about what is not there, open twice, close, leave; documents that are no files. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CodeAction, CompletionList, DocumentDiagnosticReport, DocumentSymbol, Hover } from 'vscode-languageserver-protocol';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { type Client, startClient } from './support/lsp.ts';
import { within } from './support/watchdog.ts';

let client: Client;
beforeEach(async () => {
  client = await startClient();
});
afterEach(async ({ task }) => {
  if (client.process.exitCode !== null) return;
  if (task.result?.state === 'fail') client.process.kill('SIGKILL');
  else expect(await within('stop', client.stop())).toBe(0);
});

const TEXT =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-999\n  - control: CL-94\n    status: 対応済\n';
const HOVERED = '作業者IDの一意性と共有IDの制限';
const ask = <T>(method: string, uri: string, more: object = {}) =>
  within<T>(method, client.connection.sendRequest(method, { textDocument: { uri }, ...more }));
const position = { line: 4, character: 14 };
const range = { start: position, end: position };
const tell = (method: string, parameters: object) => client.connection.sendNotification(method, parameters);
const codes = async (uri: string) => {
  const report = await ask<DocumentDiagnosticReport>('textDocument/diagnostic', uri);
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
};
const hovered = async (uri: string) => JSON.stringify(await ask<Hover | null>('textDocument/hover', uri, { position }));

test('a cancelled request is answered, and the next one too', async () => {
  const uri = 'file:///nowhere/a.kaiji.yaml';
  await client.open(uri, TEXT);
  const outcomes = await Promise.all(
    ['hover', 'completion', 'documentSymbol', 'foldingRange', 'codeAction', 'definition', 'diagnostic'].map((name) => {
      const source = new CancellationTokenSource();
      const parameters = { textDocument: { uri }, position, range, context: { diagnostics: [] } };
      const asked = client.connection.sendRequest(`textDocument/${name}`, parameters, source.token);
      source.cancel();
      return within(
        name,
        asked.then(
          () => 'answered',
          (error: { code: number }) => error.code,
        ),
      );
    }),
  );
  for (const outcome of outcomes) expect(['answered', -32800, -32802]).toContain(outcome);
  expect(await hovered(uri)).toContain(HOVERED);
});

test.each([
  'file:///nowhere/none.kaiji.yaml',
  'untitled:none',
  'vscode-vfs://x/none.kaiji.yaml',
  'no uri at all',
  '',
  'file://',
  '%',
  'x:',
  ':',
])('requests about what is not there (%s) have empty answers', async (uri) => {
  expect(await codes(uri)).toEqual([]);
  for (const name of ['hover', 'completion', 'definition'])
    expect(await ask(`textDocument/${name}`, uri, { position })).toBeNull();
  for (const name of ['documentSymbol', 'foldingRange'])
    expect((await ask<unknown[] | null>(`textDocument/${name}`, uri)) ?? []).toEqual([]);
  expect((await ask<unknown[] | null>('textDocument/codeAction', uri, { range, context: { diagnostics: [] } })) ?? []).toEqual(
    [],
  );
  expect(await within('coverage', client.connection.sendRequest('kaiji/coverage', { uri }))).toBeNull();
  expect(await within('scaffold', client.connection.sendRequest('kaiji/scaffold', { uri, what: 'controls' }))).toBeNull();
});

test('a change of what was never opened, or closed, changes nothing', async () => {
  const uri = 'file:///nowhere/a.kaiji.yaml';
  await tell('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: TEXT }] });
  await tell('textDocument/didClose', { textDocument: { uri } });
  expect(await codes(uri)).toEqual([]);
  await client.open(uri, TEXT);
  expect(await codes(uri)).toContain('unknown-control');
});

test('the last didOpen counts; a closed document is gone, and comes back with another text', async () => {
  const uri = 'file:///nowhere/a.kaiji.yaml';
  await client.open(uri, 'kaiji: evidence/v1\nevidence:\n  - id: ev-1\n');
  await client.open(uri, TEXT);
  expect(await codes(uri)).toContain('unknown-control');
  await tell('textDocument/didClose', { textDocument: { uri } });
  expect(await codes(uri)).toEqual([]);
  await client.open(uri, TEXT.replace('CL-999', 'CL-95'));
  const found = await codes(uri);
  expect(found).not.toContain('unknown-control');
  expect(found).toContain('missing-control');
  expect(await hovered(uri)).toContain(HOVERED);
});

test('positions outside the document are taken to its nearest end', async () => {
  const uri = 'file:///nowhere/a.kaiji.yaml';
  await client.open(uri, TEXT);
  for (const character of [-1, 0, 1e9]) {
    for (const line of [-1, 2, 1e9]) {
      await ask('textDocument/hover', uri, { position: { line, character } });
      await ask('textDocument/completion', uri, { position: { line, character } });
      await ask('textDocument/codeAction', uri, {
        range: { start: { line, character }, end: { line: 0, character: 0 } },
        context: { diagnostics: [] },
      });
    }
  }
  const start = { line: 1e9, character: 5 };
  await tell('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start, end: { line: 0, character: 0 } }, text: '#' }],
  });
  expect(await codes(uri)).toContain('unknown-control');
});

describe('leaving', () => {
  const leave = async (...steps: (() => Promise<unknown>)[]) => {
    const ended = once(client.process, 'exit');
    for (const step of steps) await step();
    const [status] = await within('exit', ended);
    return status as number;
  };
  const shutdown = () => client.connection.sendRequest('shutdown');
  const exit = () => client.connection.sendNotification('exit');

  test('after shutdown with status 0', async () => expect(await leave(shutdown, exit)).toBe(0));
  test('without shutdown with status 1', async () => expect(await leave(exit)).toBe(1));
  test('when the client is gone', async () => {
    expect(await leave(async () => client.process.stdin?.end())).toBe(1);
  });
});

describe('documents that are no files', () => {
  const logged: string[] = [];
  beforeEach(() => {
    logged.length = 0;
    client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  });

  test.each([
    'untitled:Untitled-1',
    'untitled:/a/b.kaiji.yaml',
    'vscode-vfs://x/y.kaiji.yaml',
    'vscode-vfs://github/a/b/c.kaiji.yaml',
    'git:/a/b.kaiji.yaml?%7B%7D',
  ])('%s works alone', async (uri) => {
    await client.open(uri, TEXT);
    expect(await codes(uri)).toEqual(expect.arrayContaining(['unknown-control', 'missing-control', 'missing-answer']));
    expect(await hovered(uri)).toContain(HOVERED);
    const completion = await ask<CompletionList>('textDocument/completion', uri, { position: { line: 4, character: 18 } });
    expect(completion.items.map(({ label }) => label)).toContain('CL-94');
    expect(JSON.stringify(await ask<DocumentSymbol[]>('textDocument/documentSymbol', uri))).toContain('CL-94');
    expect(await ask<unknown[]>('textDocument/foldingRange', uri)).not.toEqual([]);
    const wrong = { line: 3, character: 14 };
    const actions = await ask<CodeAction[]>('textDocument/codeAction', uri, {
      range: { start: wrong, end: wrong },
      context: { diagnostics: [] },
    });
    expect(JSON.stringify(actions)).toContain(JSON.stringify(uri));
    await tell('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 3, character: 13 }, end: { line: 3, character: 19 } }, text: 'CL-95' }],
    });
    expect(await codes(uri)).not.toContain('unknown-control');
    expect(logged).toEqual([]);
  });

  test('an untitled document belongs to no package, whatever is on disk or open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kaiji-untitled-'));
    try {
      writeFileSync(join(folder, 'kaiji.yaml'), 'kaiji: package/v1\n');
      writeFileSync(join(folder, 'b.kaiji.yaml'), TEXT);
      await client.open('untitled:kaiji.yaml', 'kaiji: package/v1\nrules:\n  unknown-control: off\n');
      for (const uri of ['untitled:Untitled-1', `untitled:${join(folder, 'a.kaiji.yaml')}`]) {
        await client.open(uri, TEXT);
        const found = await codes(uri);
        expect(found).toContain('unknown-control');
        expect(found).not.toContain('duplicate-control');
      }
      expect(await codes(pathToFileURL(join(folder, 'b.kaiji.yaml')).toString())).toContain('unknown-control');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
