import type { HintData } from '../../core/features/inlay-hints.ts';
import type { Feature } from './feature.ts';

export const inlayHints: Feature = {
  capabilities: { inlayHintProvider: { resolveProvider: true } },
  register(session, answer) {
    const { connection, configuration, documents, host } = session;
    const resolved = configuration.client.textDocument?.inlayHint?.resolveSupport?.properties ?? [];
    const [tooltips, locations] = [resolved.includes('tooltip'), resolved.includes('label.location')];
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
      session.guarded(
        'inlay hint resolve',
        () => hint,
        async () => {
          const [{ bundled }, { resolveInlayHint }] = await Promise.all([session.ready(), host.loadAnswers()]);
          const snapshot = await session.snapshot((hint.data as HintData).uri);
          if (!snapshot) return hint;
          const { whole, file, language } = snapshot;
          return resolveInlayHint(hint, whole, file, {
            language,
            bundled,
            clauseLink: configuration.clauseLink,
            locations,
            tooltips,
            spelling: (uri) => documents.spelling(uri),
          });
        },
      ),
    );
  },
};
