import { type Feature, offsetOf } from './feature.ts';

export const hover: Feature = {
  capabilities: { hoverProvider: true },
  register({ connection, configuration }, answer) {
    connection.onHover((asked, token) =>
      answer('hover', asked, token, null, async ({ hoverAt, readable }, snapshot, bundled) => {
        const {
          language,
          options: { date: today },
        } = snapshot;
        const options = { language, bundled, clauseLink: configuration.clauseLink, today };
        const found = await hoverAt(snapshot.whole, snapshot.file, offsetOf(snapshot, asked), options);
        return found
          ? { ...found, contents: readable(found.contents, configuration.client.textDocument?.hover?.contentFormat) }
          : null;
      }),
    );
  },
};
