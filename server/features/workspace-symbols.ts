import type { WorkspaceSymbol } from 'vscode-languageserver';
import type { SymbolData } from '../../core/features/workspace-symbols.ts';
import type { Feature } from './feature.ts';

export const workspaceSymbols: Feature = {
  capabilities: { workspaceSymbolProvider: { resolveProvider: true } },
  register(session) {
    const { connection, host } = session;
    connection.onWorkspaceSymbol(({ query }, token) =>
      session.guarded<WorkspaceSymbol[]>(
        'workspace symbols',
        () => [],
        async () => (await host.loadAnswers()).symbolsFor(query, session, token),
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
