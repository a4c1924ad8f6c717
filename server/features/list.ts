/** Every language feature. */
import type { ServerCapabilities } from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { codeActions } from './code-actions.ts';
import { codeLens } from './code-lens.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { documentHighlight } from './document-highlight.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { answering, type Feature } from './feature.ts';
import { folding } from './folding.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { implementation } from './implementation.ts';
import { inlayHints } from './inlay-hints.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { signatureHelp } from './signature-help.ts';
import { typeDefinition } from './type-definition.ts';
import { typeHierarchy } from './type-hierarchy.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

const features: readonly Feature[] = [
  completion,
  signatureHelp,
  hover,
  definition,
  typeDefinition,
  implementation,
  references,
  rename,
  documentHighlight,
  typeHierarchy,
  documentLinks,
  documentSymbols,
  workspaceSymbols,
  folding,
  selectionRanges,
  semanticTokens,
  codeLens,
  inlayHints,
  codeActions,
  formatting,
];

/** Registers every feature on the session's connection. @returns what the client is told of them */
export function registerFeatures(session: Session): ServerCapabilities {
  const answer = answering(session);
  for (const feature of features) feature.register(session, answer);
  const told = features.map(({ capabilities }) => (typeof capabilities === 'function' ? capabilities(session) : capabilities));
  return Object.assign({}, ...told);
}
