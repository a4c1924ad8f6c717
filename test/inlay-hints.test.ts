/** The built server on a risk assessment: inlay hints, when the client is told to ask for them again, and the arithmetic in hovers. */
import { expect, test } from 'vitest';
import type { Hover, InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import type { Client, ClientOptions } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const LISTS = `kaiji: assessment/v1
assets:
  - { id: as-a, name: 端末の情報, confidentiality: 3, integrity: 2, availability: 2 }
threats:
  - { id: th-a, level: 2 }
vulnerabilities:
  - { id: vu-a, threat: th-a, level: 3 }
`;
const SCENARIOS = `kaiji: assessment/v1
scenarios:
  - id: sc-a
    asset: as-a
    threat: th-a
    vulnerability: vu-a
    residual: { vulnerability: 1 }
`;
const CAPABILITIES: NonNullable<ClientOptions['capabilities']> = {
  textDocument: { diagnostic: {}, inlayHint: {} },
  workspace: { configuration: true, inlayHint: { refreshSupport: true } },
};

let client: Client;

const served = servedFolder({ 'kaiji.yaml': 'kaiji: package/v1\n', 'lists.kaiji.yaml': LISTS });
const { uriOf } = served;
async function start(options: ClientOptions = {}): Promise<string> {
  client = await served.start({ capabilities: CAPABILITIES, ...options });
  await client.open(uriOf('scenarios.kaiji.yaml'), SCENARIOS);
  return uriOf('scenarios.kaiji.yaml');
}
const hintsOf = (uri: string) =>
  client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
  });
const labels = async (uri: string) =>
  (await hintsOf(uri)).map(({ position, label }) => `${position.line}:${position.character} ${label}`);

test('values stand behind what is written, across the files of a package', async () => {
  const uri = await start();
  expect(client.initialized.capabilities.inlayHintProvider).toEqual({ resolveProvider: true });
  expect(await labels(uri)).toEqual([
    '2:12 リスク評価値 3 × 2 × 3 = 18 ≥ 18 要対策',
    '3:15 端末の情報',
    '6:34 対策実施後 3 × 2 × 1 = 6 < 18 基準値未満',
  ]);
  const [first] = await hintsOf(uri);
  expect((first?.tooltip as MarkupContent | undefined)?.value).toContain('**3 × 2 × 3 = 18**');
});

test('the hover of a scenario shows the arithmetic', async () => {
  const uri = await start({ settings: { language: 'en' } });
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 2, character: 9 },
  });
  const value = (hover?.contents as MarkupContent | undefined)?.value;
  expect(value).toContain('Risk value: **3 × 2 × 3 = 18** ≥ 18');
  expect(value).toContain('After the measures: **3 × 2 × 1 = 6**');
  expect(value).toContain('importance 3: as-a 端末の情報 max(3, 2, 2) = 3');
});

test('the setting switches them off, and the client is told to ask again', async () => {
  let risk = true;
  const uri = await start({ settings: () => ({ inlayHints: { risk, assessment: false } }) });
  expect(await hintsOf(uri)).toHaveLength(2);
  const refreshed = new Promise<void>((resolve) => client.connection.onRequest('workspace/inlayHint/refresh', () => resolve()));
  risk = false;
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await refreshed;
  expect(await hintsOf(uri)).toEqual([]);
});

test('an edit of the lists tells the client to ask again for the scenarios', async () => {
  const uri = await start();
  await client.open(uriOf('lists.kaiji.yaml'), LISTS);
  const refreshed = new Promise<void>((resolve) => client.connection.onRequest('workspace/inlayHint/refresh', () => resolve()));
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: uriOf('lists.kaiji.yaml'), version: 2 },
    contentChanges: [{ text: LISTS.replace('level: 2', 'level: 1') }],
  });
  await refreshed;
  expect((await labels(uri))[0]).toBe('2:12 リスク評価値 3 × 1 × 3 = 9 < 18 基準値未満');
});
