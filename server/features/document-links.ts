import type { LinkOptions } from '../../core/features/document-links.ts';
import type { Snapshot } from '../session.ts';
import { type Feature, resolved } from './feature.ts';

export const documentLinks: Feature = {
  capabilities: { documentLinkProvider: { resolveProvider: true } },
  register(session, answer) {
    const { connection, configuration, documents } = session;
    const optionsOf = ({ language }: Snapshot): LinkOptions => ({
      language,
      clauseLink: configuration.clauseLink,
      pages: configuration.pages,
      tooltips: configuration.client.textDocument?.documentLink?.tooltipSupport === true,
      spelling: (uri) => documents.spelling(uri),
    });
    connection.onDocumentLinks((asked, token) =>
      answer('document links', asked, token, null, ({ documentLinks }, snapshot) =>
        documentLinks(snapshot.whole, snapshot.file, optionsOf(snapshot)),
      ),
    );
    connection.onDocumentLinkResolve((link) =>
      resolved(session, 'document link resolve', link, ({ resolveLink }, snapshot) =>
        resolveLink(snapshot.whole, snapshot.file, link, optionsOf(snapshot)),
      ),
    );
  },
};
