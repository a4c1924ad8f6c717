/** URIs that are not on this disk, or spelled as only some do: shares, drives, percent signs. One file is one document, however it is spelled. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DocumentDiagnosticReport, Hover } from 'vscode-languageserver-protocol';
import { canonicalUri, fileName, parentUri, resolveUri } from '../core/package/uri.ts';
import { type Client, startClient } from './support/lsp.ts';
import { within } from './support/watchdog.ts';

const TEXT = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n  - control: CL-999\n';

/** How one file may be spelled, what it is called, and the folder it is in, as it is spelled inside. */
const FILES: readonly (readonly [name: string, folder: string, ...spellings: string[]])[] = [
  [
    'a b.kaiji.yaml',
    'file://server/share/%E9%96%8B%E7%A4%BA',
    'file://server/share/%E9%96%8B%E7%A4%BA/a%20b.kaiji.yaml',
    'file://server/share/開示/a b.kaiji.yaml',
  ],
  [
    'a.kaiji.yaml',
    'file:///c%3A/Users/%E5%B1%B1%E7%94%B0',
    'file:///c%3A/Users/%E5%B1%B1%E7%94%B0/a.kaiji.yaml',
    'file:///C:/Users/山田/a.kaiji.yaml',
    'file:///c:/Users/%e5%b1%b1%e7%94%b0/a.kaiji.yaml',
  ],
  ['100%.kaiji.yaml', 'file:///nowhere', 'file:///nowhere/100%25.kaiji.yaml'],
  ['p%2Fq.kaiji.yaml', 'file:///nowhere', 'file:///nowhere/p%252Fq.kaiji.yaml'],
  ['x#y?z.kaiji.yaml', 'file:///nowhere', 'file:///nowhere/x%23y%3Fz.kaiji.yaml', 'file:///nowhere/x%23y%3fz.kaiji.yaml'],
  ['(1) [2].kaiji.yaml', 'file:///nowhere', 'file:///nowhere/(1) [2].kaiji.yaml', 'file:///nowhere/%281%29%20%5B2%5D.kaiji.yaml'],
  [
    '😀.kaiji.yaml',
    'vscode-vfs://github/a/b',
    'vscode-vfs://github/a/b/%F0%9F%98%80.kaiji.yaml',
    'vscode-vfs://github/a/b/😀.kaiji.yaml',
  ],
];

test.each(FILES)('%s in %s has one spelling inside, its name and its folder', (name, folder, ...spellings) => {
  const [first = '', ...others] = spellings.map(canonicalUri);
  for (const other of others) expect(other).toBe(first);
  expect(canonicalUri(first)).toBe(first);
  expect(fileName(first)).toBe(name);
  expect(parentUri(first)).toBe(folder);
  expect(canonicalUri(resolveUri(folder, name))).toBe(first);
  expect(resolveUri(folder, `../other/${name}`)).not.toContain('..');
});

let client: Client;
beforeEach(async () => {
  client = await startClient();
});
afterEach(async () => expect(await within('stop', client.stop())).toBe(0));

test.each(FILES)('%s in %s is one document, whichever spelling asks', async (_, __, ...spellings) => {
  const { connection } = client;
  const logged: string[] = [];
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  const codes = async (uri: string) => {
    const asked = connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    const report = await within('diagnostic', asked);
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
  };
  const [opened = ''] = spellings;
  await client.open(opened, TEXT);
  for (const uri of spellings) {
    expect(await codes(uri)).toContain('unknown-control');
    const position = { line: 3, character: 14 };
    const asked = connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position });
    expect(JSON.stringify(await within('hover', asked))).toContain('作業者ID');
  }
  const last = spellings.at(-1) ?? '';
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: last, version: 2 },
    contentChanges: [{ range: { start: { line: 4, character: 13 }, end: { line: 4, character: 19 } }, text: 'CL-95' }],
  });
  expect(await codes(opened)).not.toContain('unknown-control');
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri: last } });
  expect(await codes(opened)).toEqual([]);
  expect(logged.filter((text) => text.includes('internal-error'))).toEqual([]);
});
