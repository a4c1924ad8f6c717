/** Answers about symbols of the whole workspace. */
import { type CancellationToken, LSPErrorCodes, ResponseError, type WorkspaceSymbol } from 'vscode-languageserver';
import type { Bundled } from '../core/catalog/bundled.ts';
import { workspaceSymbols } from '../core/features/workspace-symbols.ts';
import type { Workspace } from '../core/package/workspace.ts';
import type { Configuration } from './configuration.ts';
import type { OpenDocuments } from './documents.ts';
import { packagesOf } from './packages.ts';

/** What of the session is asked (server/session.ts). */
export interface WorkspaceSession {
  readonly configuration: Pick<Configuration, 'language' | 'checkOptions' | 'pages' | 'client'>;
  readonly documents: OpenDocuments;
  readonly folders: Iterable<string>;
  ready(): Promise<{ readonly bundled: Bundled; readonly workspace: Workspace }>;
  /** Notes a failure once by name, in the log. */
  fail(name: string, error: unknown): void;
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

/** @throws ResponseError where the client wants no answer any more */
export function mustGoOn(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
