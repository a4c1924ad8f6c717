/** Results as this client takes them: documents by its own spelling and version, edits in the form it understands. */
import { LSPErrorCodes, ResponseError, TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { Package } from '../core/package/package.ts';
import { canonicalUri } from '../core/package/uri.ts';
import type { Configuration } from './configuration.ts';
import type { OpenDocuments } from './documents.ts';

/**
 * An edit with the client's URIs and versions; as plain `changes` for a client that knows no versioned ones.
 * @param made what the edit was made for, a package or several; throws where one of the documents was edited since, for then it would hit the wrong places
 */
export function outwardEdit(
  { documentChanges = [] }: WorkspaceEdit,
  made: Pick<Package, 'fileAt'>,
  { documents, configuration }: { readonly documents: OpenDocuments; readonly configuration: Pick<Configuration, 'client'> },
): WorkspaceEdit {
  for (const { textDocument } of documentChanges.filter(TextDocumentEdit.is)) {
    const open = documents.get(textDocument.uri);
    if (open && open.text !== made.fileAt(canonicalUri(textDocument.uri))?.text)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
  }
  if (!configuration.client.workspace?.workspaceEdit?.documentChanges) {
    const edits = documentChanges.filter(TextDocumentEdit.is);
    return {
      changes: Object.fromEntries(
        edits.map(({ textDocument, edits: own }) => [
          documents.spelling(textDocument.uri),
          own.filter((edit) => 'newText' in edit),
        ]),
      ),
    };
  }
  return {
    documentChanges: documentChanges.map((change) => {
      if (!TextDocumentEdit.is(change)) return change;
      const { uri } = change.textDocument;
      return { ...change, textDocument: { uri: documents.spelling(uri), version: documents.get(uri)?.version ?? null } };
    }),
  };
}

/** Edits of different documents as one; null where there are none. */
export function together(edits: readonly WorkspaceEdit[]): WorkspaceEdit | null {
  const documentChanges = edits.flatMap((edit) => edit.documentChanges ?? []);
  if (documentChanges.length > 0) return { documentChanges };
  const changes = Object.assign({}, ...edits.map((edit) => edit.changes)) as NonNullable<WorkspaceEdit['changes']>;
  return Object.keys(changes).length > 0 ? { changes } : null;
}
