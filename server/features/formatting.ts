import type { FormattingOptions } from 'vscode-languageserver';
import type { Snapshot } from '../session.ts';
import { type Feature, offsetOf } from './feature.ts';

export const formatting: Feature = {
  capabilities: {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    // TRIGGERS of core/features/on-type-formatting.ts, which is loaded with the first request.
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['：', '－'] },
  },
  register({ connection }, answer) {
    const askedFor = ({ file, check, options }: Snapshot, layout: FormattingOptions) => ({
      findings: check.findingsOf(file.uri),
      options,
      layout,
    });
    connection.onDocumentFormatting((asked, token) =>
      answer('formatting', asked, token, null, ({ formattingEdits }, snapshot) =>
        formattingEdits(snapshot.whole, snapshot.file, askedFor(snapshot, asked.options)),
      ),
    );
    connection.onDocumentRangeFormatting((asked, token) =>
      answer('range formatting', asked, token, null, ({ formattingEdits }, snapshot) =>
        formattingEdits(snapshot.whole, snapshot.file, askedFor(snapshot, asked.options), asked.range),
      ),
    );
    connection.onDocumentOnTypeFormatting((asked, token) =>
      answer('on type formatting', asked, token, null, ({ onTypeEdits }, snapshot) =>
        onTypeEdits(snapshot.file, offsetOf(snapshot, asked), asked.ch),
      ),
    );
  },
};
