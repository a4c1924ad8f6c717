/** Document symbols, asked for anew when they may read differently: VS Code keeps them as long as the text is the same, and LSP has no request to ask again. */
import type * as vscode from 'vscode';
import { SERVED, type Server } from './server.ts';

const METHOD = 'textDocument/documentSymbol';

/** Settings or catalogs may be others: a provider that is another is asked. @returns what ends it */
export function renewSymbols({ client, onChanged }: Server): vscode.Disposable {
  let turn = 0;
  return onChanged(({ packages }) => {
    if (packages || !client.isRunning()) return;
    const feature = client.getFeature(METHOD);
    feature.clear();
    feature.register({ id: `${METHOD} ${++turn}`, registerOptions: { documentSelector: SERVED } });
  });
}
