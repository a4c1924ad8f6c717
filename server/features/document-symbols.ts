import type { Feature } from './feature.ts';

export const documentSymbols: Feature = {
  capabilities: { documentSymbolProvider: true },
  register({ connection }, answer) {
    connection.onDocumentSymbol((asked, token) =>
      answer('document symbols', asked, token, null, ({ documentSymbols }, { whole, file, language }) =>
        documentSymbols(whole, file, { language }),
      ),
    );
  },
};
