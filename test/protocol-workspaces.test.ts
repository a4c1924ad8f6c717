/** Several folders, packages in packages, files outside and files of many documents, through the built server: each as its author expects. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type {
  CodeAction,
  CompletionList,
  DocumentDiagnosticReport,
  Hover,
  Location,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { type Client, type ClientOptions, startClient } from './support/lsp.ts';

let folder: string;
let client: Client;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-workspaces-'));
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const uriOf = (path: string) => pathToFileURL(join(folder, path)).toString();
const capabilities = { textDocument: { diagnostic: {} }, workspace: { configuration: true, workspaceFolders: true } };
const start = async (path: string | undefined, options: ClientOptions = {}) => {
  client = await startClient({ capabilities, ...(path === undefined ? {} : { folder: uriOf(path) }), ...options });
};
const folders = (added: readonly string[], removed: readonly string[] = []) => {
  const named = (paths: readonly string[]) => paths.map((path) => ({ uri: uriOf(path), name: path }));
  const event = { added: named(added), removed: named(removed) };
  return client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
};
const ask = <T>(method: string, path: string, more: object = {}) =>
  client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri: uriOf(path) }, ...more });
const codes = async (path: string) => {
  const report = await ask<DocumentDiagnosticReport>('diagnostic', path);
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
};
const at = (line: number, character: number) => ({ position: { line, character } });
const hovered = async (path: string, line: number, character: number) =>
  JSON.stringify((await ask<Hover | null>('hover', path, at(line, character)))?.contents);
const completed = async (path: string, line: number, character: number) =>
  (await ask<CompletionList>('completion', path, at(line, character))).items.map(({ label }) => label);
const fixes = async (path: string, line: number, character: number) => {
  const { position } = at(line, character);
  const actions = await ask<CodeAction[]>('codeAction', path, {
    range: { start: position, end: position },
    context: { diagnostics: [] },
  });
  return actions.map(({ title }) => title);
};
/** What the workspace report says of each file below the test's folder: whether anything was found. */
const reported = async (previous: WorkspaceDiagnosticReport = { items: [] }) => {
  const previousResultIds = previous.items.flatMap(({ uri, resultId }) => (resultId ? [{ uri, value: resultId }] : []));
  const report = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
  const said = report.items.map((one) => `${one.uri.slice(uriOf('x').length - 1)} ${one.kind === 'full' && one.items.length}`);
  return { report, said: said.sort() };
};

const REGISTER = (id: string) => `kaiji: evidence/v1\nevidence:\n  - { id: ${id}, title: 規程${id} }\n`;
const SHEET = (id: string) => `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - { control: cl94, status: 対応済, answer: 決めています。, evidence: [${id}] }
`;

test('two folders, each with packages of its own: what one registers the other does not see', async () => {
  for (const root of ['one', 'two']) {
    put(`${root}/kaiji.yaml`, 'kaiji: package/v1\n');
    put(`${root}/evidence.kaiji.yaml`, REGISTER(`ev-${root}`));
    put(`${root}/sheet.kaiji.yaml`, SHEET(`ev-one`));
  }
  await start('one');
  await folders(['two']);
  expect(await codes('one/sheet.kaiji.yaml')).not.toContain('unknown-evidence');
  expect(await codes('two/sheet.kaiji.yaml')).toContain('unknown-evidence');
  for (const root of ['one', 'two']) {
    await client.open(uriOf(`${root}/sheet.kaiji.yaml`), SHEET('ev-'));
    expect(await hovered(`${root}/sheet.kaiji.yaml`, 3, 15)).toContain('CL-94');
    const offered = await completed(`${root}/sheet.kaiji.yaml`, 3, 67);
    expect(offered.filter((label) => label.startsWith('ev-'))).toEqual([`ev-${root}`]);
    expect(await fixes(`${root}/sheet.kaiji.yaml`, 3, 15)).toContain('CL-94 と書く');
  }
  expect((await reported()).said.map((line) => line.split(' ')[0])).toEqual(
    ['one', 'two'].flatMap((root) =>
      ['evidence', 'kaiji', 'sheet'].map((name) => (name === 'kaiji' ? `${root}/kaiji.yaml` : `${root}/${name}.kaiji.yaml`)),
    ),
  );
});

