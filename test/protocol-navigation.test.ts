/** Where to go, asked of the built server: what it says it can do, what it answers, and what a client gets that can do less. */
import { expect, test } from 'vitest';
import type {
  DocumentLink,
  InitializeParams,
  Location,
  LocationLink,
  SymbolInformation,
  TypeHierarchyItem,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import type { Client, ClientOptions } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

let client: Client;

const served = servedFolder();
const start = async (options: ClientOptions = {}) => {
  client = await served.start(options);
  return client.connection;
};
const { uriOf, write } = served;
const SHEET =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n    answer: "[[CL-1]] と [[st-a]]"\n    use: [st-a]\n';
const STATEMENTS = 'kaiji: statements/v1\nstatements:\n  - { id: st-a, text: 決めています。 }\n';
const at = (uri: string, line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

/** A client that can do all of it. */
const ABLE: InitializeParams['capabilities'] = {
  textDocument: {
    diagnostic: {},
    typeDefinition: { linkSupport: true },
    implementation: { linkSupport: true },
    documentLink: { tooltipSupport: true },
    typeHierarchy: {},
  },
  workspace: { symbol: { resolveSupport: { properties: ['location.range'] } } },
};
const PAGES = { catalogScheme: true };

async function openPackage(options: ClientOptions) {
  const connection = await start(options);
  write('kaiji.yaml', 'kaiji: package/v1\nservice: { name: 例示 }\n');
  write('statements.kaiji.yaml', STATEMENTS);
  const uri = uriOf('sheet.kaiji.yaml');
  await client.open(uri, SHEET);
  return { connection, uri };
}

test('the abilities are told', async () => {
  await start();
  expect(client.initialized.capabilities).toMatchObject({
    typeDefinitionProvider: true,
    implementationProvider: true,
    typeHierarchyProvider: true,
    documentLinkProvider: { resolveProvider: true },
    workspaceSymbolProvider: { resolveProvider: true },
  });
});

test('a type definition leads to a page, which the server gives', async () => {
  const { connection, uri } = await openPackage({ capabilities: ABLE, initializationOptions: PAGES });
  write(
    'text.kaiji.yaml',
    'kaiji: catalog-text/v1\ncatalog: medcloud-checklist\ntexts:\n  - { control: CL-94, text: 原本の文言です。 }\n',
  );
  const changes = [{ uri: uriOf('text.kaiji.yaml'), type: 1 }];
  await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  const [link] = (await connection.sendRequest<LocationLink[] | null>('textDocument/typeDefinition', at(uri, 3, 14))) ?? [];
  expect(link?.targetUri).toMatch(/^kaiji-catalog:\/medcloud-checklist%402019\/CL-94\?/);
  expect(link?.originSelectionRange?.start).toEqual({ line: 3, character: 13 });
  const page = await connection.sendRequest<string | null>('kaiji/catalogPage', { uri: link?.targetUri });
  expect(page).toMatch(/^CL-94　作業者IDの一意性[\s\S]*原本の文言です。/);
  for (const nothing of ['kaiji-catalog:/medcloud-checklist%402019/CL-999', 'kaiji-catalog:/x', uri])
    expect(await connection.sendRequest('kaiji/catalogPage', { uri: nothing })).toBeNull();
});

test('of what the package has not answered, the definition is the page; of an answer, itself', async () => {
  const { connection, uri } = await openPackage({
    capabilities: { ...ABLE, textDocument: { ...ABLE.textDocument, definition: { linkSupport: true } } },
    initializationOptions: PAGES,
  });
  const definition = async (line: number, character: number) =>
    (await connection.sendRequest<LocationLink[] | null>('textDocument/definition', at(uri, line, character))) ?? [];
  expect((await definition(4, 16)).map(({ targetUri }) => targetUri)).toEqual([
    expect.stringMatching(/^kaiji-catalog:\/medcloud-checklist%402019\/CL-1\?/),
  ]);
  expect((await definition(3, 14)).map(({ targetUri }) => targetUri)).toEqual([uri]);
});

test('a client that shows no pages is led into files only', async () => {
  const { connection, uri } = await openPackage({});
  expect(await connection.sendRequest('textDocument/typeDefinition', at(uri, 3, 14))).toBeNull();
  expect(await connection.sendRequest('textDocument/definition', at(uri, 4, 16))).toBeNull();
  expect(await connection.sendRequest('textDocument/prepareTypeHierarchy', at(uri, 3, 14))).toBeNull();
  const symbols = await connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'cl94' });
  expect(symbols.map(({ location }) => location.uri)).toEqual([uri]);
  const own = uriOf('own.kaiji.yaml');
  await client.open(own, 'kaiji: catalog/v1\nid: own\nprefix: OW\ncontrols:\n  - { id: OW-1, title: 記録 }\n');
  const other = uriOf('other.kaiji.yaml');
  await client.open(other, 'kaiji: checklist/v1\ncatalog: own\nanswers:\n  - { control: OW-1, answer: 例 }\n');
  const found = await connection.sendRequest<Location[]>('textDocument/typeDefinition', at(other, 3, 17));
  expect(found).toEqual([{ uri: own, range: { start: { line: 4, character: 10 }, end: { line: 4, character: 14 } } }]);
});

