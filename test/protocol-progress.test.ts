/** The check of the whole workspace through the built server: how far it has come is told, and it ends when nobody waits for it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type {
  ConfigurationParams,
  InitializeParams,
  ProgressToken,
  WorkDoneProgressBegin,
  WorkDoneProgressCreateParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { CancellationTokenSource, WorkDoneProgress, WorkspaceDiagnosticRequest } from 'vscode-languageserver-protocol/node';
import { type Client, startClient } from './support/lsp.ts';

let folder: string;
let client: Client;
/** What is asked about the settings of a file waits for this: the server's work takes as long. */
let settingsOfFiles: Promise<void>;
let letGo: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-progress-'));
  writeFileSync(join(folder, 'kaiji.yaml'), 'kaiji: package/v1\n');
  for (let i = 0; i < 80; i++) writeFileSync(join(folder, `s${i}.kaiji.yaml`), 'kaiji: evidence/v1\nevidence: []\n');
  settingsOfFiles = new Promise((resolve) => {
    letGo = resolve;
  });
});
afterEach(async () => {
  letGo();
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

async function start(window: InitializeParams['capabilities']['window']): Promise<void> {
  client = await startClient({
    folder: pathToFileURL(folder).toString(),
    locale: 'en',
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true }, ...(window ? { window } : {}) },
  });
  client.connection.onRequest('workspace/configuration', async ({ items }: ConfigurationParams) => {
    if (items.some(({ scopeUri }) => scopeUri?.endsWith('.yaml'))) await settingsOfFiles;
    return items.map(() => ({}));
  });
}
const check = (more: object = {}, source = new CancellationTokenSource()) =>
  client.connection.sendRequest<WorkspaceDiagnosticReport>(
    'workspace/diagnostic',
    { previousResultIds: [], ...more },
    source.token,
  );

test('a client that shows progress is told of a check that takes long, and of its end', async () => {
  await start({ workDoneProgress: true });
  const kinds: string[] = [];
  let ended = () => {};
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });
  client.connection.onRequest('window/workDoneProgress/create', ({ token }: WorkDoneProgressCreateParams) => {
    client.connection.onProgress(WorkDoneProgress.type, token, (value) => {
      kinds.push(value.kind === 'begin' ? `begin ${value.title}` : value.kind);
      // The work goes on as soon as it is shown.
      if (value.kind === 'begin') letGo();
      if (value.kind === 'end') ended();
    });
    return null;
  });
  expect((await check()).items).toHaveLength(81);
  await end;
  expect([kinds[0], kinds.at(-1)]).toEqual(['begin Kaiji: Checking the documents of the workspace', 'end']);
  expect(new Set(kinds.slice(1, -1))).toEqual(new Set(['report']));
});

test('one that shows none of the server’s own is told under the token of its request', async () => {
  await start(undefined);
  const workDoneToken: ProgressToken = 'of-the-request';
  const shown = new Promise<WorkDoneProgressBegin>((resolve) => {
    client.connection.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === 'begin') resolve(value);
    });
  });
  const checked = check({ workDoneToken });
  expect((await shown).title).toBe('Kaiji: Checking the documents of the workspace');
  letGo();
  expect((await checked).items).toHaveLength(81);
});

test('a client that takes the answer in parts has all of it, bit by bit', async () => {
  await start(undefined);
  letGo();
  const whole = await check();
  const parts: WorkspaceDiagnosticReport['items'][] = [];
  client.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, 'parts', ({ items }) => void parts.push(items));
  const { items } = await check({ partialResultToken: 'parts' });
  expect(parts.map(({ length }) => length)).toEqual([32, 32]);
  expect([...parts.flat(), ...items]).toEqual(whole.items);
});

test('a check that is cancelled half-way ends there, and the next one is whole', async () => {
  await start(undefined);
  const source = new CancellationTokenSource();
  const cancelled = check({}, source);
  source.cancel();
  letGo();
  const outcome = await cancelled.then(
    ({ items }) => items.length,
    () => 0,
  );
  expect(outcome).toBe(0);
  expect((await check()).items).toHaveLength(81);
});
