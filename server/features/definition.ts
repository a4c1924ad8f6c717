import { type Feature, offsetOf } from './feature.ts';
import { outwardLinks } from './links.ts';

export const definition: Feature = {
  capabilities: { definitionProvider: true },
  register({ connection, configuration, documents }, answer) {
    connection.onDefinition((asked, token) =>
      answer<ReturnType<typeof outwardLinks>>(
        'definition',
        asked,
        token,
        null,
        async ({ definitionAt, typeDefinitionAt }, snapshot, bundled) => {
          const { whole, file, language } = snapshot;
          const offset = offsetOf(snapshot, asked);
          // What the package has not answered yet is at least asked somewhere.
          const found =
            definitionAt(whole, file, offset) ??
            (await typeDefinitionAt(whole, file, offset, { language, bundled, pages: configuration.pages }));
          return outwardLinks(found, documents, configuration.client.textDocument?.definition);
        },
      ),
    );
  },
};
