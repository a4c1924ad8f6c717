/** The language server: what the client says, to the session; what it can ask, to the files beside this one. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { canonicalUri } from '../core/package/uri.ts';
import { Changes } from './changes.ts';
import { Configuration } from './configuration.ts';
import { registerDashboardRequests } from './dashboards.ts';
import { followDay } from './day.ts';
import { Diagnostics } from './diagnostics.ts';
import { registerDiffRequest } from './diffs.ts';
import { OpenDocuments } from './documents.ts';
import { registerExportRequests } from './exports.ts';
import { registerFeatures } from './features/list.ts';
import { registerImportRequests } from './imports.ts';
import { registerPreviewRequests } from './previews.ts';
import { registerRequests } from './requests.ts';
import { type Host, Session } from './session.ts';
import { StaleViews } from './stale-views.ts';
import { Watching } from './watching.ts';

declare const KAIJI_VERSION: string;

/** Serves a connection until the client ends it. */
export function startServer(connection: Connection, host: Host): void {
  connection.onInitialize((parameters): InitializeResult => {
    const configuration = new Configuration(connection, parameters);
    host.onInitialize?.(configuration.options);
    const session = new Session(connection, host, new OpenDocuments(), configuration, foldersOf(parameters, host));
    const diagnostics = new Diagnostics(session, parameters);
    const features = registerFeatures(session);
    registerRequests(session);
    registerImportRequests(session);
    registerExportRequests(session);
    registerDiffRequest(session);
    registerPreviewRequests(session);
    registerDashboardRequests(session);
    const watching = new Watching(session, parameters);
    const views = new StaleViews(session, diagnostics, new Changes(session));
    const stopFollowing = followDay(
      () => configuration.today(),
      () => views.refresh(),
    );
    connection.onShutdown(() => {
      stopFollowing();
      views.stop();
    });
    /** Settings or folders changed: which catalogs count may be different, and so everything that was found. */
    const shareAnew = () => {
      void session.share().then((outside) => watching.outside(outside));
      views.refresh();
    };
    follow(session, diagnostics, views, shareAnew);
    connection.onInitialized(() => {
      void session.share().then((outside) => watching.outside(outside));
      void subscribe(session, parameters, watching, shareAnew);
    });
    return {
      serverInfo: { name: 'kaiji', version: KAIJI_VERSION },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: !watching.canAsk },
        ...features,
        ...(diagnostics.pulls
          ? { diagnosticProvider: { identifier: 'kaiji', interFileDependencies: true, workspaceDiagnostics: true } }
          : {}),
        workspace: { ...features.workspace, workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  connection.listen();
}

/** What the client has open, as the newest, the newer or the oldest way of LSP to say it has it. */
function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams, host: Host): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  const root = rootUri ?? (rootPath ? host.folderNamed(rootPath, undefined) : undefined);
  return root ? [root] : [];
}

/** Follows what the client tells of documents, files and settings. */
function follow(session: Session, diagnostics: Diagnostics, views: StaleViews, shareAnew: () => void): void {
  const { connection, documents, host } = session;
  connection.onDidOpenTextDocument((parameters) => {
    const { uri, text } = documents.open(parameters);
    host.onActivity?.();
    void session.tell((workspace) => workspace.setOpen(uri, text));
    // What the editor shows is checked, however the disk has it.
    session.unread.forget(canonicalUri(uri));
    diagnostics.changed(uri);
    views.changed(uri);
  });
  connection.onDidChangeTextDocument((parameters) => {
    const document = documents.change(parameters);
    if (!document) return;
    host.onActivity?.();
    void session.tell((workspace) => workspace.setOpen(document.uri, document.text));
    diagnostics.changed(document.uri);
    views.changed(document.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    documents.close(textDocument.uri);
    host.onActivity?.();
    void session.tell((workspace) => workspace.close(textDocument.uri));
    session.closed(textDocument.uri);
    diagnostics.closed(textDocument.uri);
    views.changed(textDocument.uri);
  });
  // Told only by a client that does not tell of files: whoever saves has often changed something beside it.
  connection.onDidSaveTextDocument(({ textDocument }) => void session.readAgain(textDocument.uri).then(() => views.refresh()));
  /**
   * Files or folders are others on disk.
   * @param come those that may not have been there before: what is in such a folder is looked for
   */
  const changedOnDisk = (uris: readonly string[], come: readonly string[] = []) => {
    let concerns = false;
    const told = session.tell((workspace) => {
      for (const uri of uris) {
        const isKnown = workspace.concerns(uri);
        if (isKnown || come.includes(uri)) workspace.forget(uri);
        session.unread.forget(canonicalUri(uri));
        concerns ||= isKnown;
      }
    });
    void told.then(async () => {
      if (concerns || (await session.bringsFiles(come))) views.refresh();
    });
  };
  connection.onDidChangeWatchedFiles(({ changes }) => changedOnDisk(changes.map(({ uri }) => uri)));
  // What a person does in the editor's own list of files: told sooner than by watching, and whatever the names.
  const uris = (files: readonly { readonly uri: string }[]) => files.map(({ uri }) => uri);
  connection.workspace.onDidCreateFiles(({ files }) => changedOnDisk(uris(files), uris(files)));
  connection.workspace.onDidDeleteFiles(({ files }) => changedOnDisk(uris(files)));
  connection.workspace.onDidRenameFiles(({ files }) => {
    const come = files.map(({ newUri }) => newUri);
    changedOnDisk([...files.map(({ oldUri }) => oldUri), ...come], come);
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    session.configuration.changed(settings);
    shareAnew();
  });
}

/** What the client tells only where it was asked to: files changed behind its back (git, other tools), settings, folders. */
async function subscribe(
  session: Session,
  { capabilities }: InitializeParams,
  watching: Watching,
  shareAnew: () => void,
): Promise<void> {
  const { connection } = session;
  if (capabilities.workspace?.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) session.leave(uri);
      for (const { uri } of added) session.enter(uri);
      shareAnew();
    });
  }
  await session.guarded(
    'subscriptions',
    () => {},
    async () => {
      if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: 'kaiji' });
      }
      await watching.workspace();
    },
  );
}
