import type { Feature } from './feature.ts';

export const inlayHints: Feature = {
  capabilities: { inlayHintProvider: true },
  register(session, answer) {
    session.connection.languages.inlayHint.on((asked, token) =>
      answer('inlay hints', asked, token, null, async ({ inlayHintsIn }, { whole, file, language }, bundled) =>
        inlayHintsIn(whole, file, asked.range, {
          language,
          bundled,
          hidden: await session.configuration.hiddenHints(asked.textDocument.uri),
          failed: (name, error) => session.fail(name, error, file.uri),
        }),
      ),
    );
  },
};
