import { type CancellationToken, LSPErrorCodes, ResponseError, type WorkspaceSymbol } from 'vscode-languageserver';
import type { SymbolData } from '../../core/features/workspace-symbols.ts';
import type { Package } from '../../core/package/package.ts';
import type { Session } from '../session.ts';
import type { Feature } from './feature.ts';

export const workspaceSymbols: Feature = {
  capabilities: { workspaceSymbolProvider: { resolveProvider: true } },
  register(session) {
    const { connection, configuration, documents, host } = session;
    connection.onWorkspaceSymbol(({ query }, token) =>
      session.guarded<WorkspaceSymbol[]>(
        'workspace symbols',
        () => [],
        async () => {
          const [{ bundled, workspace }, { workspaceSymbols }] = await Promise.all([session.ready(), host.loadAnswers()]);
          const [packages, shared] = [await packagesOf(session, token), await workspace.sharedCatalogs()];
          const found = await workspaceSymbols(packages, shared, query, {
            language: await configuration.language(),
            glossary: await bundled.glossary(),
            pages: configuration.pages,
            resolves: configuration.client.resolvesSymbols,
          });
          mustGoOn(token);
          return found.map((symbol) => ({
            ...symbol,
            location: { ...symbol.location, uri: documents.spelling(symbol.location.uri) },
          }));
        },
      ),
    );
    connection.onWorkspaceSymbolResolve((symbol) =>
      session.guarded(
        'workspace symbol resolve',
        () => symbol,
        async () => {
          if (symbol.data === undefined) return symbol;
          const { resolveSymbol } = await host.loadAnswers();
          const snapshot = await session.snapshot((symbol.data as SymbolData).uri);
          return snapshot ? resolveSymbol(symbol, snapshot.file) : symbol;
        },
      ),
    );
  },
};

/** The packages of the client's folders, and those of documents opened from elsewhere. */
async function packagesOf(session: Session, token: CancellationToken): Promise<readonly Package[]> {
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

function mustGoOn(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
