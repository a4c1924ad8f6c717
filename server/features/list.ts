/** Every language feature. */
import type { ServerCapabilities } from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { codeActions } from './code-actions.ts';
import { codeLens } from './code-lens.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { documentHighlight } from './document-highlight.ts';
import { documentSymbols } from './document-symbols.ts';
import { answering, type Feature } from './feature.ts';
import { folding } from './folding.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';

const features: readonly Feature[] = [
  completion,
  hover,
  definition,
  references,
  documentHighlight,
  rename,
  documentSymbols,
  folding,
  codeLens,
  inlayHints,
  codeActions,
];

/** Registers every feature on the session's connection. @returns what the client is told of them */
export function registerFeatures(session: Session): ServerCapabilities {
  const answer = answering(session);
  for (const feature of features) feature.register(session, answer);
  const { client } = session.configuration;
  return Object.assign(
    {},
    ...features.map(({ capabilities }) => (typeof capabilities === 'function' ? capabilities(client) : capabilities)),
  );
}
