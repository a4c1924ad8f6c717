import { type Feature, offsetOf } from './feature.ts';

export const signatureHelp: Feature = {
  // The space behind a key's colon; in `{ mfa: }` too. While it is shown the client asks again with every letter.
  capabilities: { signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [','] } },
  register({ connection, configuration }, answer) {
    const { signatureInformation } = configuration.client.textDocument?.signatureHelp ?? {};
    const labelOffsets = signatureInformation?.parameterInformation?.labelOffsetSupport === true;
    connection.onSignatureHelp((asked, token) =>
      answer('signature help', asked, token, null, ({ signatureHelpAt }, snapshot) => {
        const { whole, file, language } = snapshot;
        return signatureHelpAt(whole, file, offsetOf(snapshot, asked), { language, labelOffsets }) ?? null;
      }),
    );
  },
};
