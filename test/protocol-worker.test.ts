/** The built server of VS Code for the Web, in a realm that has what a worker has and nothing of Node. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { DocumentDiagnosticReport, Hover, InitializeResult } from 'vscode-languageserver-protocol';
import type { DashboardAnswer, DashboardFile } from '../server/protocol/dashboard.ts';
import { existsRequest, listRequest } from '../server/protocol/io.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
/** Where the client says the programs are. */
const PROGRAMS = 'https://extensions.example/kaiji/dist';
const URI = 'vscode-vfs://example/a.kaiji.yaml';
const TEXT =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n    status: 対応済\n    answer: 発行しています。\n';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Starts it as VS Code does. `served` maps the address of a script to its path in dist/; undefined where there is none. */
function startWorker(served: (url: string) => string | undefined) {
  const asked: string[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  const read = (path: string) => readFileSync(dist + path, 'utf8');
  const answers = (method: string, params: Message['params']): unknown => {
    if (method === 'workspace/configuration') return params?.items?.map(() => null);
    if (method === listRequest) return [];
    return method === existsRequest ? false : null;
  };
  const worker = createContext({
    ...{ setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance, TextDecoder, TextEncoder },
    addEventListener() {},
    importScripts(url: string) {
      asked.push(url);
      const path = served(url);
      if (path === undefined) throw new Error('NetworkError');
      runInContext(read(path), worker, { filename: path });
    },
    fetch: async (url: string) => ({ ok: true, text: async () => read(url.slice(`${PROGRAMS}/`.length)) }),
    postMessage(sent: Message) {
      const message = JSON.parse(JSON.stringify(sent)) as Message;
      if (message.method === undefined) waiting.get(message.id ?? -1)?.(message);
      else if (message.id !== undefined) post({ id: message.id, result: answers(message.method, message.params) });
    },
  });
  worker.self = worker;
  const post = (message: object) => worker.onmessage({ data: { jsonrpc: '2.0', ...message } });
  const before = Object.keys(worker);
  runInContext(read('web/server.js'), worker, { filename: 'web/server.js' });
  let last = 0;
  return {
    asked,
    added: () => Object.keys(worker).filter((name) => !before.includes(name)),
    notify: (method: string, params: object) => post({ method, params }),
    request: (method: string, params: object) =>
      new Promise<Message>((answered) => {
        waiting.set(++last, answered);
        post({ id: last, method, params });
      }),
  };
}

const initialize = (initializationOptions: object) => ({
  processId: null,
  rootUri: null,
  locale: 'ja',
  capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
  initializationOptions,
});

/** Serves what stands below an address. */
const below = (folder: string) => (url: string) => (url.startsWith(folder) ? url.slice(folder.length) : undefined);

test('starts from the parts of the desktop server, and loads what answers requests with the first of them', async () => {
  const { asked, added, notify, request } = startWorker(below(`${PROGRAMS}/`));
  expect(asked).toEqual([]);
  const started = await request('initialize', initialize({ programs: PROGRAMS, catalogs: `${PROGRAMS}/catalogs` }));
  expect((started.result as InitializeResult).capabilities).toMatchObject({ hoverProvider: true });
  expect(asked).toContain(`${PROGRAMS}/engine.js`);
  notify('initialized', {});
  notify('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'kaiji', version: 1, text: TEXT } });
  const { result } = await request('textDocument/diagnostic', { textDocument: { uri: URI } });
  expect((result as DocumentDiagnosticReport & { kind: 'full' }).items.map(({ code }) => code)).toContain('missing-evidence');
  const answers = `${PROGRAMS}/answers.js`;
  expect(asked).not.toContain(answers);
  const hover = await request('textDocument/hover', { textDocument: { uri: URI }, position: { line: 3, character: 14 } });
  expect(JSON.stringify((hover.result as Hover).contents)).toContain('作業者IDの一意性と共有IDの制限');
  expect(asked).toContain(answers);
  expect(new Set(asked).size).toBe(asked.length);
  // Parts are scripts in one scope: what one declares beside its own would meet what the others do.
  expect(added().sort()).toEqual(['kaijiParts', 'onmessage', 'require']);
});

test('counts for a dashboard, without a disk', async () => {
  const { notify, request } = startWorker(below(`${PROGRAMS}/`));
  await request('initialize', initialize({ programs: PROGRAMS, catalogs: `${PROGRAMS}/catalogs` }));
  notify('initialized', {});
  notify('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'kaiji', version: 1, text: TEXT } });
  const { result } = await request('kaiji/dashboard', { dashboard: 'one', revision: 0 });
  const { frame, sections } = result as DashboardAnswer;
  expect(frame?.home).toBe(URI);
  expect(sections.find(({ id }) => id === 'answers')?.html).toContain('1 / 253');
  const file = await request('kaiji/dashboard/file', { to: 'svg' });
  expect((file.result as DashboardFile).text).toContain('1 / 253');
});

test('finds its parts beside itself where the client does not say', async () => {
  const { request, asked } = startWorker(below('../'));
  expect(await request('initialize', initialize({}))).toHaveProperty('result.capabilities');
  expect(asked).toContain('../engine.js');
});

test('says so where its parts cannot be loaded, and loads what is missing when asked again', async () => {
  let isThere = false;
  const { request } = startWorker((url) => (isThere || !url.endsWith('/engine.js') ? below(`${PROGRAMS}/`)(url) : undefined));
  const refused = await request('initialize', initialize({ programs: PROGRAMS }));
  expect(refused.error?.message).toBe(`cannot load the server from ${PROGRAMS}: Error: NetworkError`);
  isThere = true;
  expect(await request('initialize', initialize({ programs: PROGRAMS }))).toHaveProperty('result.capabilities');
});
