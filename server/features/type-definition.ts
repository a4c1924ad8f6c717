import { type Feature, offsetOf } from './feature.ts';
import { outwardLinks } from './links.ts';

export const typeDefinition: Feature = {
  capabilities: { typeDefinitionProvider: true },
  register({ connection, configuration, documents }, answer) {
    connection.onTypeDefinition((asked, token) =>
      answer<ReturnType<typeof outwardLinks>>(
        'type definition',
        asked,
        token,
        null,
        async ({ typeDefinitionAt }, snapshot, bundled) => {
          const { whole, file, language } = snapshot;
          const options = { language, bundled, pages: configuration.pages };
          const found = await typeDefinitionAt(whole, file, offsetOf(snapshot, asked), options);
          return outwardLinks(found, documents, configuration.client.textDocument?.typeDefinition);
        },
      ),
    );
  },
};
