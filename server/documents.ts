/** Open documents: text in pieces, edited in place of the client's own edits, with the client's version. Asked for by any spelling of a URI. */
import type { DidChangeTextDocumentParams, DidOpenTextDocumentParams } from 'vscode-languageserver';
import { canonicalUri } from '../core/package/uri.ts';
import { Text } from '../core/text/text.ts';

export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
  readonly text: Text;
}

export class OpenDocuments {
  private readonly documents = new Map<string, OpenDocument>();
  /** Another number whenever {@link spelling} may give another answer. */
  generation = 0;

  open({ textDocument }: DidOpenTextDocumentParams): OpenDocument {
    const document = { uri: textDocument.uri, version: textDocument.version, text: textIn(textDocument) };
    this.generation++;
    this.documents.set(canonicalUri(document.uri), document);
    return document;
  }

  /** Applies the changes in order, as LSP says; undefined for a document that is not open. */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): OpenDocument | undefined {
    const known = this.get(textDocument.uri);
    if (!known) return undefined;
    let { text } = known;
    for (const change of contentChanges) {
      if ('range' in change) {
        const start = text.offsetAt(change.range.start);
        text = text.splice({ start, end: Math.max(start, text.offsetAt(change.range.end)), text: wordsIn(change) });
      } else text = textIn(change);
    }
    const document = { uri: known.uri, version: textDocument.version, text };
    this.documents.set(canonicalUri(document.uri), document);
    return document;
  }

  close(uri: string): void {
    this.generation++;
    this.documents.delete(canonicalUri(uri));
  }

  get(uri: string): OpenDocument | undefined {
    return this.documents.get(canonicalUri(uri));
  }

  /** A URI as the client knows it: its own spelling where the document is open. */
  spelling(uri: string): string {
    return this.get(uri)?.uri ?? uri;
  }

  /** The canonical URIs of all. */
  get uris(): readonly string[] {
    return [...this.documents.keys()];
  }
}

/** What a client says a text is may be none: what is no string would only fail where it is read, when nobody knows any more whose it was. */
function wordsIn({ text }: { readonly text: unknown }): string {
  if (typeof text !== 'string') throw new TypeError(`a text is expected, not ${typeof text}`);
  return text;
}

function textIn(of: { readonly text: unknown }): Text {
  return Text.of(wordsIn(of));
}
