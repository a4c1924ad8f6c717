/** A language client over standard input and output: what any editor is to `dist/server.js --stdio`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type ConfigurationParams,
  createProtocolConnection,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** A folder that is not there. */
const NOWHERE = fileURLToPath(new URL('../../test-artifacts/no-catalogs', import.meta.url));
export const SERVER = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly process: ChildProcess;
  /** `shutdown`, `exit`, and the exit status. */
  stop(): Promise<number | null>;
  /** Opens a document. */
  open(uri: string, text: string): Promise<void>;
}

export interface ClientOptions {
  readonly capabilities?: InitializeParams['capabilities'];
  readonly locale?: string;
  readonly folder?: string;
  /** Tells of the folder as LSP first had it, by its path alone. */
  readonly pathOnly?: boolean;
  /** `kaiji.*`; a function for settings that differ by resource or change. */
  readonly settings?: Readonly<Record<string, unknown>> | ((scope: string | undefined) => Readonly<Record<string, unknown>>);
  readonly initializationOptions?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What is started, up to `--stdio`; the built server unless told. */
  readonly program?: readonly [string, ...string[]];
}

const PULL: InitializeParams['capabilities'] = {
  textDocument: { diagnostic: {}, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
  workspace: { configuration: true, workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

export async function startClient({
  capabilities = PULL,
  locale = 'ja',
  folder,
  pathOnly = false,
  settings = {},
  initializationOptions = {},
  env = {},
  program: [program, ...before] = [process.execPath, SERVER],
}: ClientOptions = {}): Promise<Client> {
  const server = spawn(program, [...before, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Nobody's own catalogs may decide about a test.
    env: { ...process.env, KAIJI_CATALOGS: NOWHERE, ...env },
  });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
    items.map(({ scopeUri }) => (typeof settings === 'function' ? settings(scopeUri) : settings)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const parameters: InitializeParams = {
    processId: process.pid,
    ...(pathOnly && folder !== undefined
      ? { rootPath: fileURLToPath(folder), rootUri: null }
      : { rootUri: folder ?? null, workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'test' }] }),
    locale,
    capabilities,
    initializationOptions: { date: '2026-10-01', ...initializationOptions },
  };
  const initialized = await connection.sendRequest<InitializeResult>('initialize', parameters);
  await connection.sendNotification('initialized', {});
  return {
    connection,
    initialized,
    process: server,
    async stop() {
      const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const status = await ended;
      connection.dispose();
      return status;
    },
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'kaiji', version: 1, text } }),
  };
}
