/** The server in a web worker: files come from the client, catalogs from beside the bundle. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { resolveUri } from '../core/package/uri.ts';
import * as answers from './answers.ts';
import type { Importer } from './importer.ts';
import { existsRequest, listRequest, readRequest } from './protocol.ts';
import { startServer } from './server.ts';

declare const self: {
  readonly location: { readonly href: string };
  importScripts(url: string): void;
  readonly kaijiImporter?: { readonly importer: Importer };
  fetch(url: string): Promise<{ readonly ok: boolean; text(): Promise<string> }>;
};

const connection = createConnection(new BrowserMessageReader(globalThis as never), new BrowserMessageWriter(globalThis as never));

/** The worker is handed the folders of the catalogs and of further programs when the client starts it. */
let catalogFolder = '';
let programFolder = '';

async function fetched(name: string): Promise<string> {
  const response = await self.fetch(`${catalogFolder}/${name}`);
  if (!response.ok) throw new Error(`cannot read ${name}`);
  return response.text();
}

startServer(connection, {
  io: {
    read: (uri) => connection.sendRequest<string>(readRequest, { uri }),
    list: (uri) => connection.sendRequest<string[]>(listRequest, { uri }),
    exists: (uri) => connection.sendRequest<boolean>(existsRequest, { uri }),
  },
  catalogs: { readIndex: () => fetched('index.json'), readTexts: (catalog) => fetched(`${catalog}.json`) },
  // The home folder is out of reach.
  folderNamed: (path, folder) => (folder === undefined || path.startsWith('~') ? undefined : resolveUri(folder, path)),
  loadAnswers: async () => answers,
  loadImporter: async () => {
    if (!self.kaijiImporter) self.importScripts(`${programFolder}/importer.js`);
    if (!self.kaijiImporter) throw new Error('cannot read importer.js');
    return self.kaijiImporter.importer;
  },
  onInitialize: ({ catalogs, programs }) => {
    catalogFolder = catalogs ?? '';
    programFolder = programs ?? '';
  },
});