test('implementations are links, or locations', async () => {
  const { connection, uri } = await openPackage({ capabilities: ABLE });
  const where = at(uriOf('statements.kaiji.yaml'), 2, 11);
  const links = await connection.sendRequest<LocationLink[]>('textDocument/implementation', where);
  expect(links.map(({ targetUri }) => targetUri)).toEqual([uri]);
  await client.stop();
  await openPackage({});
  const range = { start: { line: 5, character: 10 }, end: { line: 5, character: 14 } };
  expect(await client.connection.sendRequest('textDocument/implementation', where)).toEqual([{ uri, range }]);
});

test('links say where they lead when they are followed', async () => {
  const { connection, uri } = await openPackage({ capabilities: ABLE, initializationOptions: { clauseCommand: 'x.show' } });
  write('files/a.pdf', '');
  const register = uriOf('evidence.kaiji.yaml');
  await client.open(
    register,
    'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, location: files/a.pdf }\n  - { id: ev-b, location: files/b.pdf }\n',
  );
  const linksOf = async (textDocument: { uri: string }) => {
    const links = (await connection.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument })) ?? [];
    expect(links.filter(({ target }) => target !== undefined)).toEqual([]);
    return Promise.all(links.map((link) => connection.sendRequest<DocumentLink>('documentLink/resolve', link)));
  };
  expect((await linksOf({ uri })).map(({ target, tooltip }) => [target, tooltip])).toEqual([
    ['command:x.show?%5B%22CL-1%22%5D', 'CL-1 患者への説明責任を支える文書化と情報提供 の内容を見る'],
    [`${uriOf('statements.kaiji.yaml')}#L3,11`, 'statements.kaiji.yaml の3行目を開く'],
  ]);
  expect((await linksOf({ uri: register })).map(({ target }) => target)).toEqual([uriOf('files/a.pdf')]);
});

test('without a package no file is looked for, without abilities there is no tooltip and no clause', async () => {
  const connection = await start();
  const uri = uriOf('alone.kaiji.yaml');
  write('files/a.pdf', '');
  await client.open(
    uri,
    'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: "[[CL-1]]", location: files/a.pdf }\n  - { id: ev-b, location: https://example.jp/a }\n',
  );
  const links = await connection.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
  expect(links.map(({ range }) => range.start.line)).toEqual([3]);
  const resolved = await connection.sendRequest<DocumentLink>('documentLink/resolve', links[0] as DocumentLink);
  expect(resolved.target).toBe('https://example.jp/a');
  expect(resolved.tooltip).toBeUndefined();
});

test('symbols of every package, clauses where they are shown, ranges when they are asked for', async () => {
  const { connection, uri } = await openPackage({ capabilities: ABLE, initializationOptions: PAGES });
  write('other/kaiji.yaml', 'kaiji: package/v1\n');
  write('other/sheet.kaiji.yaml', SHEET);
  await connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('other/kaiji.yaml'), type: 1 }],
  });
  const found = await connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'ｃｌ９４' });
  expect(found.map(({ location }) => location.uri.replace(/\?.*/, ''))).toEqual([
    uri,
    uriOf('other/sheet.kaiji.yaml'),
    'kaiji-catalog:/medcloud-checklist%402019/CL-94',
  ]);
  expect(found[0]?.location).not.toHaveProperty('range');
  const resolved = await connection.sendRequest<WorkspaceSymbol>('workspaceSymbol/resolve', found[0] as WorkspaceSymbol);
  expect(resolved.location).toEqual({ uri, range: { start: { line: 3, character: 13 }, end: { line: 3, character: 18 } } });
  expect(await connection.sendRequest('workspace/symbol', { query: '' })).toEqual([]);
});

test('the crosswalk, step by step', async () => {
  const { connection, uri } = await openPackage({ capabilities: ABLE, initializationOptions: PAGES });
  const [item] =
    (await connection.sendRequest<TypeHierarchyItem[] | null>('textDocument/prepareTypeHierarchy', at(uri, 3, 14))) ?? [];
  expect(item?.name).toMatch(/^CL-94 /);
  const above = await connection.sendRequest<TypeHierarchyItem[]>('typeHierarchy/supertypes', { item });
  expect(above.map(({ name }) => name.split(' ')[0])).toContain('METI-2.6.14(1)');
  const back = await connection.sendRequest<TypeHierarchyItem[]>('typeHierarchy/subtypes', { item: above[0] });
  expect(back.map(({ name }) => name)).toContain(item?.name);
});
