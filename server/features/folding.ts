import type { Feature } from './feature.ts';

export const folding: Feature = {
  capabilities: { foldingRangeProvider: true },
  register({ connection, configuration }, answer) {
    const { rangeLimit: most, foldingRange } = configuration.client.textDocument?.foldingRange ?? {};
    const collapsedText = foldingRange?.collapsedText === true;
    connection.onFoldingRanges((asked, token) =>
      answer('folding', asked, token, null, ({ foldingRanges }, { whole, file, language }) =>
        foldingRanges(whole, file, { language, most, collapsedText }),
      ),
    );
  },
};
