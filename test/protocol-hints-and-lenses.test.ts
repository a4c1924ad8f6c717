/** The built server's inlay hints and code lenses: what a client is told of them, by what it can do and what is switched off. */
import { expect, test } from 'vitest';
import type { CodeLens, InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import type { Client, ClientOptions } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const REGISTER = 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n';
const SHEET = `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: CL-1
    answer: 決めています。
    evidence: [ev-a]
  - control: CL-2
  - control: CL-94
    answer: 決めています。
  - control: CL-95
`;

let client: Client;

const served = servedFolder({ 'kaiji.yaml': 'kaiji: package/v1\n', 'register.kaiji.yaml': REGISTER });
const { uriOf } = served;
async function start(resolved: string[] | undefined, options: ClientOptions = {}): Promise<string> {
  const inlayHint = resolved ? { resolveSupport: { properties: resolved } } : {};
  const refreshSupport = true;
  client = await served.start({
    capabilities: {
      textDocument: { diagnostic: {}, inlayHint },
      workspace: { configuration: true, inlayHint: { refreshSupport }, codeLens: { refreshSupport } },
    },
    initializationOptions: { commands: true },
    ...options,
  });
  client.connection.onRequest('workspace/inlayHint/refresh', () => null);
  client.connection.onRequest('workspace/codeLens/refresh', () => null);
  await client.open(uriOf('sheet.kaiji.yaml'), SHEET);
  return uriOf('sheet.kaiji.yaml');
}
const hintsOf = (uri: string) =>
  client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
  });
const lensesOf = (uri: string) => client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
const resolved = (hint: InlayHint | undefined) => client.connection.sendRequest<InlayHint>('inlayHint/resolve', hint);

test('a hint leads to what it names, where the client takes a place', async () => {
  const uri = await start(['tooltip', 'label.location']);
  const hints = await hintsOf(uri);
  expect(hints.map(({ position: { line }, label }) => `${line} ${label as string}`)).toEqual([
    '3 患者への説明責任を支える文書化と情報提供',
    '5 規程',
    '6 運用管理責任を支える体制と定期報告',
    '7 作業者IDの一意性と共有IDの制限',
    expect.stringMatching(/^9 ./),
  ]);
  const range = { start: { line: 2, character: 10 }, end: { line: 2, character: 14 } };
  expect((await resolved(hints[1])).label).toEqual([{ value: '規程', location: { uri: uriOf('register.kaiji.yaml'), range } }]);
  expect(((await resolved(hints[0])).tooltip as MarkupContent).value).toContain('**CL-1**');
});

test('one that takes tooltips alone gets those, and one that takes nothing keeps what it has', async () => {
  const uri = await start(['tooltip']);
  const [, hint] = await hintsOf(uri);
  const { label, tooltip } = await resolved(hint);
  expect([label, (tooltip as MarkupContent).value]).toEqual(['規程', expect.stringContaining('**ev-a**')]);
  expect(await client.stop()).toBe(0);
  const again = await start(undefined);
  const [, plain] = await hintsOf(again);
  expect(plain?.tooltip).toBeUndefined();
  expect(await resolved(plain)).toEqual(plain);
});

test('a hint of a file that is gone stays as it is', async () => {
  const uri = await start(['tooltip', 'label.location']);
  const [hint] = await hintsOf(uri);
  const gone = { ...(hint as InlayHint), data: { uri: uriOf('gone.kaiji.yaml'), producer: 'controls' } };
  expect(await resolved(gone)).toEqual(gone);
});

test('each is switched off by a setting of its own, at once', async () => {
  let settings: Readonly<Record<string, unknown>> = {};
  const uri = await start(['tooltip'], { settings: () => settings });
  expect(await hintsOf(uri)).toHaveLength(5);
  expect(await lensesOf(uri)).toHaveLength(3);
  for (const [hints, lenses, next] of [
    [1, 3, { inlayHints: { controls: false } }],
    [4, 0, { inlayHints: { evidence: false }, codeLens: { coverage: false } }],
  ] as const) {
    const refreshed = ['inlayHint', 'codeLens'].map(
      (what) => new Promise<void>((resolve) => client.connection.onRequest(`workspace/${what}/refresh`, () => resolve())),
    );
    settings = next;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await Promise.all(refreshed);
    expect([(await hintsOf(uri)).length, (await lensesOf(uri)).length]).toEqual([hints, lenses]);
  }
});

test('a lens tells how far the sheet is, and leads to what is open; an edit of another file changes it', async () => {
  const uri = await start(undefined);
  const told = async () =>
    Promise.all((await lensesOf(uri)).map((lens) => client.connection.sendRequest<CodeLens>('codeLens/resolve', lens)));
  const [whole, category] = await told();
  expect(whole?.range.start).toEqual({ line: 0, character: 7 });
  expect(whole?.command?.title).toBe('253項目中 2 回答済み・1 エビデンスあり');
  expect(category?.command?.title).toContain('：5項目中 1 回答済み・1 エビデンスあり');
  const open = [6, 9].map((line) =>
    expect.objectContaining({ range: expect.objectContaining({ start: { line, character: 13 } }) }),
  );
  expect(whole?.command).toMatchObject({ command: 'kaiji.showReferences', arguments: [uri, whole?.range.start, open] });

  const refreshed = new Promise<void>((resolve) => client.connection.onRequest('workspace/codeLens/refresh', () => resolve()));
  await client.open(
    uriOf('statements.kaiji.yaml'),
    'kaiji: statements/v1\nstatements: [{ id: st-a, text: 決めています。, satisfies: [CL-2] }]\n',
  );
  await refreshed;
  expect((await told())[0]?.command?.title).toBe('253項目中 3 回答済み・1 エビデンスあり');
});