test('settings are those of the folder a file is in', async () => {
  put('one/a.kaiji.yaml', SHEET('ev-x'));
  put('two/a.kaiji.yaml', SHEET('ev-x'));
  await start('one', {
    settings: (scope) => (scope?.startsWith(uriOf('two')) ? { language: 'en', rules: { 'unknown-evidence': 'off' } } : {}),
  });
  await folders(['two']);
  expect(await codes('one/a.kaiji.yaml')).toContain('unknown-evidence');
  expect(await codes('two/a.kaiji.yaml')).not.toContain('unknown-evidence');
  expect(await fixes('one/a.kaiji.yaml', 3, 15)).toContain('CL-94 と書く');
  expect(await fixes('two/a.kaiji.yaml', 3, 15)).toContain('Write CL-94');
});

test('a folder that comes brings its findings and its catalogs, one that goes takes them', async () => {
  put(
    'one/a.kaiji.yaml',
    'kaiji: checklist/v1\ncatalog: own-catalog\nanswers:\n  - { control: OWN-1, answer: 決めています。 }\n',
  );
  put('two/own.kaiji.yaml', 'kaiji: catalog/v1\nid: own-catalog\nprefix: OWN\ncontrols:\n  - { id: OWN-1, title: 自前の項目 }\n');
  put('two/b.kaiji.yaml', SHEET('ev-x'));
  await start('one');
  await client.open(uriOf('two/b.kaiji.yaml'), SHEET('ev-x'));
  expect(await codes('one/a.kaiji.yaml')).toContain('unknown-catalog');
  const first = await reported();
  expect(first.said.map((line) => line.split(' ')[0])).toEqual(['one/a.kaiji.yaml', 'two/b.kaiji.yaml']);

  const more = reported(first.report);
  await folders(['two']);
  expect((await more).said).toEqual(['one/a.kaiji.yaml 0', 'two/own.kaiji.yaml 0']);
  expect(await hovered('one/a.kaiji.yaml', 3, 15)).toContain('自前の項目');

  const items = [...first.report.items.filter(({ uri }) => uri.endsWith('b.kaiji.yaml')), ...(await more).report.items];
  const less = reported({ items });
  // As another part of the client may spell it.
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [{ uri: `${uriOf('two').replace('-', '%2D')}/`, name: 'two' }] },
  });
  const { said } = await less;
  expect(said.find((line) => line.startsWith('two/own'))).toBe('two/own.kaiji.yaml 0');
  expect(said.find((line) => line.startsWith('one/a'))).not.toBe('one/a.kaiji.yaml 0');
  // It is still open.
  expect(said.some((line) => line.startsWith('two/b'))).toBe(false);
  expect(await codes('two/b.kaiji.yaml')).toContain('unknown-evidence');
  expect(await codes('one/a.kaiji.yaml')).toContain('unknown-catalog');
});

test('a package in a package is one by itself', async () => {
  put('kaiji.yaml', 'kaiji: package/v1\nrules: { noncanonical-control: off }\n');
  put('evidence.kaiji.yaml', REGISTER('ev-outer'));
  put('deep/down/sheet.kaiji.yaml', SHEET('ev-outer'));
  put('inner/kaiji.yaml', 'kaiji: package/v1\n');
  put('inner/deep/sheet.kaiji.yaml', SHEET('ev-outer'));
  await start('.');
  const outer = await codes('deep/down/sheet.kaiji.yaml');
  expect(outer).not.toContain('unknown-evidence');
  expect(outer).not.toContain('noncanonical-control');
  const inner = await codes('inner/deep/sheet.kaiji.yaml');
  expect(inner).toContain('unknown-evidence');
  expect(inner).toContain('noncanonical-control');
  // Its manifest goes, and comes back unsaved.
  rmSync(join(folder, 'inner/kaiji.yaml'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('inner/kaiji.yaml'), type: 3 }],
  });
  expect(await codes('inner/deep/sheet.kaiji.yaml')).not.toContain('unknown-evidence');
  await client.open(uriOf('inner/kaiji.yaml'), 'kaiji: package/v1\n');
  expect(await codes('inner/deep/sheet.kaiji.yaml')).toContain('unknown-evidence');
});

