/** The built server answers the coverage view and the view of evidence: branch by branch, only of the packages asked about. */
import { expect, test } from 'vitest';
import type { ViewNode, ViewNodesAnswer, ViewNodesParams, ViewTargetAnswer } from '../server/protocol/coverage-view.ts';
import type { Client } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const checklist = (answers: string) => `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${answers}`;
const served = servedFolder({
  'a/kaiji.yaml': 'kaiji: package/v1\nservice: { name: 甲 }\n',
  'a/checklist.kaiji.yaml': checklist(
    '  - { control: CL-1, answer: 定めています。 }\n  - { control: CL-3, answer: 定めています。 }\n',
  ),
  'b/kaiji.yaml': 'kaiji: package/v1\nservice: { name: 乙 }\n',
  'b/checklist.kaiji.yaml': checklist('  - { control: CL-1, answer: 定めています。, evidence: [ev-b] }\n'),
  'b/evidence.kaiji.yaml':
    'kaiji: evidence/v1\nevidence:\n  - { id: ev-b, title: 規程, kind: policy, location: documents/none.pdf }\n',
  'alone.kaiji.yaml': checklist('  - { control: CL-2, answer: 定めています。 }\n'),
});

const nodes = (client: Client, parameters: Partial<ViewNodesParams>) =>
  client.connection.sendRequest<ViewNodesAnswer>('kaiji/view/nodes', { view: 'coverage', of: [], ...parameters });
const said = (all: readonly ViewNode[] = []) => all.map(({ label, description }) => `${label} ${description}`);

test('the top, a package, a narrowed one, and a package that is none', async () => {
  const client = await served.start();
  const { roots } = await nodes(client, { roots: true });
  expect(said(roots)).toEqual(['甲 2/253', 'alone.kaiji.yaml 1/253　医療情報クラウド 確認シート', '乙 1/253']);
  const one = await nodes(client, {
    roots: true,
    packages: [served.uriOf('b'), served.uriOf('c')],
    of: [served.uriOf('b'), served.uriOf('c'), 'nonsense\nid'],
    words: 'ＣＬ－１',
    filters: ['judged', 'unbacked', 'unanswered'],
  });
  expect(said(one.roots)).toEqual([expect.stringMatching(/^乙 該当 \d+件・1\/253$/)]);
  expect(Object.keys(one.children)).toEqual([served.uriOf('b')]);
  const evidence = await nodes(client, { view: 'evidence', roots: true });
  expect(said(evidence.roots)).toEqual(['乙 1件・ファイルなし 1件']);
  const [entry] = (await nodes(client, { view: 'evidence', of: [served.uriOf('b')] })).children[served.uriOf('b')] ?? [];
  expect(entry).toMatchObject({ state: 'missing', copied: 'ev-b', hasChildren: true });
  expect(entry).not.toHaveProperty('file');
});

test('packages stand in the order of their folders, one before those in it, whatever their files are called', async () => {
  const sheet = checklist('  - { control: CL-1, answer: 定めています。 }\n');
  served.write('a/10/kaiji.yaml', 'kaiji: package/v1\nservice: { name: 甲の中 }\n');
  served.write('a/10/z.kaiji.yaml', sheet);
  served.write('a-b/kaiji.yaml', 'kaiji: package/v1\nservice: { name: 甲の隣 }\n');
  served.write('a-b/0.kaiji.yaml', sheet);
  served.write('台帳/kaiji.yaml', 'kaiji: package/v1\nservice: { name: 漢字 }\n');
  served.write('台帳/sheet.kaiji.yaml', sheet);
  const client = await served.start();
  const names = async () => ((await nodes(client, { roots: true })).roots ?? []).map(({ label }) => label);
  expect(await names()).toEqual(['甲', '甲の中', '甲の隣', 'alone.kaiji.yaml', '乙', '漢字']);
});

test('a node without an entry is given the edit of the quick fix, then leads to where the author goes on', async () => {
  const client = await served.start();
  const uri = served.uriOf('a/checklist.kaiji.yaml');
  const text = checklist('  - { control: CL-1, answer: 定めています。 }\n');
  await client.open(uri, text);
  const target = (id: string, more = {}) =>
    client.connection.sendRequest<ViewTargetAnswer | null>('kaiji/view/target', { view: 'coverage', id, ...more });
  const id = `${served.uriOf('a')}\n${uri}#0\nユーザとの契約 › サービス提供者の責任\nCL-2`;
  const made = await target(id);
  if (!made || !('edit' in made)) throw new Error('no edit');
  expect(made.edit.documentChanges).toMatchObject([
    { textDocument: { uri, version: 1 }, edits: [{ range: { start: { line: 3 } } }] },
  ]);
  const [change] = made.edit.documentChanges as { edits: { newText: string }[] }[];
  const { newText = '' } = change?.edits[0] ?? {};
  expect(newText).toContain('- control: CL-2');
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: `${text.trimEnd()}${newText}\n` }],
  });
  const there = await target(id, { toWrite: true });
  if (!there || !('range' in there)) throw new Error('no place');
  const lines = `${text.trimEnd()}${newText}\n`.split('\n');
  const { start, end } = there.range;
  expect(lines[start.line]?.slice(start.character, end.character)).toMatch(/未記入|^$/);
  expect(await target(`${served.uriOf('a')}\nfile:///nowhere#0`)).toBeNull();
  // The place of the caret belongs to the node.
  const place = await client.connection.sendRequest('kaiji/view/place', { view: 'coverage', uri, position: start });
  expect(place).toMatchObject({ path: [served.uriOf('a'), `${served.uriOf('a')}\n${uri}#0`, expect.anything(), id] });
});
