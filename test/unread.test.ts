/** Files that cannot be read are findings in the editor: nothing in them is checked, and an empty list must not look like success. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { type Client, startClient } from './support/lsp.ts';
import { within } from './support/watchdog.ts';

const REGISTER = 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程, location: https://a.example/ }\n';
/** `kaiji: evidence/v1 # 台帳`, in Shift_JIS. */
const SHIFT_JIS = Buffer.concat([Buffer.from('kaiji: evidence/v1 # '), Buffer.from([0x91, 0xe4, 0x92, 0xa0])]);
const NOT_UTF8 =
  '検査していません。文字コードがUTF-8ではない（Shift_JISなど）ため、読みませんでした。エディターで文字コードをUTF-8にして保存し直してください。';

let folder: string;
let client: Client | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-unread-'));
  writeFileSync(join(folder, 'kaiji.yaml'), 'kaiji: package/v1\n');
  writeFileSync(join(folder, 'other.kaiji.yaml'), SHIFT_JIS);
});
afterEach(async () => {
  if (client) expect(await within('stop', client.stop())).toBe(0);
  client = undefined;
  rmSync(folder, { recursive: true });
});

const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();

/** Starts a client with one open document; what the server tells on its own comes out one after the other, as file and messages. */
async function start(locale: string) {
  const started = await startClient({ locale, folder });
  client = started;
  const { connection } = started;
  const come: [string, readonly string[]][] = [];
  let arrived = () => {};
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    come.push([uri.slice(uri.lastIndexOf('/') + 1), diagnostics.map(({ message }) => String(message))]);
    arrived();
  });
  const next = async () => {
    while (come.length === 0)
      await within(
        'what the server tells',
        new Promise<void>((done) => {
          arrived = done;
        }),
      );
    return come.shift();
  };
  const ask = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uriOf('a.kaiji.yaml') } });
  await started.open(uriOf('a.kaiji.yaml'), REGISTER);
  await within('diagnostic', ask());
  return { connection, next, ask, come, open: started.open };
}

test('a file that is not UTF-8 is told, until it is', async () => {
  const { connection, next, ask, come } = await start('ja');
  expect(await next()).toEqual(['other.kaiji.yaml', [NOT_UTF8]]);
  // Asked again, it says nothing again.
  await within('diagnostic', ask());
  expect(come).toEqual([]);
  writeFileSync(join(folder, 'other.kaiji.yaml'), 'kaiji: evidence/v1 # 台帳\n');
  await connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('other.kaiji.yaml'), type: 2 }],
  });
  expect(await next()).toEqual(['other.kaiji.yaml', []]);
  await within('diagnostic', ask());
  expect(come).toEqual([]);
});

test('what the editor has open is checked, however the disk has it; closed, it is told again', async () => {
  const { connection, next, ask, open } = await start('en');
  expect(await next()).toEqual([
    'other.kaiji.yaml',
    [expect.stringMatching(/^Not checked: this is not UTF-8 .*Save it again as UTF-8\.$/)],
  ]);
  await open(uriOf('other.kaiji.yaml'), 'kaiji: evidence/v1 # 台帳\n');
  expect(await next()).toEqual(['other.kaiji.yaml', []]);
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('other.kaiji.yaml') } });
  await within('diagnostic', ask());
  expect(await next()).toEqual(['other.kaiji.yaml', [expect.stringMatching(/^Not checked/)]]);
});

test('what is gone is told no longer', async () => {
  const { connection, next } = await start('ja');
  expect(await next()).toEqual(['other.kaiji.yaml', [NOT_UTF8]]);
  rmSync(join(folder, 'other.kaiji.yaml'));
  await connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('other.kaiji.yaml'), type: 3 }],
  });
  expect(await next()).toEqual(['other.kaiji.yaml', []]);
});
