/** Files renamed, made and deleted in the editor, through the built server: the edits a client gets before, and the findings after. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { type Client, type ClientOptions, startClient } from './support/lsp.ts';

let folder: string;
let client: Client;

const REGISTER = `kaiji: evidence/v1
evidence:
  - { id: ev-a, title: 規程, location: 規程/第1版 100%.pdf }
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-moves-'));
  put('kaiji.yaml', 'kaiji: package/v1\nextends: ../common\n');
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

const put = (path: string, text = '') => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const uriOf = (path: string) => pathToFileURL(join(folder, path)).toString();
const start = async (options: ClientOptions = {}) => {
  client = await startClient({ folder: pathToFileURL(folder).toString(), ...options });
};
const willRename = (...moves: (readonly [string, string])[]) =>
  client.connection.sendRequest<WorkspaceEdit | null>('workspace/willRenameFiles', {
    files: moves.map(([from, to]) => ({ oldUri: uriOf(from), newUri: uriOf(to) })),
  });
const tell = (what: string, files: readonly object[]) =>
  client.connection.sendNotification(`workspace/did${what}Files`, { files });
const codes = async (path: string) => {
  const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri: uriOf(path) },
  });
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
};
const at = (line: number, start: number, end: number) => ({ start: { line, character: start }, end: { line, character: end } });

test('the server asks to be told of every file and folder', async () => {
  await start();
  const everything = { filters: [{ pattern: { glob: '**' } }] };
  expect(client.initialized.capabilities.workspace).toMatchObject({
    workspaceFolders: { supported: true },
    fileOperations: { willRename: everything, didRename: everything, didCreate: everything, didDelete: everything },
  });
});

test('evidence is renamed: the edit of its register has the version of what is open, and its findings follow', async () => {
  await start();
  put('規程/第1版 100%.pdf');
  put('evidence.kaiji.yaml', 'kaiji: evidence/v1\n');
  await client.open(uriOf('evidence.kaiji.yaml'), REGISTER);
  expect(await codes('evidence.kaiji.yaml')).not.toContain('evidence-missing-file');
  const edit = await willRename(['規程/第1版 100%.pdf', '規程/第2版 50%.pdf']);
  expect(edit).toEqual({
    documentChanges: [
      {
        textDocument: { uri: uriOf('evidence.kaiji.yaml'), version: 1 },
        edits: [{ range: at(2, 37, 52), newText: '規程/第2版 50%.pdf' }],
      },
    ],
  });
  // Not carried out by the client: the register says so as soon as the file is gone, of whatever kind it is.
  renameSync(join(folder, '規程/第1版 100%.pdf'), join(folder, '規程/第2版 50%.pdf'));
  await tell('Rename', [{ oldUri: uriOf('規程/第1版 100%.pdf'), newUri: uriOf('規程/第2版 50%.pdf') }]);
  expect(await codes('evidence.kaiji.yaml')).toContain('evidence-missing-file');
});

test('evidence of a kind that is not watched comes and goes in the editor', async () => {
  await start();
  put('evidence.kaiji.yaml', REGISTER.replace('.pdf', '.dwg'));
  expect(await codes('evidence.kaiji.yaml')).toContain('evidence-missing-file');
  put('規程/第1版 100%.dwg');
  await tell('Create', [{ uri: uriOf('規程/第1版 100%.dwg') }]);
  expect(await codes('evidence.kaiji.yaml')).not.toContain('evidence-missing-file');
  rmSync(join(folder, '規程'), { recursive: true });
  await tell('Delete', [{ uri: uriOf('規程') }]);
  expect(await codes('evidence.kaiji.yaml')).toContain('evidence-missing-file');
});

test('a package moves: it, and those that extend it, get their edits at once, as plain changes where versions are unknown', async () => {
  await start({ capabilities: { textDocument: { diagnostic: {} } } });
  put('parts/common/kaiji.yaml', 'kaiji: package/v1\nextends: ../../base\n');
  put('base/kaiji.yaml', 'kaiji: package/v1\n');
  put('service/kaiji.yaml', 'kaiji: package/v1\nextends: ../parts/common\n');
  expect(await willRename(['parts/common', 'common'])).toEqual({
    changes: {
      [uriOf('parts/common/kaiji.yaml')]: [{ range: at(1, 9, 19), newText: '../base' }],
      [uriOf('service/kaiji.yaml')]: [{ range: at(1, 9, 24), newText: '../common' }],
    },
  });
});

test('nothing is said where nothing is concerned', async () => {
  await start();
  put('evidence.kaiji.yaml', REGISTER);
  expect(await willRename(['README.md', 'READ ME.md'])).toBeNull();
  expect(await willRename(['nowhere', 'elsewhere'], ['docs/', 'papers/'])).toBeNull();
});

test('a folder of files of ours that comes, moves or goes brings and takes its findings', async () => {
  await start();
  const asked = async (previous: WorkspaceDiagnosticReport) =>
    client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: previous.items.flatMap(({ uri, resultId }) => (resultId ? [{ uri, value: resultId }] : [])),
    });
  const told = (report: WorkspaceDiagnosticReport) =>
    report.items
      .map((one) => `${one.uri.slice(uriOf('x').length - 1)} ${one.kind === 'full' ? one.items.length > 0 : one.kind}`)
      .sort();
  const first = await asked({ items: [] });
  expect(told(first)).toEqual(['kaiji.yaml false']);
  // A request that waits for a change is answered with it.
  const come = asked(first);
  put('new/a.kaiji.yaml', 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers: [{ control: CL-999 }]\n');
  await tell('Create', [{ uri: uriOf('new') }]);
  expect(told(await come)).toEqual(['new/a.kaiji.yaml true']);
  renameSync(join(folder, 'new'), join(folder, 'old'));
  await tell('Rename', [{ oldUri: uriOf('new'), newUri: uriOf('old') }]);
  const moved = await asked({ items: [...first.items, ...(await come).items] });
  expect(told(moved)).toEqual(['new/a.kaiji.yaml false', 'old/a.kaiji.yaml true']);
  rmSync(join(folder, 'old'), { recursive: true });
  await tell('Delete', [{ uri: uriOf('old') }]);
  const now = { items: [...first.items, ...moved.items.filter(({ uri }) => uri.includes('/old/'))] };
  expect(told(await asked(now))).toEqual(['old/a.kaiji.yaml false']);
  // It comes back with something else in it.
  put('old/a.kaiji.yaml', 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers: [{ control: CL-1 }]\n');
  await tell('Create', [{ uri: uriOf('old') }]);
  expect(await codes('old/a.kaiji.yaml')).not.toContain('unknown-control');
});
