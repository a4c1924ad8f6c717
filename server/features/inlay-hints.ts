import { type Feature, resolved } from './feature.ts';

export const inlayHints: Feature = {
  capabilities: { inlayHintProvider: { resolveProvider: true } },
  register(session, answer) {
    const { connection, configuration, documents } = session;
    const later = configuration.client.textDocument?.inlayHint?.resolveSupport?.properties ?? [];
    const [tooltips, locations] = [later.includes('tooltip'), later.includes('label.location')];
    connection.languages.inlayHint.on((asked, token) =>
      answer('inlay hints', asked, token, null, async ({ inlayHintsIn }, { whole, file, language }, bundled) =>
        inlayHintsIn(whole, file, asked.range, {
          language,
          bundled,
          hidden: await configuration.hiddenHints(asked.textDocument.uri),
          failed: (name, error) => session.fail(name, error, file.uri),
          lazy: tooltips,
        }),
      ),
    );
    connection.languages.inlayHint.resolve((hint) =>
      resolved(session, 'inlay hint resolve', hint, ({ resolveInlayHint }, { whole, file, language }, bundled) =>
        resolveInlayHint(hint, whole, file, {
          language,
          bundled,
          clauseLink: configuration.clauseLink,
          locations,
          tooltips,
          spelling: (uri) => documents.spelling(uri),
        }),
      ),
    );
  },
};
