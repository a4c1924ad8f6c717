/** Results as this client takes them: documents by its own spelling and version, edits in the form it understands. */
import { TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { Session } from './session.ts';

/** An edit with the client's URIs and versions; as plain `changes` for a client that knows no versioned ones. */
export function outwardEdit({ documentChanges = [] }: WorkspaceEdit, { documents, configuration }: Session): WorkspaceEdit {
  if (!configuration.client.documentChanges) {
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
