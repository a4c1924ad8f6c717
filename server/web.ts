/** The server in a web worker (loader.ts starts it): files come from the client, catalogs from where it says. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { bytesOf } from '../convert/base64.ts';
import { resolveUri } from '../core/package/uri.ts';
import { existsRequest, listRequest, readBytesRequest, readRequest } from './protocol/io.ts';
import { startServer } from './server.ts';

declare const self: {
  fetch(url: string): Promise<{ readonly ok: boolean; text(): Promise<string> }>;
};

const connection = createConnection(new BrowserMessageReader(globalThis as never), new BrowserMessageWriter(globalThis as never));

/** The worker is handed the folder of the catalogs when the client starts it. */
let catalogFolder = '';

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
    readBytes: async (uri) => bytesOf(await connection.sendRequest<string>(readBytesRequest, { uri })),
  },
  catalogs: { readIndex: () => fetched('index.json'), readTexts: (catalog) => fetched(`${catalog}.json`) },
  // The home folder is out of reach.
  folderNamed: (path, folder) => (folder === undefined || path.startsWith('~') ? undefined : resolveUri(folder, path)),
  // Loaded as the parts of this one were (loader.ts).
  loadAnswers: () => import('./answers.ts'),
  loadImporter: async () => (await import('./importer.ts')).importer,
  loadExporter: () => import('./exporter.ts'),
  onInitialize: ({ catalogs }) => {
    catalogFolder = catalogs ?? '';
  },
});
