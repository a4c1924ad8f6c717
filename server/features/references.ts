import { type Feature, offsetOf } from './feature.ts';

export const references: Feature = {
  capabilities: { referencesProvider: true },
  register(session, answer) {
    const { connection, documents } = session;
    connection.onReferences((asked, token) =>
      answer('references', asked, token, null, async ({ referencesAt }, snapshot) => {
        const packages = await session.related(snapshot.whole);
        const { includeDeclaration } = asked.context;
        const found = referencesAt(snapshot.whole, snapshot.file, offsetOf(snapshot, asked), packages, includeDeclaration);
        return found?.map(({ uri, range }) => ({ uri: documents.spelling(uri), range })) ?? null;
      }),
    );
  },
};
