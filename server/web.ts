/** The server in a web worker: files come from the client, catalogs from beside the bundle. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { existsRequest, listRequest, readRequest } from './protocol.ts';
import { startServer } from './server.ts';

declare const self: {
  readonly location: { readonly href: string };
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
  },
  catalogs: { readIndex: () => fetched('index.json'), readTexts: (catalog) => fetched(`${catalog}.json`) },
  onInitialize: ({ catalogs }) => {
    catalogFolder = catalogs ?? '';
  },
});
