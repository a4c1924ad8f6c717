import type { Feature } from './feature.ts';

export const folding: Feature = {
  capabilities: { foldingRangeProvider: true },
  register({ connection }, answer) {
    connection.onFoldingRanges((asked, token) =>
      answer('folding', asked, token, null, ({ foldingRanges }, { file }) => foldingRanges(file)),
    );
  },
};
