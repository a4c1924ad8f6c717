import type { WorkspaceSymbol } from 'vscode-languageserver';
import { type Feature, resolved } from './feature.ts';

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
      resolved(session, 'workspace symbol resolve', symbol, ({ resolveSymbol }, { file }) => resolveSymbol(symbol, file)),
    );
  },
};
