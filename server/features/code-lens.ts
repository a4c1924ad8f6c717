import type { LensData } from '../../core/features/code-lens.ts';
import { SHOW_REFERENCES } from '../protocol.ts';
import type { Feature } from './feature.ts';

export const codeLens: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: true } },
  register(session, answer) {
    const { connection, configuration, documents, host } = session;
    connection.onCodeLens((asked, token) =>
      answer('code lens', asked, token, [], async ({ codeLenses }, { whole, file }) => {
        const isOn = await configuration.lenses(file.uri);
        return codeLenses(whole, file, isOn, (name, error) => session.fail(name, error, file.uri));
      }),
    );
    connection.onCodeLensResolve((lens) =>
      session.guarded(
        'code lens resolve',
        () => lens,
        async () => {
          const { resolveCodeLens, silentLens } = await host.loadAnswers();
          const snapshot = await session.snapshot((lens.data as LensData).uri);
          // A lens that stays without a command is shown as an error.
          if (!snapshot) return silentLens(lens);
          const showCommand = configuration.options.commands === true ? SHOW_REFERENCES : undefined;
          const spelling = (uri: string) => documents.spelling(uri);
          return resolveCodeLens(lens, snapshot.whole, { language: snapshot.language, showCommand, spelling });
        },
      ),
    );
  },
};
