/** Answers about symbols of the whole workspace. */
import { type CancellationToken, LSPErrorCodes, ResponseError, type WorkspaceSymbol } from 'vscode-languageserver';
import type { Bundled } from '../core/catalog/bundled.ts';
import { workspaceSymbols } from '../core/features/workspace-symbols.ts';
import type { Package } from '../core/package/package.ts';
import type { Workspace } from '../core/package/workspace.ts';
import type { Configuration } from './configuration.ts';
import type { OpenDocuments } from './documents.ts';

/** What of the session is asked (server/session.ts). */
export interface WorkspaceSession {
  readonly configuration: Pick<Configuration, 'language' | 'checkOptions' | 'pages' | 'client'>;
  readonly documents: OpenDocuments;
  readonly folders: Iterable<string>;
  ready(): Promise<{ readonly bundled: Bundled; readonly workspace: Workspace }>;
}

/** The symbols a query finds in every package there is, and in the catalogs where the client shows them. */
export async function symbolsFor(query: string, session: WorkspaceSession, token: CancellationToken): Promise<WorkspaceSymbol[]> {
  const { configuration, documents } = session;
  const { bundled, workspace } = await session.ready();
  const [packages, shared] = [await packagesOf(session, token), await workspace.sharedCatalogs()];
  const found = await workspaceSymbols(packages, shared, query, {
    language: await configuration.language(),
    glossary: await bundled.glossary(),
    pages: configuration.pages,
    resolves: configuration.client.workspace?.symbol?.resolveSupport?.properties.includes('location.range') === true,
  });
  mustGoOn(token);
  return found.map((symbol) => ({
    ...symbol,
    location: { ...symbol.location, uri: documents.spelling(symbol.location.uri) },
  }));
}

/** The packages of the client's folders, and those of documents opened from elsewhere. */
export async function packagesOf(session: WorkspaceSession, token: CancellationToken): Promise<readonly Package[]> {
  const { folders, documents } = session;
  const { workspace } = await session.ready();
  const found = new Map<string, Package>();
  for (const folder of folders) {
    mustGoOn(token);
    for (const whole of await workspace.packagesIn(folder)) found.set(whole.uri, whole);
  }
  for (const uri of documents.uris) {
    const whole = await workspace.packageOf(uri);
    found.set(whole.uri, whole);
  }
  return [...found.values()];
}

/** Ends what nobody waits for any more. */
export function mustGoOn(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
