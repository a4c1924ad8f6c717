import { type Feature, offsetOf } from './feature.ts';
import { outwardLinks } from './links.ts';

export const implementation: Feature = {
  capabilities: { implementationProvider: true },
  register({ connection, configuration, documents }, answer) {
    connection.onImplementation((asked, token) =>
      answer<ReturnType<typeof outwardLinks>>('implementation', asked, token, null, ({ implementationsAt }, snapshot) => {
        const found = implementationsAt(snapshot.whole, snapshot.file, offsetOf(snapshot, asked));
        return outwardLinks(found, documents, configuration.client.textDocument?.implementation);
      }),
    );
  },
};
