import type { Command } from 'vscode-languageserver';
import { SHOW_REFERENCES } from '../protocol/options.ts';
import { type Feature, resolved } from './feature.ts';

/** Says nothing: what the lens stood for is gone. */
const NOTHING: Command = { title: '', command: '' };

export const codeLens: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: true } },
  register(session, answer) {
    const { connection, configuration, documents } = session;
    connection.onCodeLens((asked, token) =>
      answer('code lens', asked, token, [], async ({ codeLenses }, { whole, file }) => {
        const isOn = await configuration.lenses(file.uri);
        return codeLenses(whole, file, isOn, (name, error) => session.fail(name, error, file.uri));
      }),
    );
    // A lens that stays without a command is shown as an error.
    connection.onCodeLensResolve((lens) =>
      resolved(session, 'code lens resolve', { ...lens, command: NOTHING }, ({ resolveCodeLens }, { whole, language }) => {
        const showCommand = configuration.options.commands === true ? SHOW_REFERENCES : undefined;
        const spelling = (uri: string) => documents.spelling(uri);
        return resolveCodeLens(lens, whole, { language, showCommand, spelling });
      }),
    );
  },
};
