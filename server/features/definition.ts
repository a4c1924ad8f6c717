import type { Location, LocationLink } from 'vscode-languageserver';
import { type Feature, offsetOf } from './feature.ts';

export const definition: Feature = {
  capabilities: { definitionProvider: true },
  register({ connection, configuration, documents }, answer) {
    connection.onDefinition((asked, token) =>
      answer<LocationLink[] | Location[] | null>('definition', asked, token, null, ({ definitionAt }, snapshot) => {
        const found = definitionAt(snapshot.whole, snapshot.file, offsetOf(snapshot, asked));
        const links = found?.map((link) => ({ ...link, targetUri: documents.spelling(link.targetUri) }));
        if (!links || configuration.client.definitionLinks) return links ?? null;
        return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
      }),
    );
  },
};
