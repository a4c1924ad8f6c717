import { type Feature, offsetOf } from './feature.ts';
import { outwardLinks } from './links.ts';

export const definition: Feature = {
  capabilities: { definitionProvider: true },
  register({ connection, configuration, documents }, answer) {
    connection.onDefinition((asked, token) =>
      answer<ReturnType<typeof outwardLinks>>('definition', asked, token, null, ({ definitionAt }, snapshot) => {
        const found = definitionAt(snapshot.whole, snapshot.file, offsetOf(snapshot, asked));
        return outwardLinks(found, documents, configuration.client.textDocument?.definition);
      }),
    );
  },
};