test.each([
  ['another folder', 'work'],
  ['no folder', undefined],
] as const)('a file opened outside, in %s, is in its package', async (_, work) => {
  put('work/kaiji.yaml', 'kaiji: package/v1\n');
  put('else/kaiji.yaml', 'kaiji: package/v1\n');
  put('else/evidence.kaiji.yaml', REGISTER('ev-else'));
  put('else/sheet.kaiji.yaml', SHEET('ev-else'));
  await start(work);
  await client.open(uriOf('else/sheet.kaiji.yaml'), SHEET('ev-else'));
  expect(await codes('else/sheet.kaiji.yaml')).not.toContain('unknown-evidence');
  expect(await hovered('else/sheet.kaiji.yaml', 3, 67)).toContain('規程ev-else');
  const found = await ask<Location[]>('definition', 'else/sheet.kaiji.yaml', at(3, 67));
  expect(found.map(({ uri }) => uri)).toEqual([uriOf('else/evidence.kaiji.yaml')]);
  // An edit of what it names, in a file that is opened beside it.
  await client.open(uriOf('else/evidence.kaiji.yaml'), REGISTER('ev-other'));
  expect(await codes('else/sheet.kaiji.yaml')).toContain('unknown-evidence');
  const { said } = await reported();
  expect(said.map((line) => line.split(' ')[0])).toContain('else/sheet.kaiji.yaml');
});

test('each document of a file is of its own kind', async () => {
  const text = `${REGISTER('ev-a')}---\n${SHEET('ev-a')}---\n${SHEET('ev-b')}`;
  put('all.kaiji.yaml', text);
  await start('.');
  await client.open(uriOf('all.kaiji.yaml'), text);
  const report = await ask<DocumentDiagnosticReport>('diagnostic', 'all.kaiji.yaml');
  const lines = (code: string) =>
    report.kind === 'full' ? report.items.filter((one) => one.code === code).map(({ range }) => range.start.line) : [];
  expect(lines('unknown-evidence')).toEqual([12]);
  expect(lines('noncanonical-control')).toEqual([7, 12]);
  for (const line of [7, 12]) {
    expect(await hovered('all.kaiji.yaml', line, 15)).toContain('CL-94');
    expect(await completed('all.kaiji.yaml', line, 67)).toContain('ev-a');
    expect(await fixes('all.kaiji.yaml', line, 15)).toContain('CL-94 と書く');
  }
  // The register of the first document says nothing of controls.
  expect(await completed('all.kaiji.yaml', 2, 10)).not.toContain('CL-94');
});

test('a file that is saved for the first time moves from no package into one', async () => {
  put('kaiji.yaml', 'kaiji: package/v1\n');
  put('evidence.kaiji.yaml', REGISTER('ev-a'));
  await start('.');
  const { connection } = client;
  await client.open('untitled:Untitled-1', SHEET('ev-a'));
  const pulled = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri: 'untitled:Untitled-1' },
  });
  expect(pulled.kind === 'full' && pulled.items.map(({ code }) => code)).toContain('unknown-evidence');
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'untitled:Untitled-1' } });
  put('sheet.kaiji.yaml', SHEET('ev-a'));
  await client.open(uriOf('sheet.kaiji.yaml'), SHEET('ev-a'));
  expect(await codes('sheet.kaiji.yaml')).not.toContain('unknown-evidence');
});
