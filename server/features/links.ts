/** Answers with places, as a client takes them. */
import type { Location, LocationLink } from 'vscode-languageserver';
import type { OpenDocuments } from '../documents.ts';

/** Links with the client's URIs; as locations for a client that knows no links. @param client what it says of the request answered */
export function outwardLinks(
  links: readonly LocationLink[] | undefined,
  documents: OpenDocuments,
  client: { readonly linkSupport?: boolean } | undefined,
): LocationLink[] | Location[] | null {
  if (!links) return null;
  const outward = links.map((link) => ({ ...link, targetUri: documents.spelling(link.targetUri) }));
  return client?.linkSupport ? outward : outward.map(({ targetUri, targetSelectionRange: range }) => ({ uri: targetUri, range }));
}
