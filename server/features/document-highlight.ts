import { type Feature, offsetOf } from './feature.ts';

export const documentHighlight: Feature = {
  capabilities: { documentHighlightProvider: true },
  register({ connection }, answer) {
    connection.onDocumentHighlight((asked, token) =>
      answer(
        'document highlight',
        asked,
        token,
        null,
        ({ highlightsAt }, snapshot) => highlightsAt(snapshot.whole, snapshot.file, offsetOf(snapshot, asked)) ?? null,
      ),
    );
  },
};
