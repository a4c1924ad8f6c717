/** The language server: LSP in, core's pure functions, LSP out. One file per concern beside this one. */
import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { Bundled } from '../core/catalog/bundled.ts';
import { type CheckOptions, checkPackage, type PlacedFinding } from '../core/check.ts';
import { codeActionsAt } from '../core/features/code-actions.ts';
import { completionAt, resolveCompletion } from '../core/features/completion.ts';
import { definitionAt } from '../core/features/definition.ts';
import { foldingRanges } from '../core/features/folding.ts';
import { hoverAt } from '../core/features/hover.ts';
import { documentSymbols } from '../core/features/symbols.ts';
import type { CatalogSource, Io } from '../core/io.ts';
import type { Language } from '../core/language.ts';
import type { KaijiFile } from '../core/model/document.ts';
import type { Package } from '../core/package/package.ts';
import { Workspace } from '../core/package/workspace.ts';
import { Configuration, type InitializationOptions } from './configuration.ts';
import { Diagnostics } from './diagnostics.ts';
import { OpenDocuments } from './documents.ts';
import { registerRequests } from './requests.ts';

declare const KAIJI_VERSION: string;

/** What differs between hosts. */
export interface Host {
  readonly io: Io;
  readonly catalogs: CatalogSource;
  /** Told of the client's options before anything is read. */
  onInitialize?(options: InitializationOptions): void;
}

/** One consistent view a request works on: the newest versions when it began. */
export interface Snapshot {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly version: number;
  readonly language: Language;
  readonly options: CheckOptions;
  readonly findings: ReadonlyMap<string, readonly PlacedFinding[]>;
}

export interface Session {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly configuration: Configuration;
  readonly folders: readonly string[];
  ready(): Promise<{ readonly bundled: Bundled; readonly workspace: Workspace }>;
  /** The view of a file; undefined where it is not open and belongs to no package. */
  snapshot(uri: string): Promise<Snapshot | undefined>;
  check(whole: Package, uri: string): Promise<ReadonlyMap<string, readonly PlacedFinding[]>>;
  /** Runs a feature: a throw is logged once by name and answered with `fallback`. */
  guarded<T>(name: string, fallback: T, run: () => Promise<T>): Promise<T>;
}

export function startServer(connection: Connection, host: Host): void {
  const documents = new OpenDocuments();
  let session: Session | undefined;
  let diagnostics: Diagnostics | undefined;

  connection.onInitialize((parameters): InitializeResult => {
    const configuration = new Configuration(connection, parameters);
    host.onInitialize?.(configuration.options);
    const folders = parameters.workspaceFolders?.map(({ uri }) => uri) ?? (parameters.rootUri ? [parameters.rootUri] : []);
    session = openSession(connection, host, documents, configuration, folders);
    diagnostics = new Diagnostics(session, parameters);
    registerFeatures(session);
    registerRequests(session);
    return {
      serverInfo: { name: 'kaiji', version: KAIJI_VERSION },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: {
          triggerCharacters: ['-', ' ', ':', '[', ',', '.', '('],
          resolveProvider: true,
          completionItem: { labelDetailsSupport: true },
        },
        hoverProvider: true,
        definitionProvider: true,
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.kaiji`] },
        ...(diagnostics.pulls
          ? { diagnosticProvider: { identifier: 'kaiji', interFileDependencies: true, workspaceDiagnostics: true } }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => void watchFiles(connection, session));

  connection.onDidOpenTextDocument((parameters) => {
    const document = documents.open(parameters);
    void session?.ready().then(({ workspace }) => workspace.setOpen(document.uri, document.text));
    diagnostics?.changed(document.uri);
  });
  connection.onDidChangeTextDocument((parameters) => {
    const document = documents.change(parameters);
    if (!document) return;
    void session?.ready().then(({ workspace }) => workspace.setOpen(document.uri, document.text));
    diagnostics?.changed(document.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    documents.close(textDocument.uri);
    void session?.ready().then(({ workspace }) => workspace.close(textDocument.uri));
    diagnostics?.closed(textDocument.uri);
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const { workspace } = (await session?.ready()) ?? {};
    for (const { uri } of changes) workspace?.forget(uri);
    diagnostics?.refresh();
  });
  connection.onDidChangeConfiguration(() => {
    session?.configuration.changed();
    diagnostics?.refresh();
  });

  connection.listen();
}

function openSession(
  connection: Connection,
  host: Host,
  documents: OpenDocuments,
  configuration: Configuration,
  folders: readonly string[],
): Session {
  const failed = new Set<string>();
  const unreadable = (uri: string, error: unknown) =>
    connection.console.warn(`${uri}: ${error instanceof Error ? error.message : String(error)}`);
  const loaded = Bundled.load(host.catalogs).then((bundled) => ({
    bundled,
    workspace: new Workspace(host.io, bundled.catalogs, unreadable),
  }));
  loaded.catch((error: unknown) => {
    connection.window.showErrorMessage(
      `Kaiji: カタログを読めません。拡張機能を入れ直してください。 / The catalogs cannot be read; reinstall the extension. (${String(error)})`,
    );
  });
  /** The newest check of a package; an edit makes another package, so nothing here is ever stale. */
  const checks = new WeakMap<Package, { key: string; found: ReturnType<typeof checkPackage> }>();

  const session: Session = {
    connection,
    documents,
    configuration,
    folders,
    ready: () => loaded,
    async check(whole, uri) {
      const options = await configuration.checkOptions(uri);
      const key = JSON.stringify(options);
      const known = checks.get(whole);
      if (known?.key === key) return known.found;
      const found = checkPackage(whole, options);
      checks.set(whole, { key, found });
      return found;
    },
    async snapshot(uri) {
      const { workspace } = await loaded;
      const [language, options] = [await configuration.language(uri), await configuration.checkOptions(uri)];
      const whole = await workspace.packageOf(uri);
      const file = whole.files.get(uri);
      if (!file) return undefined;
      return {
        whole,
        file,
        version: documents.get(uri)?.version ?? -1,
        language,
        options,
        findings: await session.check(whole, uri),
      };
    },
    async guarded(name, fallback, run) {
      try {
        return await run();
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        if (!failed.has(name)) {
          failed.add(name);
          connection.console.error(
            `internal-error: ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
        }
        return fallback;
      }
    },
  };
  return session;
}

