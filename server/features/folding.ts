import type { Feature } from './feature.ts';

export const folding: Feature = {
  capabilities: { foldingRangeProvider: true },
  register({ connection, configuration }, answer) {
    const { mostFolds: most, collapsedText } = configuration.client;
    connection.onFoldingRanges((asked, token) =>
      answer('folding', asked, token, null, ({ foldingRanges }, { whole, file, language }) =>
        foldingRanges(whole, file, { language, most, collapsedText }),
      ),
    );
  },
};
