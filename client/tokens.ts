/** Token types of our own: a client announces the standard ones by itself, and a server tells none it was not announced. */
import type { StaticFeature } from 'vscode-languageclient';

/** As `semanticTokenTypes` of package.json has them. */
const OWN: readonly string[] = ['unresolvedReference', 'placeholder'];

/** Announces them. To be registered with the client before it starts. */
export const ownTokenTypes: StaticFeature = {
  fillClientCapabilities({ textDocument }) {
    textDocument?.semanticTokens?.tokenTypes.push(...OWN);
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};
