import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { inSlices } from '../../core/slices.ts';
import type { Feature } from './feature.ts';

export const documentSymbols: Feature = {
  capabilities: { documentSymbolProvider: true },
  register({ connection, configuration }, answer) {
    const isNested = configuration.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    connection.onDocumentSymbol((asked, token) =>
      answer<DocumentSymbol[] | SymbolInformation[] | null>(
        'document symbols',
        asked,
        token,
        null,
        async ({ documentSymbolsInSteps }, { whole, file, language, slices }) => {
          const symbols = await inSlices(documentSymbolsInSteps(whole, file, { language }), slices);
          return isNested ? symbols : listed(symbols, asked.textDocument.uri);
        },
      ),
    );
  },
};

/** Symbols one after the other, for a client that knows none in each other. */
function listed(symbols: readonly DocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) },
    ...listed(children, uri, name),
  ]);
}
