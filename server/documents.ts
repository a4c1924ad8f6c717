/** Open documents: text in pieces, edited in place of the client's own edits, with the client's version. */
import type { DidChangeTextDocumentParams, DidOpenTextDocumentParams } from 'vscode-languageserver';
import { Text } from '../core/text/text.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: Text;
}

export class OpenDocuments {
  private readonly documents = new Map<string, OpenDocument>();

  open({ textDocument }: DidOpenTextDocumentParams): OpenDocument {
    const document = { uri: textDocument.uri, version: textDocument.version, text: Text.of(textDocument.text) };
    this.documents.set(document.uri, document);
    return document;
  }

  /** Applies the changes in order, as LSP says; undefined for a document that is not open. */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): OpenDocument | undefined {
    const known = this.documents.get(textDocument.uri);
    if (!known) return undefined;
    let { text } = known;
    for (const change of contentChanges) {
      if ('range' in change) {
        const start = text.offsetAt(change.range.start);
        text = text.splice({ start, end: Math.max(start, text.offsetAt(change.range.end)), text: change.text });
      } else text = Text.of(change.text);
    }
    const document = { uri: known.uri, version: textDocument.version, text };
    this.documents.set(document.uri, document);
    return document;
  }

  close(uri: string): void {
    this.documents.delete(uri);
  }

  get(uri: string): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  get uris(): Iterable<string> {
    return this.documents.keys();
  }
}
