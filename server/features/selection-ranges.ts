import type { Feature } from './feature.ts';

export const selectionRanges: Feature = {
  capabilities: { selectionRangeProvider: true },
  register({ connection }, answer) {
    connection.onSelectionRanges((asked, token) =>
      answer('selection ranges', asked, token, null, ({ selectionRanges }, { whole, file }) =>
        selectionRanges(whole, file, asked.positions),
      ),
    );
  },
};