function registerFeatures(session: Session): void {
  const { connection, documents, configuration } = session;

  /** Runs `feature` on the snapshot a request is about; a request overtaken by an edit, or cancelled, says so. */
  async function answer<T>(
    name: string,
    uri: string,
    token: CancellationToken,
    fallback: T,
    feature: (snapshot: Snapshot, bundled: Bundled) => T | Promise<T>,
  ): Promise<T> {
    const asked = documents.get(uri)?.version;
    return session.guarded(name, fallback, async () => {
      const { bundled } = await session.ready();
      const snapshot = await session.snapshot(uri);
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      if (documents.get(uri)?.version !== asked) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
      return snapshot ? feature(snapshot, bundled) : fallback;
    });
  }
  const offsetOf = ({ file }: Snapshot, { position }: TextDocumentPositionParams) => file.text.offsetAt(position);

  connection.onCompletion((parameters, token) =>
    answer('completion', parameters.textDocument.uri, token, null, (snapshot, { evidenceKinds }) =>
      completionAt(snapshot.whole, snapshot.file, offsetOf(snapshot, parameters), {
        ...configuration.client,
        language: snapshot.language,
        evidenceKinds,
      }),
    ),
  );
  connection.onCompletionResolve((item) =>
    session.guarded('completion resolve', item, async () => {
      const { bundled } = await session.ready();
      return resolveCompletion(item, { language: await session.configuration.language(), bundled });
    }),
  );
  connection.onHover((parameters, token) =>
    answer(
      'hover',
      parameters.textDocument.uri,
      token,
      null,
      async (snapshot, bundled) =>
        (await hoverAt(snapshot.whole, snapshot.file, offsetOf(snapshot, parameters), {
          language: snapshot.language,
          bundled,
        })) ?? null,
    ),
  );
  connection.onDefinition((parameters, token) =>
    answer<LocationLink[] | Location[] | null>('definition', parameters.textDocument.uri, token, null, (snapshot) => {
      const links = definitionAt(snapshot.whole, snapshot.file, offsetOf(snapshot, parameters));
      if (!links || configuration.client.definitionLinks) return links ?? null;
      return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }),
  );
  connection.onDocumentSymbol((parameters, token) =>
    answer('document symbols', parameters.textDocument.uri, token, null, ({ whole, file, language }) =>
      documentSymbols(whole, file, { language }),
    ),
  );
  connection.onFoldingRanges((parameters, token) =>
    answer('folding', parameters.textDocument.uri, token, null, ({ file }) => foldingRanges(file)),
  );
  connection.onCodeAction((parameters, token) =>
    answer('code actions', parameters.textDocument.uri, token, null, ({ whole, file, language, options, findings, version }) =>
      codeActionsAt(whole, file, parameters.range, {
        findings: findings.get(file.uri) ?? [],
        only: parameters.context.only,
        language,
        options,
        version,
        clientCommands: session.configuration.options.commands === true,
        docsBase: session.configuration.options.docsBase,
      }),
    ),
  );
}

/** Files change behind the editor's back (git, other tools): the client is asked to say so. */
async function watchFiles(connection: Connection, session: Session | undefined): Promise<void> {
  const watchers = ['**/*.kaiji.yaml', '**/*.kaiji.yml', '**/kaiji.yaml'].map((globPattern) => ({ globPattern }));
  await session?.guarded('file watching', undefined, async () => {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
}
